/** What the creditor must have done, and by when something must be done. */
import type { Assessment } from '../../calculation/deficiency/assess';
import type { Deadline } from '../../calculation/deficiency/deadlines';
import type { RuleText } from '../../law/rule';
import { linkOf, withFigures } from '../../law/words';
import { day } from '../format';
import { strings } from '../strings';
import { link, tag } from '../ui/controls';
import { h } from '../ui/dom';

type Texts = Readonly<Record<string, RuleText>>;

/** Deadlines first, those with a date in the order of their dates; then requirements, then notes. */
export function datesList(
  { deadlines, requirements, notes, amounts }: Assessment,
  texts: Texts | undefined,
): HTMLElement {
  if (deadlines.length + requirements.length + notes.length === 0)
    return h('p', { class: 'rc-quiet' }, strings.why.noDates);
  const ordered = [...deadlines].sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity));
  return h(
    'ul',
    { class: 'rc-datelist' },
    ordered.map((deadline) => deadlineLine(deadline, texts)),
    [...requirements, ...notes].map((rule) =>
      h(
        'li',
        {},
        h('strong', {}, rule.title),
        ' ',
        tag(strings.effect[rule.effect.kind], rule.effect.kind),
        rule.known === 'recall' ? tag(strings.known.recall, 'recall') : null,
        texts?.[rule.id]?.text
          ? h('p', {}, withFigures(texts[rule.id]?.text ?? '', amounts))
          : null,
        citation(rule.citation, rule.id, texts),
      ),
    ),
  );
}

function deadlineLine(
  {
    rule,
    citation: cited,
    title,
    date,
    due,
    words,
    from,
    amount,
    unit,
    bindsDebtor,
    extendedBy,
  }: Deadline,
  texts: Texts | undefined,
): HTMLElement {
  const period = strings.period(amount, unit);
  const start = strings.start[from];
  return h(
    'li',
    {},
    h('strong', {}, due === null ? title : `${day(due)}: ${title}`),
    bindsDebtor ? [' ', tag(strings.why.bindsDebtor, 'plain')] : null,
    h(
      'p',
      {},
      date === null && extendedBy.length === 0
        ? strings.why.dateUnknown(period, start)
        : due === date
          ? strings.why.dateOf(period, start)
          : words,
    ),
    extendedBy.map((one) =>
      h(
        'p',
        {},
        `${strings.why.extendedBy} `,
        one.title,
        ' ',
        citation(one.citation, one.id, texts),
      ),
    ),
    texts?.[rule]?.text ? h('p', { class: 'rc-note' }, texts[rule]?.text) : null,
    citation(cited, rule, texts),
  );
}

const citation = (cited: string, rule: string, texts: Texts | undefined): HTMLElement =>
  h('p', { class: 'rc-citation' }, link(cited, linkOf(texts?.[rule]), strings.opensWindow));
