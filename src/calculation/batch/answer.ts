/** Turns an assessment into the answer that other programs read. */
import { assess, type Assessment } from '../deficiency/assess';
import type { Case, CaseReader } from '../deficiency/case';
import { refusalOfOpen } from '../deficiency/missing';
import { outcome } from '../deficiency/outcome';
import { factNamed, LAW_VERSION } from '../../law/book';
import type { RuleText } from '../../law/rule';
import { linkOf, withFigures } from '../../law/words';
import { dollars, plainText } from '../../money/cents';
import { toIso } from '../../money/dates';

/** The keys of an answer, in the order in which they are written. */
export const ANSWER_KEYS = [
  'shortfall',
  'surplus',
  'credit',
  'deficiency',
  'low',
  'high',
  'status',
  'reasons',
  'missing',
  'assumed',
  'deadlines',
  'requirements',
  'unused',
  'law_as_of',
  'as_of',
  'law',
  'caution',
] as const;

export type AnswerKey = (typeof ANSWER_KEYS)[number];

export type Answer = Partial<Record<AnswerKey, unknown>>;

/** What was wrong with a line. */
export interface Refusal {
  readonly error: { readonly field: string; readonly message: string };
}

/** The words behind the rules, by rule. */
export type RuleTexts = Readonly<Record<string, RuleText>>;

/** The words of a rule: what it requires, what missing it costs, or its note. */
const textOf = (texts: RuleTexts, rule: string): string =>
  texts[rule]?.text ?? texts[rule]?.note ?? '';

const SHORT_KEYS = new Set<AnswerKey>(['deficiency', 'low', 'high', 'status']);

/** Answers records with the wanted keys, all of them unless told otherwise. */
export class Answerer {
  private readonly short: boolean;

  constructor(
    private readonly reader: CaseReader,
    private readonly texts: () => RuleTexts,
    private readonly keys: readonly AnswerKey[] = ANSWER_KEYS,
  ) {
    this.short = keys.every((key) => SHORT_KEYS.has(key));
  }

  answer(record: Readonly<Record<string, unknown>>): Answer | Refusal {
    const read = this.reader.read(record);
    if (!read.ok) return { error: { field: read.error.field, message: read.error.message } };
    const item = read.value;
    const refusal = refusalOfOpen(item);
    if (refusal) return { error: { field: refusal.field, message: refusal.message } };
    return this.short
      ? this.shortAnswer(item)
      : pick(fullAnswer(assess(item), this.texts()), this.keys);
  }

  /** The answer as a line of JSON. */
  line(record: Readonly<Record<string, unknown>>): string | Refusal {
    const answer = this.answer(record);
    if (isRefusal(answer)) return answer;
    if (!this.short) return JSON.stringify(answer);
    let text = '';
    for (const key of this.keys) {
      const value = answer[key];
      text += `${text === '' ? '{' : ','}"${key}":${typeof value === 'number' ? plainText(value) : `"${String(value)}"`}`;
    }
    return `${text}}`;
  }

  private shortAnswer(item: Case): Answer {
    const found = outcome(item);
    const answer: Answer = {};
    for (const key of this.keys)
      answer[key] = key === 'status' ? found.status : dollars(found[key as 'low']);
    return answer;
  }
}

function pick(answer: Record<AnswerKey, unknown>, keys: readonly AnswerKey[]): Answer {
  return keys === ANSWER_KEYS ? answer : Object.fromEntries(keys.map((key) => [key, answer[key]]));
}

function fullAnswer(found: Assessment, texts: RuleTexts): Record<AnswerKey, unknown> {
  return {
    shortfall: dollars(found.shortfall),
    surplus: dollars(found.surplus),
    credit: dollars(found.credit),
    deficiency: dollars(found.deficiency),
    low: dollars(found.low),
    high: dollars(found.high),
    status: found.status,
    reasons: found.reasons.map(({ rule, citation, effect, known, certain, alternative }) => ({
      rule,
      citation,
      effect,
      known,
      ...(linkOf(texts[rule]) && { link: linkOf(texts[rule]) }),
      ...(certain ? {} : { certain }),
      ...(alternative ? { alternative } : {}),
    })),
    missing: found.missing,
    assumed: Object.fromEntries(
      found.assumed.map(({ name, value }) => [
        name,
        factNamed(name)?.kind === 'date' ? toIso(value as number) : value,
      ]),
    ),
    deadlines: found.deadlines.map(
      ({ rule, citation, date, due, from, certain, note, extendedBy }) => ({
        rule,
        citation,
        date: date === null ? null : toIso(date),
        from,
        text: textOf(texts, rule),
        ...(due !== null && due !== date && { due: toIso(due) }),
        ...(certain ? {} : { certain }),
        ...(note !== '' && { note }),
        ...(extendedBy.length > 0 && { extended_by: extendedBy.map(({ id }) => id) }),
      }),
    ),
    requirements: found.requirements.map(({ id, citation }) => ({
      rule: id,
      citation,
      text: withFigures(textOf(texts, id), found.amounts),
    })),
    unused: Object.fromEntries(found.unused.map(({ name, reason }) => [name, reason])),
    law_as_of: toIso(found.lawAsOf),
    // The name by which programs have known it from the beginning.
    as_of: toIso(found.lawAsOf),
    law: LAW_VERSION,
    caution: found.caution,
  };
}

export const isRefusal = (answer: Answer | Refusal): answer is Refusal => 'error' in answer;
