import { at, isRecord, type JsonRecord } from '../value';

/** Keys that only ever name an event. */
const sure = ['event', 'event_type', 'eventType', 'event_name', 'eventName', 'webhookEvent', 'webhook_event', 'hook_event', 'topic', 'detail-type', 'trigger'];
/** Keys that name one when what it brings lies beside them. */
const maybe = ['type', 'action', 'name'];
const payloads = ['data', 'payload', 'object', 'resource', 'body', 'detail', 'details', 'properties', 'attributes', 'params', 'entity', 'record', 'message'];

/** The event that one record of many tells of, with what belongs to it beside: `customer.created`, `Order Completed`. */
export function eventNameOf(record: JsonRecord): string | undefined {
  if (!hasPayload(record)) return undefined;
  for (const key of sure) {
    const name = nameAt(record, key);
    if (name) return name;
  }
  for (const key of maybe) {
    const name = nameAt(record, key);
    if (name && looksLikeEvent(name)) return name;
  }
  return undefined;
}

/** A payload that is a file of its own may say less: only the event's name, or an `action` beside the records it happened to. */
export function eventNameOfSample(record: JsonRecord): string | undefined {
  for (const key of sure) {
    const name = nameAt(record, key);
    if (name) return name;
  }
  const type = nameAt(record, 'type');
  if (type && looksLikeEvent(type)) return type;
  const action = nameAt(record, 'action');
  return eventNameOf(record) ?? (action && Object.values(record).some(isRecord) ? action : undefined);
}

function nameAt(record: JsonRecord, key: string): string | undefined {
  const name = at(record, key);
  return typeof name === 'string' && /^[\p{L}][\p{L}\p{N} ._:/-]{1,79}$/u.test(name) && !/^https?:/.test(name) ? name : undefined;
}

function hasPayload(record: JsonRecord): boolean {
  return payloads.some((key) => isRecord(at(record, key)));
}

/** `order.paid`, `orders/create`, `contact_updated`, `deleted`. */
function looksLikeEvent(name: string): boolean {
  return /[./:]|_(created?|updated?|deleted?|added|removed|changed|paid|sent|opened|clicked)$/.test(name) || /^[a-z]+ed$/i.test(name) || name === 'track';
}
