/** From a form or pasted text to the envelopes the executor takes. Ids and times are arguments. */
import { z } from 'zod';
import type { Json } from '../condition/facts';
import { withoutUndefined } from '../engagement/without-undefined';
import { failed, ok, problem, problemsOfZod, type Result, refuse } from '../problem';
import { isEmptyText, type Text } from '../text';
import { type EventEnvelope, eventSchema } from './api';

/** What a person filled in; text as typed, '' or undefined = left out. */
export type DraftValue = string | number | boolean | undefined;

/** Enough of a catalogue property or an attribute to read its value. */
export type TypedName = { id: string; type: string; label?: Text };

function nameOf(id: string, label: Text | undefined): string | Record<string, string> {
  return label && !isEmptyText(label) ? withoutUndefined(label) : id;
}

const whole = /^[+-]?\d+$/;

/**
 * The value of a canonical type as JSON: numbers for number types, a list for lists (items by comma or line), an ISO
 * date-time with offset for a local date-time in the browser's own writing. Problem `value-not-of-type` otherwise;
 * undefined = left out.
 */
export function parseTyped(value: DraftValue, { id, type, label }: TypedName): Result<Json | undefined> {
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) return ok(undefined);
  const wrong = () => refuse('value-not-of-type', { name: nameOf(id, label), type, value: String(value).slice(0, 80) }, [id]);
  const text = String(value).trim();
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : text === 'true' || text === 'false' ? ok(text === 'true') : wrong();
    case 'integer':
      return whole.test(text) && Number.isSafeInteger(Number(text)) ? ok(Number(text)) : wrong();
    case 'decimal':
    case 'money': {
      const number = Number(text);
      return Number.isFinite(number) ? ok(number) : wrong();
    }
    case 'date':
      return z.iso.date().safeParse(text).success ? ok(text) : wrong();
    case 'datetime':
      return z.iso.datetime({ offset: true, local: true }).safeParse(text).success ? ok(text) : wrong();
    case 'json':
      try {
        return ok(z.json().parse(JSON.parse(text)));
      } catch {
        return wrong();
      }
    default:
      if (!type.endsWith('[]')) return ok(text);
      return ok(
        text
          .split(/[,\n،]/)
          .map((item) => item.trim())
          .filter((item) => item !== ''),
      );
  }
}

/** All values of a form; every one that can't be read is a problem of its own. */
export function parseTypedValues(values: Readonly<Record<string, DraftValue>>, names: readonly TypedName[]): Result<Record<string, Json>> {
  const result: Record<string, Json> = {};
  const problems = names.flatMap((name) => {
    const read = parseTyped(values[name.id], name);
    if (read.ok && read.value !== undefined) result[name.id] = read.value;
    return read.ok ? [] : read.problems;
  });
  return problems.length > 0 ? failed(...problems) : ok(result);
}

export type EventForm = {
  name: string;
  identifiers: Readonly<Record<string, string>>;
  properties: Readonly<Record<string, DraftValue>>;
  isTest: boolean;
};

/** `uid` and `occurredAt` (ISO 8601 with offset) name the event; `properties` are the catalogue's for this event. */
export function toEnvelope(
  form: EventForm,
  { uid, occurredAt, properties }: { uid: string; occurredAt: string; properties: readonly (TypedName & { required: boolean })[] },
): Result<EventEnvelope> {
  const values = parseTypedValues(form.properties, properties);
  if (!values.ok) return values;
  const envelope = eventSchema.safeParse({
    uid,
    name: form.name,
    occurred_at: occurredAt,
    source_system: 'masa',
    is_test: form.isTest,
    identifiers: filled(form.identifiers),
    properties: values.value,
  });
  if (!envelope.success) return { ok: false, problems: problemsOfZod(envelope.error) };
  // The executor takes an event that is not complete; the sender should know that a real system would fill these.
  const empty = properties.filter((property) => property.required && values.value[property.id] === undefined);
  return ok(
    envelope.data,
    empty.map((property) => problem('warns', 'event-property-empty', [property.id], { property: nameOf(property.id, property.label) })),
  );
}

/** Identifiers without the empty ones. */
export function filled(identifiers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(identifiers).flatMap(([id, value]) => (value.trim() === '' ? [] : [[id, value.trim()]])));
}

const MAX_EVENTS = 1000;

/** One envelope, a list of them, or one per line, as pasted. Problems `body-not-json`, `invalid-value`, `too-many-events`. */
export function parseEnvelopes(text: string): Result<EventEnvelope[]> {
  const trimmed = text.trim();
  const parsed = tryJson(trimmed) ?? tryLines(trimmed);
  if (parsed === undefined) return refuse('body-not-json');
  const list = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  if (list.length > MAX_EVENTS) return refuse('too-many-events', { limit: MAX_EVENTS, count: list.length });
  const events = z.array(eventSchema).min(1).safeParse(list);
  return events.success ? ok(events.data) : { ok: false, problems: problemsOfZod(events.error, 'invalid-value', 10) };
}

function tryJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function tryLines(text: string): { value: unknown[] } | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(tryJson);
  return lines.length > 1 && values.every((value) => value !== undefined) ? { value: values.map(({ value }) => value) } : undefined;
}
