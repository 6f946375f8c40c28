/** Cells and dates of one row, by the native names of an object's fields. */
import { type Row, valueText } from '../record/transform';
import type { Field } from '../sources/schema';
import type { Feed } from './feeds';
import { createFieldReading } from './field-reading';
import type { MomentReader } from './read-moment';

export type DateOfRow = (row: Row) => number | undefined;

/** Names come from files: `constructor` is no value unless the row has it. */
export function cellOf(row: Row, name: string): unknown {
  const value = row[name];
  return typeof value === 'function' || (typeof value === 'object' && !Object.hasOwn(row, name)) ? undefined : value;
}

/** The moment in a field, epoch ms, through the steps of the first mapping that makes a date of it. */
export function dateReader(
  field: Field,
  feeds: readonly Feed[],
  shared: { moments: MomentReader; currency: string; context: { nameOf(id: string): string | undefined } },
): DateOfRow {
  const feed = feeds.find(({ mapping }) => mapping.transforms?.some((step) => step.kind === 'date'));
  const { moments } = shared;
  const name = field.nativeName;
  if (!feed) {
    return (row) => {
      const raw = cellOf(row, name);
      return raw === undefined || raw === null || raw === '' ? undefined : moments.moment(typeof raw === 'string' ? raw : valueText(raw));
    };
  }
  const attribute = { ...feed.attribute, type: 'datetime' as const };
  const reading = createFieldReading({ ...shared, attribute, field, mapping: feed.mapping, rank: 0, isIdentifier: false, hasValue: true });
  return (row) => {
    const value = reading.read(cellOf(row, name), row).entry?.value;
    return typeof value === 'string' ? moments.moment(value) : undefined;
  };
}

/** The latest of several dates of a row; undefined when none of them is filled. */
export function latest(dates: readonly DateOfRow[], row: Row): number | undefined {
  let found: number | undefined;
  for (const date of dates) {
    const at = date(row);
    if (at !== undefined && (found === undefined || at > found)) found = at;
  }
  return found;
}
