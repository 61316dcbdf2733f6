/** Recourse terms that hold for all rows: full, none or limited, carve-outs, and who is asked to pay. */
import { factNamed } from '../../law/book';
import type { TERM_FACTS } from '../../calculation/settings/workbookSettings';
import {
  readKeptAmount,
  type KeptValue,
  type TERM_AMOUNTS,
  type WorkbookSettings,
} from '../../calculation/settings/workbookSettings';
import { amountInWords, factInWords } from '../../workbook/settingsWords';
import { strings } from '../strings';
import { radioField, selectField, textField } from '../ui/controls';
import { h, type Child } from '../ui/dom';

const words = strings.settings;

/** Saves settings and says what was changed; null draws the form anew and saves nothing. */
type Save = (next: WorkbookSettings, said: string | null) => void;
type TermFact = (typeof TERM_FACTS)[number];
type TermAmount = (typeof TERM_AMOUNTS)[number];

/** Amounts that were typed and could not be read, with the reason, until they are mended. */
const wrong = new Map<string, { readonly typed: string; readonly why: string }>();

/** The fields in the order in which terms build on each other. */
export function termsForm(settings: WorkbookSettings, save: Save): Child[] {
  const { facts, amounts } = settings;
  const limited =
    facts['recourse'] === 'limited' || 'recourse_cap' in amounts || 'recourse_percent' in amounts;
  const recourse = limited ? 'limited' : String(facts['recourse'] ?? 'full');
  const withFact = (name: TermFact, value: KeptValue | undefined): WorkbookSettings => ({
    ...settings,
    facts: assigned(facts, name, value),
  });
  const fact = (name: TermFact): HTMLElement =>
    factField(name, settings, (value) => save(withFact(name, value), said(name, value)));
  const amount = (name: TermAmount, label: string, help?: string): HTMLElement =>
    amountField(name, label, help, settings, save);
  return [
    h('h3', { class: 'rc-part' }, words.terms),
    radioField(
      {
        label: words.termsHelp,
        key: 'settings.recourse',
        value: recourse,
        choices: [
          { value: 'full', label: words.full },
          { value: 'none', label: words.nonrecourse },
          { value: 'limited', label: words.limited },
        ],
      },
      (value) => save(withRecourse(settings, value), said('recourse', value)),
    ),
    limited
      ? [
          amount('recourse_cap', words.cap),
          amount('recourse_percent', words.percent, words.percentHelp),
          'recourse_percent' in amounts ? fact('recourse_slice') : null,
        ]
      : null,
    recourse === 'none'
      ? [
          fact('carve_out'),
          'carve_out' in facts ? fact('carve_out_triggered') : null,
          facts['carve_out'] === 'loss' ? amount('carve_out_loss', words.carveOutLoss) : null,
        ]
      : null,
    fact('obligor'),
    facts['obligor'] === 'guarantor' ? amount('guaranty_cap', words.guarantyCap) : null,
  ];
}

/** Full recourse is what holds anyway; limits go when recourse is no longer limited. */
function withRecourse(settings: WorkbookSettings, value: string): WorkbookSettings {
  const { recourse_cap: _cap, recourse_percent: _percent, ...others } = settings.amounts;
  return {
    ...settings,
    facts: assigned(settings.facts, 'recourse', value === 'full' ? undefined : value),
    amounts: value === 'limited' ? settings.amounts : others,
  };
}

const said = (name: string, value: KeptValue | undefined): string =>
  words.saved(
    factNamed(name)?.label ?? name,
    value === undefined ? strings.unchanged : factInWords(name, value),
  );

function assigned(
  values: Readonly<Record<string, KeptValue>>,
  name: string,
  value: KeptValue | undefined,
): Readonly<Record<string, KeptValue>> {
  const { [name]: _, ...others } = values;
  return value === undefined ? others : { ...others, [name]: value };
}

function factField(
  name: TermFact,
  { facts }: WorkbookSettings,
  set: (value: KeptValue | undefined) => void,
): HTMLElement {
  const definition = factNamed(name);
  const usual = { value: '', label: strings.unchanged };
  const choices =
    definition?.kind === 'flag'
      ? [usual, { value: 'true', label: strings.yes }, { value: 'false', label: strings.no }]
      : [
          usual,
          ...Object.entries(definition?.choices ?? {}).map(([value, label]) => ({ value, label })),
        ];
  return selectField(
    {
      label: definition?.label ?? name,
      key: `settings.${name}`,
      value: String(facts[name] ?? ''),
      choices,
    },
    (value) =>
      set(value === '' ? undefined : definition?.kind === 'flag' ? value === 'true' : value),
  );
}

function amountField(
  name: TermAmount,
  label: string,
  help: string | undefined,
  settings: WorkbookSettings,
  save: Save,
): HTMLElement {
  const kept = settings.amounts[name];
  const mistake = wrong.get(name);
  return textField(
    {
      label,
      help,
      key: `settings.${name}`,
      numeric: true,
      error: mistake?.why,
      value: mistake?.typed ?? (kept === undefined ? '' : amountInWords(kept)),
    },
    (typed) => {
      const read = readKeptAmount(name, typed);
      wrong.delete(name);
      if (!read.ok) wrong.set(name, { typed, why: read.message });
      if (!read.ok) return save(settings, null);
      const value = read.value ?? undefined;
      const words = value === undefined ? strings.unchanged : amountInWords(value);
      const amounts = assigned(settings.amounts, name, value);
      save({ ...settings, amounts }, strings.settings.saved(label, words));
    },
  );
}
