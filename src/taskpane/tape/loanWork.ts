/** What the loans of a tape or of a table come to, as far as that is worked out, and which of them are shown. */
import { resultsOf, type LoanResult } from '../../calculation/portfolio/results';
import { worklistOf, type Question } from '../../calculation/portfolio/worklist';
import { currentReader } from '../../functions/session';
import type { FactValue } from '../../law/facts';
import { amountHelp } from '../../law/labels';
import { generalText, type FactText } from '../law/texts';
import type { Child } from '../ui/dom';
import { loanTable, moneyBar, moneyMap, questionList, type Filter } from './tapeView';

/** Loans assessed at a time, so that Excel stays awake. */
const CHUNK = 500;
const ALL: Filter = { kind: null, state: null };

interface Loan {
  /** Its place in the tape or the table. */
  readonly at: number;
  readonly record: Readonly<Record<string, unknown>>;
  /** Why it could not be read. */
  readonly refusal?: string | undefined;
}

export class LoanWork {
  results: readonly LoanResult[] = [];
  private questions: readonly Question[] = [];
  private facts: Readonly<Record<string, FactText>> = {};
  private filter = ALL;

  constructor(private readonly show: () => void) {}

  /** Works the loans out; false, and nothing is changed, where they are not `wanted` any more. */
  async assess(loans: readonly Loan[], wanted: () => boolean): Promise<boolean> {
    const reader = currentReader();
    const facts = await generalText().then(
      (text) => text.facts,
      () => ({}),
    );
    const results: LoanResult[] = [];
    for (let from = 0; from < loans.length; from += CHUNK) {
      await new Promise((resolve) => setTimeout(resolve));
      if (!wanted()) return false;
      const part = loans.slice(from, from + CHUNK);
      const refused = new Map(
        part.flatMap(({ refusal }, n) => (refusal === undefined ? [] : [[n, refusal] as const])),
      );
      const found = resultsOf(
        part.map(({ record }) => record),
        reader,
        refused,
      );
      results.push(...found.map((one) => ({ ...one, at: part[one.at]?.at ?? 0 })));
    }
    if (!wanted()) return false;
    this.facts = facts;
    this.results = results;
    this.questions = worklistOf(results);
    return true;
  }

  showAll(): void {
    this.filter = ALL;
  }

  readonly questionOf = (name: string): string =>
    this.facts[name]?.question ?? amountHelp(name) ?? '';

  private readonly filtered = (next: Filter): void => {
    this.filter = next;
    this.show();
  };

  bar(): Child {
    return moneyBar(this.results, this.filter, this.filtered);
  }

  map(): Child {
    return moneyMap(this.results, this.filter, this.filtered);
  }

  asked(answer: (question: Question, value: FactValue) => void): Child {
    return questionList(this.questions, this.questionOf, answer);
  }

  table(go?: (loan: LoanResult) => void): Child {
    return loanTable(this.results, this.filter, this.filtered, go);
  }
}
