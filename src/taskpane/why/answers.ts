/** What a person answered about the case in hand, before it is written anywhere. */
import { factNamed } from '../../law/book';
import { amountNamed } from '../../law/amounts';
import { parseAmount } from '../../money/cents';
import type { Answer } from '../../workbook/answers';

/** Answers by input name, in the order in which they were given. */
export class Answers {
  private given: Readonly<Record<string, Answer>> = {};

  get values(): Readonly<Record<string, Answer>> {
    return this.given;
  }

  get names(): readonly string[] {
    return Object.keys(this.given);
  }

  /** Those that are facts, which a workbook can hold for all its rows. */
  get factNames(): readonly string[] {
    return this.names.filter(
      (name) => factNamed(name) !== undefined && amountNamed(name) === undefined,
    );
  }

  /** Keeps an answer; undefined takes it back. */
  give(name: string, value: Answer | undefined): void {
    const { [name]: _, ...others } = this.given;
    this.given = value === undefined ? others : { ...this.given, [name]: plain(name, value) };
  }

  clear(): void {
    this.given = {};
  }

  /** `Owner-occupied: yes; Fair value: 270000`. */
  inWords(names: readonly string[] = this.names): string {
    return names
      .map((name) => {
        const value = this.given[name];
        const label = factNamed(name)?.label ?? amountNamed(name)?.label ?? name;
        const words =
          typeof value === 'boolean'
            ? value
              ? 'yes'
              : 'no'
            : (factNamed(name)?.choices?.[String(value)] ?? String(value));
        return `${label}: ${words}`;
      })
      .join('; ');
  }
}

/** Amounts and numbers as numbers, where they can be read as such; what cannot be read stays as typed. */
function plain(name: string, value: Answer): Answer {
  if (typeof value !== 'string' || name === 'recourse_percent') return value;
  const numeric = amountNamed(name) !== undefined || factNamed(name)?.kind === 'number';
  if (!numeric) return value;
  const read = parseAmount(value);
  return read.ok && read.value !== null ? read.value / 100 : value;
}
