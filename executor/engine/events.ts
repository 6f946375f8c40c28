import type { EventRecord, Json } from '../../shared/condition/facts';
import type { EventEnvelope, ProfileUpdate } from '../../shared/executor/api';
import { fromWire } from '../../shared/ids';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { attributesOf, replaces } from '../../shared/record/event-attributes';
import { identify } from '../ingest/identify';
import { react } from './react';
import type { Registry } from './registry';
import type { Customer, Work } from './work';

export type NewEvent = {
  uid: string;
  name: string;
  at: number;
  /** Absent: what happened in here, once, with the step or merge that made it. */
  source?: string;
  isTest: boolean;
  identifiers: Record<string, string | number>;
  properties: Record<string, Json>;
  customer: number | undefined;
};

/** Appends an event that has not been stored before. */
export function storeEvent(work: Work, event: NewEvent): { seq: number; record: EventRecord } {
  const seq = work.db.insert(
    'INSERT INTO event (uid, customer, name, at, received_at, source, is_own, is_test, identifiers, properties) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    event.uid,
    event.customer ?? null,
    event.name,
    event.at,
    work.now,
    event.source ?? 'masa',
    event.source === undefined ? 1 : 0,
    event.isTest ? 1 : 0,
    JSON.stringify(event.identifiers),
    JSON.stringify(event.properties),
  );
  work.addTotal('events', 1);
  const record: EventRecord = { uid: event.uid, name: event.name, at: event.at, properties: event.properties };
  if (event.customer !== undefined) work.remember(event.customer, record);
  return { seq, record };
}

/** A stored event as conditions see it; undefined when there is none of this number. */
export function readEvent(work: Work, seq: number): EventRecord | undefined {
  const row = work.db.get<{ uid: string; name: string; at: number; properties: string }>('SELECT uid, name, at, properties FROM event WHERE seq = ?', seq);
  return row && { uid: row.uid, name: row.name, at: row.at, properties: JSON.parse(row.properties) };
}

/** Takes in one event with everything that follows from it. False = duplicate, or so old that nobody knows any more whether it is one: nothing changed. */
export function takeEvent(work: Work, registry: Registry, envelope: EventEnvelope): boolean {
  if (isKnown(work, envelope.uid)) return false;
  const name = fromWire(envelope.name);
  const properties = Object.fromEntries(Object.entries(envelope.properties).map(([key, value]) => [fromWire(key), value]));
  if (name === 'message-replied' && typeof properties.keyword === 'string') properties.keyword = registry.keyword(properties.keyword);
  // A sender's clock may run ahead of ours; what is here has happened.
  const at = Math.min(Date.parse(envelope.occurred_at), work.now);
  if (registry.isForgotten(name, at)) return false;

  const isTestRecord = (known: Customer) => known.attributes[runtimeAttributes.test] === true;
  let isApart = false;
  let changed: ReadonlySet<string> = new Set();
  const learn = (customer: Customer) => {
    // Whom we first hear of in a test is a test record.
    if (envelope.is_test && !isTestRecord(customer)) work.setAttribute(customer, runtimeAttributes.test, true, at);
    changed = setAttributes(work, customer, attributesOf(name, properties), at);
  };
  const customer = identify(work, registry, envelope.identifiers, at, {
    mayTouch(known) {
      // A test about a real customer is kept and has no effect on her.
      isApart = envelope.is_test && !isTestRecord(known);
      return !isApart;
    },
    learn,
  });
  const stored = storeEvent(work, {
    uid: envelope.uid,
    name,
    at,
    source: envelope.source_system,
    isTest: envelope.is_test,
    identifiers: envelope.identifiers,
    properties,
    customer: customer?.n,
  });
  // An event that names somebody we may not take it for is not about nobody: no audience is meant by it.
  const isUnread = customer === undefined && Object.keys(envelope.identifiers).length > 0;
  if (!isApart && !isUnread) react(work, registry, { customer: customer?.n, event: stored.record, seq: stored.seq, isTest: envelope.is_test, changed });
  return true;
}

/** Sets attributes of the customer the identifiers name. False when nothing was new. */
export function takeProfile(work: Work, registry: Registry, update: ProfileUpdate): boolean {
  const at = update.occurred_at === undefined ? undefined : Math.min(Date.parse(update.occurred_at), work.now);
  const attributes = Object.fromEntries(Object.entries(update.attributes).map(([key, value]) => [fromWire(key), value]));
  let changed: ReadonlySet<string> = new Set();
  const learn = (customer: Customer) => {
    changed = setAttributes(work, customer, attributes, at);
  };
  const customer = identify(work, registry, update.identifiers, at ?? work.now, { learn });
  if (!customer || changed.size === 0) return false;
  react(work, registry, { customer: customer.n, changed });
  return true;
}

function isKnown(work: Work, uid: string): boolean {
  return work.db.get('SELECT 1 FROM event WHERE uid = ? AND is_own = 0', uid) !== undefined;
}

function setAttributes(work: Work, customer: Customer, attributes: Readonly<Record<string, Json>>, at: number | undefined): Set<string> {
  const changed = new Set<string>();
  for (const [attribute, value] of Object.entries(attributes)) {
    const before = customer.attributes[attribute];
    if (!replaces(attribute, before, customer.changed[attribute], at)) continue;
    work.setAttribute(customer, attribute, value, at ?? work.now);
    if (JSON.stringify(before ?? null) !== JSON.stringify(value)) changed.add(attribute);
  }
  return changed;
}
