/** Rows of the sources as records of people: through the mappings of the customer record, identifiers and typed values apart. */
import type { Engagement } from '../engagement/schema';
import { type Problem, problem } from '../problem';
import { isConsent } from '../record/event-attributes';
import { type Row, valueText } from '../record/transform';
import type { Field, Source, SourceObject } from '../sources/schema';
import { isEmptyText } from '../text';
import { isValidZone } from '../time/duration';
import { type Feed, feedsByField, identifyingObjects } from './feeds';
import { countsRows, createFieldReading, type FieldReading } from './field-reading';
import { keyFieldsOf } from './link-ends';
import type { RecordValue, SampleRecord } from './population';
import { createMomentReader, type MomentReader } from './read-moment';
import { readCurrency } from './read-number';
import { cellOf, type DateOfRow, dateReader, latest } from './row-cells';
import { consentDates, timeKindOf } from './row-times';

export type RecordPlan = {
  /** Ids, in document order; `SampleRecord.source` and `.object` are positions in them. */
  sources: readonly string[];
  /** The objects that feed the record: those with a field that feeds an identifier, then those that were asked for besides. Rows of others are nobody's. */
  objects: readonly string[];
};

export type RecordReader = {
  plan: RecordPlan;
  /** A row (from 1) by native field name; undefined when its object is not in the plan. A row without identifiers is a record too. */
  read(object: string, row: number, values: Row): SampleRecord | undefined;
  /**
   * What the rows read so far had that could not be used, as counts, at `record, attributes, <id>, sources, <field id>`:
   * `values-not-read` {name, field, source, values, of}, `amounts-in-other-currency` {name, field, source, values, currency, own}.
   */
  problems(): Problem[];
};

/**
 * Compiles the mappings once. A row is read field → steps → type of the attribute; where several fields of one object feed one
 * attribute, each gives a value with its rank. Amounts beside a field of currencies belong to that currency.
 *
 * The time of a row is the latest of its dates that say so: when it was changed, consented, made, or, in a table of deeds,
 * done (`timeKindOf`); none of them, none. A consent is dated only by a date of consent or change (`consentDates`).
 *
 * `attributes`: values of these only, where nobody needs the others; identifiers always. `linked`: objects to be read besides,
 * because their rows lead to somebody by links (`createSampleLinks`).
 */
export function createRecordReader(
  engagement: Engagement,
  { attributes, linked }: { attributes?: ReadonlySet<string>; linked?: ReadonlySet<string> } = {},
): RecordReader {
  const { client, record, identity, sources } = engagement;
  const identifiers = new Set(identity.rules.map((rule) => rule.attribute));
  const moments = createMomentReader(isValidZone(client.timeZone) ? client.timeZone : 'UTC');
  const feeds = feedsByField(record.attributes);
  const plan = { sources: sources.map(({ id }) => id), objects: [] as string[] };
  const readers = new Map<string, ObjectReader>();
  const identifying = identifyingObjects(engagement, feeds);
  const all = sources.flatMap((source, position) => source.objects.map((object) => ({ source, position, object })));
  const wanted = [
    ...all.filter(({ object }) => identifying.has(object.id)),
    ...all.filter(({ object }) => !identifying.has(object.id) && linked?.has(object.id)),
  ];
  for (const [number, place] of wanted.entries()) {
    readers.set(place.object.id, createObjectReader({ ...place, number }, { feeds, identifiers, moments, currency: client.currency, attributes }));
    plan.objects.push(place.object.id);
  }
  return {
    plan,
    read: (object, row, values) => readers.get(object)?.read(row, values),
    problems: () => [...readers.values()].flatMap((reader) => reader.problems()),
  };
}

type Place = { source: Source; position: number; object: SourceObject; number: number };
type Shared = {
  feeds: ReadonlyMap<string, readonly Feed[]>;
  identifiers: ReadonlySet<string>;
  moments: MomentReader;
  currency: string;
  attributes: ReadonlySet<string> | undefined;
};
type ObjectReader = { read(row: number, values: Row): SampleRecord; problems(): Problem[] };
type Slot = FieldReading & {
  filled: number;
  failed: number;
  foreign: Map<string, number>;
  dates: readonly DateOfRow[] | undefined;
  /** Of a field that counts the rows it points to: those it has counted. */
  counted: Set<string> | undefined;
};

function createObjectReader({ source, position, object, number }: Place, { feeds, identifiers, moments, currency, attributes }: Shared): ObjectReader {
  const fields = object.fields.filter((field) => field.status !== 'missing');
  const names = new Map(object.fields.map((field) => [field.id, field.nativeName]));
  const context = { nameOf: (field: string) => names.get(field) };
  const kindOf = (field: Field) =>
    timeKindOf(
      field,
      (feeds.get(field.id) ?? []).map(({ attribute }) => attribute),
    );
  const dateOf = (field: Field): DateOfRow => dateReader(field, feeds.get(field.id) ?? [], { moments, currency, context });
  const rowDates = fields.filter((field) => kindOf(field) !== undefined).map(dateOf);
  const currencyField = fields.find((field) => field.type === 'currency');

  const slots: Slot[] = fields.flatMap((field) =>
    (feeds.get(field.id) ?? []).flatMap(({ attribute, mapping, rank }) => {
      const isIdentifier = identifiers.has(attribute.id);
      const pointsTo = countsRows(attribute, field) ? object.links?.filter((link) => link.fields.includes(field.id)) : undefined;
      const isCountedThere = pointsTo?.some((link) => keyFieldsOf(link, source).some((key) => feeds.get(key.id)?.some((feed) => feed.attribute === attribute)));
      const hasValue = (attributes?.has(attribute.id) ?? true) && !isCountedThere;
      if (!isIdentifier && !hasValue) return [];
      const reading = createFieldReading({ attribute, field, mapping, rank, isIdentifier, hasValue, moments, currency, context });
      const dates = isConsent(attribute.id) ? consentDates(attribute.id, object, kindOf).map(dateOf) : undefined;
      return [{ ...reading, filled: 0, failed: 0, foreign: new Map(), dates, counted: pointsTo && pointsTo.length > 0 ? new Set<string>() : undefined }];
    }),
  );

  function read(row: number, values: Row): SampleRecord {
    const found: RecordValue[] = [];
    const ids: (readonly [string, string])[] = [];
    let rowCurrency: string | undefined;
    for (const slot of slots) {
      const raw = cellOf(values, slot.field.nativeName);
      if ((raw === undefined || raw === null || raw === '') && !slot.takesEmpty) continue;
      slot.filled += 1;
      const { entry, identifiers: mine, failed, foreign } = slot.read(raw, values);
      if (mine) ids.push(...mine);
      if (failed) slot.failed += 1;
      let other = foreign;
      if (entry && currencyField && slot.attribute.type === 'money') {
        rowCurrency ??= readCurrency(valueText(cellOf(values, currencyField.nativeName))) ?? currency;
        if (rowCurrency !== currency) other = rowCurrency;
      }
      if (other !== undefined) slot.foreign.set(other, (slot.foreign.get(other) ?? 0) + 1);
      else if (entry && isCounted(slot, raw)) {
        const at = slot.dates && latest(slot.dates, values);
        found.push(at === undefined ? entry : { ...entry, at });
      }
    }
    return { source: position, object: number, row, at: latest(rowDates, values), identifiers: ids, values: found };
  }

  const problems = () =>
    slots.flatMap((slot) => {
      const { attribute, field, filled, failed, foreign } = slot;
      const path = ['record', 'attributes', attribute.id, 'sources', field.id];
      const about = {
        name: isEmptyText(attribute.label) ? { en: attribute.id } : attribute.label,
        field: `${object.nativeName}.${field.nativeName}`,
        source: source.name,
      };
      const found: Problem[] = [...foreign].map(([code, count]) =>
        problem('warns', 'amounts-in-other-currency', path, { ...about, values: count, currency: code, own: currency }),
      );
      // One in twenty is the mess of every export; more means that a step is missing.
      if (failed > 0) found.push(problem(failed * 20 > filled ? 'warns' : 'informs', 'values-not-read', path, { ...about, values: failed, of: filled }));
      return found;
    });
  return { read, problems };
}

/** Lines of an order carry its number each: the order is counted once. */
function isCounted({ counted }: Slot, raw: unknown): boolean {
  if (!counted) return true;
  const before = counted.size;
  return counted.add(valueText(raw)).size > before;
}
