/** Loads the words behind the law when someone reads them: one file a state, kept once it is here. */
import type { Known, RuleText } from '../../law/rule';

export interface FactText {
  readonly question: string;
  readonly help: string;
}

/** Interest on judgments as the law file states it. */
export interface InterestText {
  readonly kind: 'fixed' | 'indexed' | 'contract';
  readonly rate_percent?: number;
  readonly index?: string;
  readonly margin_points?: number;
  readonly floor_percent?: number;
  readonly ceiling_percent?: number;
  readonly compounding: 'none' | 'annual';
  readonly when?: Readonly<Record<string, unknown>>;
  readonly entered_from?: string;
  readonly entered_to?: string;
  readonly citation: string;
  readonly known: Known;
  readonly as_of?: string;
  readonly note: string;
  readonly sources?: readonly string[];
  readonly official?: readonly string[];
}

export interface LifeText {
  /** Its clocks in words. */
  readonly words: string;
  readonly when?: Readonly<Record<string, unknown>>;
  readonly entered_from?: string;
  readonly entered_to?: string;
  readonly citation: string;
  readonly known: Known;
  readonly note: string;
  readonly sources?: readonly string[];
  readonly official?: readonly string[];
}

export interface StateText {
  readonly summary: string;
  readonly goodsCode: string;
  readonly openQuestions: readonly string[];
  readonly judgment: {
    readonly interest: readonly InterestText[];
    readonly life: readonly LifeText[];
  };
  readonly rules: Readonly<Record<string, RuleText>>;
}

interface GeneralText {
  readonly facts: Readonly<Record<string, FactText>>;
  readonly terms: Readonly<Record<string, RuleText>>;
}

const loaded = new Map<string, Promise<unknown>>();

function load(name: string): Promise<unknown> {
  const known = loaded.get(name);
  if (known) return known;
  const loading = fetch(`law/texts/${name}.json`).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return response.json() as Promise<unknown>;
  });
  loaded.set(name, loading);
  loading.catch(() => loaded.delete(name));
  return loading;
}

/** The texts of a state, by its code. Rejects where they cannot be fetched. */
export const stateText = (code: string): Promise<StateText> => load(code) as Promise<StateText>;

/** The questions behind facts, and the notes on loan terms. */
export const generalText = (): Promise<GeneralText> => load('facts') as Promise<GeneralText>;

/** The note on every rule that a case in a state can meet. */
export async function ruleTexts(code: string): Promise<Readonly<Record<string, RuleText>>> {
  const [general, state] = await Promise.all([generalText(), code === '' ? null : stateText(code)]);
  return { ...general.terms, ...state?.rules };
}
