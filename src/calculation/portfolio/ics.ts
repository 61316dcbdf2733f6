/** Due dates as a calendar file (RFC 5545), a day-long entry each, for the calendar of whoever must act. */
import { ymd, type Day } from '../../money/dates';
import type { LoanResult } from './results';

/** A line holds 75 bytes at most, and goes on after a line break and a blank. */
function folded(line: string): string {
  const bytes = new TextEncoder();
  let [out, length] = ['', 0];
  for (const sign of line) {
    const size = bytes.encode(sign).length;
    if (length + size > 74) [out, length] = [`${out}\r\n `, 1];
    out += sign;
    length += size;
  }
  return out;
}

const said = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

const stamp = (day: Day): string => {
  const { y, m, d } = ymd(day);
  return `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`;
};

/** The calendar of what is still to come on a day; null where nothing is. */
export function calendarFile(results: readonly LoanResult[], from: Day): string | null {
  const entries = results.flatMap((loan) =>
    loan.due.filter(({ day }) => day >= from).map((due) => ({ loan, due })),
  );
  if (entries.length === 0) return null;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Recourse for Excel//Deadlines//EN',
    ...entries
      .sort((a, b) => a.due.day - b.due.day)
      .flatMap(({ loan, due }) => [
        'BEGIN:VEVENT',
        `UID:${loan.at}-${due.rule}-${due.day}@recourse`,
        `DTSTAMP:${stamp(from)}T000000Z`,
        `DTSTART;VALUE=DATE:${stamp(due.day)}`,
        `SUMMARY:${said(`${loan.id} (${loan.state}): ${due.title}`)}`,
        `DESCRIPTION:${said(`${due.citation}${due.certain ? '' : '. A missing fact may take this deadline away.'}`)}`,
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
      ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
