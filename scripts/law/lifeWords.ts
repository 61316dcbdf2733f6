/** How long a judgment lives, in words; needs nothing that is compiled. */
import type { LifeSource, RenewalSource } from './sources';

/** `from 2023-01-01 until 2024-12-31`. */
export const span = (from?: string, to?: string): string =>
  [from ? `from ${from}` : '', to ? `until ${to}` : ''].filter(Boolean).join(' ');

/** `10 years, renewable for 5 years`: the clocks of a judgment. */
export function lifeWords(source: LifeSource): string {
  const clocks = [
    ...(source.years === null
      ? []
      : [`${source.presumed ? 'presumed paid after ' : ''}${source.years} years`]),
    ...(source.dormant_after_years ? [`sleeps after ${source.dormant_after_years} years`] : []),
    ...(source.revive_within_years
      ? [`can be revived for ${source.revive_within_years} years after that`]
      : []),
    ...(source.revive_within_years_of_entry
      ? [`can be revived until ${source.revive_within_years_of_entry} years from entry`]
      : []),
    ...(source.wakes_by_leave ? ['wakes by leave of the court'] : []),
    ...(source.sleeps_without_interest ? ['without interest while it sleeps'] : []),
    ...(source.restarted_by ? [`begun anew by ${acts(source.restarted_by)}`] : []),
    ...(source.most_years ? [`at most ${source.most_years} years from entry`] : []),
    ...(source.renewable === false ? ['not renewable'] : []),
    ...(source.renewable === true ? (source.renewals ?? [{}]).map(renewal) : []),
  ];
  return clocks.length === 0 ? 'no end that is known' : clocks.join(', ');
}

const acts = (list: readonly string[]): string => list.join(', ').replaceAll('_', ' ');

function renewal(one: RenewalSource): string {
  if (one.lien_only) return 'renewal keeps the lien only';
  return [
    `renewable${one.number ? ` ${one.number === 1 ? 'once' : `${one.number} times`}` : ''}`,
    ...(one.years ? [`for ${one.years} years`] : []),
    ...(one.from_end ? ['counted from the old end'] : []),
    ...(one.last_days ? [`in the last ${one.last_days} days`] : []),
    ...(one.gap_years ? [`not within ${one.gap_years} years of the last renewal`] : []),
    ...(one.adds_interest ? ['interest joining the principal'] : []),
    ...(one.filed_from || one.filed_to ? [`if filed ${span(one.filed_from, one.filed_to)}`] : []),
  ].join(' ');
}
