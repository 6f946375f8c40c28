/** One pass over a column: everything type inference and the profile need, in bounded memory, whatever the column holds. */
import type { CountryCode } from 'libphonenumber-js/max';
import { createDistinctCounter, type DistinctCounter } from './distinct-counter';
import { createFormCounter } from './form-counter';
import { emptyWords } from './known-values';
import { defaultCountries } from './phone-checker';
import * as signs from './signs';
import { createValueReader, type ValueClass, type ValueReader } from './value-reader';

/** Different values kept with their counts; beyond it the column is no list of choices. */
const CHOICES = 60;

export type ColumnProfile = ReturnType<ValueReader['result']> & {
  rows: number;
  /** Rows with a value; NULL, N/A and the like are none. */
  filled: number;
  distinct: number;
  minLength: number;
  maxLength: number;
  /** Values and how often they came, most frequent first; undefined when there were too many different ones. */
  choices: readonly (readonly [string, number])[] | undefined;
  /** The first value. */
  first: string;
  /** The commonest form of a value (see `formOf`) and how many have it. */
  form: { pattern: string; count: number } | undefined;
};

export type ColumnProfiler = {
  /** `place`: where the row is, in whatever measure; problems lead there. */
  add(value: string | undefined, place?: number): void;
  result(): ColumnProfile;
};

/** A value that came more than once; `read`: how many of them the reader has been told of. */
type Choice = { count: number; read: number; place: number };

export function createColumnProfiler(countries: readonly CountryCode[] = defaultCountries, countryCodes: ReadonlySet<string> = new Set()): ColumnProfiler {
  const reader = createValueReader(countries, countryCodes);
  const forms = createFormCounter();
  let distinct: DistinctCounter | undefined;
  let choices: Map<string, Choice> | undefined = new Map();
  let rows = 0;
  let filled = 0;
  let minLength = 0;
  let maxLength = 0;
  let first = '';
  let unsureRows = 0;
  let unsurePlace = 0;

  function read(text: string, times: number, place: number): void {
    signs.lookAt(text);
    distinct?.add(signs.hashLow, signs.hashHigh);
    forms.add(signs.form, text, times);
    reader.look(text, times, place);
  }

  /** What repeats is read once with its count: most columns of an export have a few values only. */
  function readChoices(kept: Map<string, Choice>): void {
    for (const [text, choice] of kept) {
      const times = choice.count - choice.read;
      choice.read = choice.count;
      if (times > 0) read(text, times, choice.place);
    }
  }

  function addChoice(kept: Map<string, Choice>, text: string, place: number): boolean {
    const choice = kept.get(text);
    if (choice) choice.count += 1;
    else if (kept.size >= CHOICES || text.length > 100) return false;
    else kept.set(text, { count: 1, read: 0, place });
    return true;
  }

  function take(text: string, place: number): void {
    filled += 1;
    const { length } = text;
    if (filled === 1) {
      first = text.slice(0, 1_000);
      minLength = length;
    }
    if (length > maxLength) maxLength = length;
    if (length < minLength) minLength = length;
    if (choices) {
      if (addChoice(choices, text, place)) return;
      distinct = createDistinctCounter();
      // Those that were read before (for a result on the way) still have to be counted as different ones.
      for (const [before, { read }] of choices) {
        if (read === 0) continue;
        signs.lookAt(before);
        distinct.add(signs.hashLow, signs.hashHigh);
      }
      readChoices(choices);
      choices = undefined;
    }
    read(text, 1, place);
  }

  /** Among measures, dates and answers NA is R's and pandas' word for nothing; among texts it may be Namibia. */
  function settleUnsure(): void {
    const { counts, booleanPair } = reader.result();
    const measured = measures.reduce((sum, found) => sum + counts[found], 0);
    const answered = Math.max(0, ...booleanPair.values());
    if (filled > 0 && Math.max(measured, answered) >= filled * MOST_MEASURED) return;
    for (; unsureRows > 0; unsureRows--) take(UNSURE, unsurePlace);
  }

  return {
    add(raw, place = rows) {
      rows += 1;
      if (raw === undefined || raw === '') return;
      const text = raw.trim();
      if (text.length <= EMPTY_LENGTH && emptyWords.has(text)) return;
      if (text !== UNSURE) take(text, place);
      else if (unsureRows++ === 0) unsurePlace = place;
    },
    result() {
      if (choices) readChoices(choices);
      if (unsureRows > 0) {
        settleUnsure();
        if (choices) readChoices(choices);
      }
      return {
        ...reader.result(),
        rows,
        filled,
        distinct: choices ? choices.size : (distinct?.count() ?? 0),
        minLength,
        maxLength,
        choices: choices && [...choices].map(([text, { count }]) => [text, count] as const).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
        first,
        form: forms.commonest(),
      };
    },
  };
}

const UNSURE = 'NA';
const measures: readonly ValueClass[] = ['integer', 'decimal', 'percent', 'money', 'date', 'time'];
const MOST_MEASURED = 0.95;
const EMPTY_LENGTH = Math.max(...[...emptyWords].map((word) => word.length));
