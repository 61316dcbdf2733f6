/** Sliders for price and fair value that show the number follow; nothing is written. */
import { breakEvenPrice } from '../../calculation/deficiency/breakEven';
import type { Case } from '../../calculation/deficiency/case';
import { outcome } from '../../calculation/deficiency/outcome';
import { currentReader } from '../../functions/session';
import { known } from '../../law/amounts';
import { parseAmount, type Cents } from '../../money/cents';
import { money, range } from '../format';
import { ruleTexts } from '../law/texts';
import { strings } from '../strings';
import { button, tag } from '../ui/controls';
import { freshId, h, refill } from '../ui/dom';
import { bidsOf, curveOf } from './curve';

/** Steps of a slider that people can read: 100, 500, 1,000 dollars. */
function stepFor(most: Cents): number {
  const rough = most / 100 / 250;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? 10 * power;
}

/** The what-if part of a case whose record is given. */
export function whatIf(record: Readonly<Record<string, unknown>>, item: Case): HTMLElement {
  const price = known(item.amounts, 'sale_price') ?? 0;
  const value = item.blank.has('fair_value') ? null : known(item.amounts, 'fair_value');
  const debt = (known(item.amounts, 'debt') ?? 0) + (known(item.amounts, 'costs') ?? 0);
  const most = Math.max(100_00, Math.max(debt, price, value ?? 0) * 1.25);
  const step = stepFor(most);
  const top = Math.ceil(most / 100 / step) * step;
  const tried: { price: Cents; value: Cents | null } = { price, value };
  const result = h('output', { class: 'rc-whatif-result', 'aria-live': 'polite' });
  const words = h('p', { class: 'rc-quiet' });
  const mark = h('span', { class: 'rc-mark', hidden: true });
  const curve = h('div', {});
  const bids = h('div', {});
  const draw = (now: Case, worth: Cents | null) => {
    curve.replaceChildren(curveOf(now, top * 100, tried.price));
    if (drawn === worth) return;
    drawn = worth;
    const values = { ...record, ...(worth === null ? {} : { fair_value: worth / 100 }) };
    const show = (texts: Parameters<typeof bidsOf>[1]) => refill(bids, bidsOf(values, texts));
    ruleTexts(item.setting.place.code).then(show, () => show({}));
  };
  let drawn: Cents | null | undefined;
  const update = () => {
    const values = {
      ...record,
      sale_price: tried.price / 100,
      ...(tried.value === null ? {} : { fair_value: tried.value / 100 }),
    };
    const read = currentReader().read(values);
    if (!read.ok) return result.replaceChildren(`${read.error.field}: ${read.error.message}`);
    const found = outcome(read.value);
    result.replaceChildren(
      h('strong', {}, range(found.low, found.high)),
      ' ',
      tag(strings.status[found.status], found.status),
    );
    const even = breakEvenPrice(read.value);
    words.textContent =
      even === null ? strings.why.noBreakEven : strings.why.breakEven(money(even));
    draw(read.value, tried.value);
    mark.hidden = even === null || even / 100 > top;
    mark.textContent = even === null ? '' : strings.why.breakEvenMark(money(even));
    mark.style.setProperty('--rc-at', String(even === null ? 0 : even / 100 / top));
  };
  const priceSlider = slider(strings.why.price, 'whatif.price', price, top, step, mark, (cents) => {
    tried.price = cents;
    update();
  });
  const valueSlider = slider(
    strings.why.fairValue,
    'whatif.value',
    value,
    top,
    step,
    null,
    (cents) => {
      tried.value = cents;
      update();
    },
  );
  const reset = () => {
    Object.assign(tried, { price, value });
    priceSlider.set(price);
    valueSlider.set(value);
    update();
  };
  update();
  return h(
    'div',
    {},
    h('p', { class: 'rc-quiet' }, strings.why.whatIfHelp),
    priceSlider.element,
    valueSlider.element,
    h('div', { class: 'rc-whatif' }, h('span', { class: 'rc-quiet' }, strings.why.result), result),
    words,
    curve,
    bids,
    button(strings.why.reset, reset, { key: 'whatif.reset' }),
  );
}

function slider(
  label: string,
  key: string,
  at: Cents | null,
  top: number,
  step: number,
  mark: HTMLElement | null,
  moved: (cents: Cents) => void,
): { element: HTMLElement; set(cents: Cents | null): void } {
  const id = freshId();
  const track = h('input', {
    type: 'range',
    class: 'rc-range',
    id,
    min: 0,
    max: top,
    step,
    'data-key': key,
  });
  const exact = h('input', {
    type: 'text',
    class: 'rc-input rc-exact',
    inputmode: 'decimal',
    'aria-label': label,
    'data-key': `${key}.exact`,
  });
  const show = (cents: Cents | null) => {
    track.setAttribute('aria-valuetext', cents === null ? strings.unknown : money(cents));
    track.value = String((cents ?? 0) / 100);
    exact.value = cents === null ? '' : money(cents);
    exact.placeholder = cents === null ? strings.unknown : '';
  };
  const move = (cents: Cents) => {
    moved(cents);
    track.setAttribute('aria-valuetext', money(cents));
  };
  track.addEventListener('input', () => {
    const cents = Math.round(Number(track.value) * 100);
    exact.value = money(cents);
    move(cents);
  });
  exact.addEventListener('change', () => {
    const read = parseAmount(exact.value);
    const good = read.ok && read.value !== null && read.value >= 0;
    exact.setAttribute('aria-invalid', String(!good));
    if (!good || read.value === null) return;
    track.value = String(read.value / 100);
    move(read.value);
  });
  show(at);
  return {
    element: h(
      'div',
      { class: 'rc-slider' },
      h('label', { for: id }, label),
      exact,
      h('div', { class: 'rc-track' }, track, mark),
    ),
    set: show,
  };
}
