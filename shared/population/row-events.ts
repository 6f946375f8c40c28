/** Rows that are something somebody did: which events the rows of an object are, by the event properties their fields fill. */
import type { Json } from '../condition/facts';
import type { Engagement } from '../engagement/schema';
import type { EventCatalogue } from '../journey/journey-context';
import { type Problem, problem } from '../problem';
import { type Row, valueText } from '../record/transform';
import { trimmed } from '../record/transform-text';
import type { CanonicalType, Field, Source, SourceObject } from '../sources/schema';
import type { Text } from '../text';
import { isValidZone } from '../time/duration';
import { eventKey } from './event-keys';
import { type Feed, feedsByField } from './feeds';
import { createFieldReading, type FieldReading } from './field-reading';
import { createMomentReader, type MomentReader } from './read-moment';
import { readCurrency } from './read-number';
import { isEmptyCell } from './read-value';
import { cellOf, type DateOfRow, dateReader, latest } from './row-cells';
import { deedFields, timeKindOf } from './row-times';
import { sayingEvents } from './saying-events';

/** What is needed of the catalogue. */
export type EventWords = EventCatalogue['events'];

/** `keys`: what the deed is known by, whoever tells it; the first is its own. */
export type RowEvent = { name: string; keys: readonly string[]; at: number; properties: Record<string, Json> };

export type RowEventReader = {
  /** Ids of the objects whose rows are events. */
  objects: ReadonlySet<string>;
  /** A row (from 1) by native field name; several events where a row says what became of it later. */
  read(object: string, row: number, values: Row): readonly RowEvent[];
  /**
   * `row-events-undated` {name, object, source, rows}, `event-values-not-read` {name, field, source, values, of},
   * `amounts-in-other-currency` as for the record.
   */
  problems(): Problem[];
};

/**
 * The rows of an object are events of a name when
 * - the event happens once to a thing (`eventKey`) and a field that can be a number or code fills the property that names it;
 *   its time is the field that fills `occurred-at`, else the date on which the thing was done or made;
 * - it is what became of the thing later, and a field of its own fills its `occurred-at`: a status names no time, so an order
 *   whose status says cancelled is none. The thing may be named by what names it in another event of the row;
 * - it happens again and again, and fields fill its `occurred-at` and all it requires.
 *
 * A row is left out where what names it or what is required is empty, and where the time is. Consents and what customers say about
 * themselves are no events of rows: they are mapped to the record, where undated ones are told apart.
 */
export function createRowEventReader(engagement: Pick<Engagement, 'sources' | 'record' | 'client'>, words: EventWords): RowEventReader {
  const { client, record, sources } = engagement;
  const shared = {
    words,
    feeds: feedsByField(record.attributes),
    moments: createMomentReader(isValidZone(client.timeZone) ? client.timeZone : 'UTC'),
    currency: client.currency,
  };
  const makers = new Map<string, EventMaker[]>();
  for (const source of sources)
    for (const object of source.objects) {
      const mine = eventMakers(source, object, shared);
      if (mine.length > 0) makers.set(object.id, mine);
    }
  return {
    objects: new Set(makers.keys()),
    read(object, row, values) {
      const events: RowEvent[] = [];
      for (const maker of makers.get(object) ?? []) {
        const event = maker.read(row, values);
        if (event) events.push(event);
      }
      return events;
    },
    problems: () => [...makers.values()].flatMap((mine) => mine.flatMap((maker) => maker.problems())),
  };
}

type Shared = { words: EventWords; feeds: ReadonlyMap<string, readonly Feed[]>; moments: MomentReader; currency: string };
type EventMaker = { read(row: number, values: Row): RowEvent | undefined; problems(): Problem[] };
type Slot = FieldReading & { property: string; label: Text; filled: number; failed: number; foreign: Map<string, number> };

/** The envelope's own, which no property of an event may be. */
const envelope = new Set(['uid', 'occurred-at', 'received-at', 'source-system', 'is-test']);
const numbering: ReadonlySet<CanonicalType> = new Set(['string', 'integer', 'decimal']);

function eventMakers(source: Source, object: SourceObject, { words, feeds, moments, currency }: Shared): EventMaker[] {
  const fields = object.fields.filter(({ status }) => status !== 'missing');
  const fillers = fillersOf(fields);
  const names = new Map(object.fields.map((field) => [field.id, field.nativeName]));
  const context = { nameOf: (field: string) => names.get(field) };
  const dateOf = (field: Field): DateOfRow => dateReader(field, feeds.get(field.id) ?? [], { moments, currency, context });
  const kindOf = (field: Field) =>
    timeKindOf(
      field,
      (feeds.get(field.id) ?? []).map(({ attribute }) => attribute),
    );
  const currencyField = fields.find((field) => field.type === 'currency');
  const ownKeys = fields.filter((field) => field.key);

  return words.events.flatMap((event) => {
    const filled = fillers.get(event.id);
    if (!filled || sayingEvents.has(event.id)) return [];
    const times = filled.get('occurred-at') ?? [];
    const key = eventKey(event.id);
    const keyFields = key ? keyFieldsOf(event.id, key, fillers) : [];
    const needsOwnTime = !key || key.isOutcome;
    const fallback = needsOwnTime ? [] : deedFields(fields, kindOf).map(dateOf);
    const required = key ? [] : event.properties.filter((property) => property.required);
    if (key ? keyFields.length === 0 : required.some(({ id }) => !filled.has(id))) return [];
    if (needsOwnTime && times.length === 0) return [];
    // Lines of an order name the order too, but they are not its date and not its key: the order is told elsewhere.
    if (times.length + fallback.length === 0 && !keyFields.some((field) => field.key)) return [];

    const ownTimes = times.map((field) => ({ name: field.nativeName, date: dateOf(field) }));
    const slots = [...words.commonProperties, ...event.properties].flatMap((property) => {
      if (envelope.has(property.id)) return [];
      const mine = property.id === key?.property ? keyFields : (filled.get(property.id) ?? []);
      return mine
        .filter((field) => !times.includes(field))
        .map((field): Slot => {
          const attribute = propertyAttribute(property);
          const reading = createFieldReading({
            attribute,
            field,
            mapping: { field: field.id },
            rank: 0,
            isIdentifier: false,
            hasValue: true,
            moments,
            currency,
            context,
          });
          return { ...reading, property: property.id, label: property.label, filled: 0, failed: 0, foreign: new Map() };
        });
    });
    let undated = 0;

    function propertiesOf(values: Row): Record<string, Json> {
      const properties: Record<string, Json> = {};
      let rowCurrency: string | undefined;
      for (const slot of slots) {
        const raw = cellOf(values, slot.field.nativeName);
        if (isEmptyCell(raw)) continue;
        slot.filled += 1;
        const { entry, failed, foreign } = slot.read(raw, values);
        if (failed) slot.failed += 1;
        let other = foreign;
        if (entry && currencyField && slot.attribute.type === 'money') {
          rowCurrency ??= readCurrency(valueText(cellOf(values, currencyField.nativeName))) ?? currency;
          if (rowCurrency !== currency) other = rowCurrency;
        }
        if (other !== undefined) slot.foreign.set(other, (slot.foreign.get(other) ?? 0) + 1);
        // Of several fields the first with a value says it.
        else if (entry && properties[slot.property] === undefined) properties[slot.property] = entry.value;
      }
      return properties;
    }

    function read(row: number, values: Row): RowEvent | undefined {
      const keys = key ? textsOf(keyFields, values) : [`${object.id} ${textsOf(ownKeys, values).join(' ') || row}`];
      if (keys.length === 0) return undefined;
      const isDone = !needsOwnTime || ownTimes.some(({ name }) => !isEmptyCell(cellOf(values, name)));
      if (!isDone || required.some(({ id }) => textsOf(filled?.get(id) ?? [], values).length === 0)) return undefined;
      let at: number | undefined;
      for (const { date } of ownTimes) at ??= date(values);
      at ??= latest(fallback, values);
      if (at === undefined) {
        undated += 1;
        return undefined;
      }
      return { name: event.id, keys, at, properties: propertiesOf(values) };
    }

    const problems = (): Problem[] => {
      const about = { name: event.label, object: object.nativeName, source: source.name };
      const found = slots.flatMap((slot) => slotProblems(slot, source, object, currency));
      const place = ['sources', source.id, 'objects', object.id];
      return undated > 0 ? [problem('warns', 'row-events-undated', place, { ...about, rows: undated }), ...found] : found;
    };
    return [{ read, problems }];
  });
}

type Fillers = ReadonlyMap<string, ReadonlyMap<string, readonly Field[]>>;

/** The fields that fill each property of each event: the keys of the object first. */
function fillersOf(fields: readonly Field[]): Fillers {
  const fillers = new Map<string, Map<string, Field[]>>();
  for (const field of [...fields.filter(({ key }) => key), ...fields.filter(({ key }) => !key)])
    for (const filled of new Set(field.eventProperties)) {
      const [event = '', property = ''] = filled.split('.');
      const of = fillers.get(event) ?? new Map<string, Field[]>();
      of.set(property, [...(of.get(property) ?? []), field]);
      fillers.set(event, of);
    }
  return fillers;
}

/** A status or a yes can stand where an event's number is expected, because it says that the event happened; it is no number. */
function keyFieldsOf(event: string, { property, isOutcome }: { property: string; isOutcome: boolean }, fillers: Fillers): readonly Field[] {
  const numbers = (name: string) => (fillers.get(name)?.get(property) ?? []).filter(({ type }) => numbering.has(type));
  const own = numbers(event);
  return own.length > 0 || !isOutcome ? own : ([...fillers.keys()].map(numbers).find((some) => some.length > 0) ?? []);
}

function textsOf(fields: readonly Field[], values: Row): string[] {
  const texts = fields.flatMap(({ nativeName }) => {
    const raw = cellOf(values, nativeName);
    return isEmptyCell(raw) ? [] : [trimmed(valueText(raw))];
  });
  return texts.length > 1 ? [...new Set(texts)] : texts;
}

/** A property is read as an attribute of its type would be. */
function propertyAttribute({ id, label, type }: { id: string; label: Text; type: CanonicalType }): FieldReading['attribute'] {
  return { id, label, type, group: '', pii: 'none', origin: 'mapped', survivorship: 'most-recent', sources: [], refused: [] };
}

function slotProblems({ field, label, filled, failed, foreign }: Slot, source: Source, object: SourceObject, own: string): Problem[] {
  const path = ['sources', source.id, 'objects', object.id, 'fields', field.id];
  const about = { name: label, field: `${object.nativeName}.${field.nativeName}`, source: source.name };
  const found = [...foreign].map(([currency, values]) => problem('warns', 'amounts-in-other-currency', path, { ...about, values, currency, own }));
  // One in twenty is the mess of every export, as for the record.
  if (failed > 0) found.push(problem(failed * 20 > filled ? 'warns' : 'informs', 'event-values-not-read', path, { ...about, values: failed, of: filled }));
  return found;
}
