import type { Json } from '../../shared/condition/facts';
import type { EventEnvelope, ProfileUpdate } from '../../shared/executor/api';
import { fromWire } from '../../shared/ids';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { attributesOf, replaces, withWhatFollows } from '../../shared/record/event-attributes';
import { identify } from '../ingest/identify';
import { admitted } from '../rights/admit';
import { storeEvent } from './event-rows';
import { react } from './react';
import type { Registry } from './registry';
import type { Customer, Work } from './work';

/** Takes in one event with everything that follows from it. False = duplicate, or so old that nobody knows any more whether it is one: nothing changed. */
export function takeEvent(work: Work, registry: Registry, envelope: EventEnvelope): boolean {
  if (isKnown(work, envelope.uid)) return false;
  const identifiers = admitted(work, registry, envelope.identifiers);
  if (!identifiers) return false;
  const name = fromWire(envelope.name);
  const properties = inOurWords(envelope.properties);
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
  const customer = identify(work, registry, identifiers, at, {
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
    sent: { source: envelope.source_system, identifiers },
    isTest: envelope.is_test,
    properties,
    customer: customer?.n,
  });
  // An event that names somebody we may not take it for is not about nobody: no audience is meant by it.
  const isUnread = customer === undefined && Object.keys(identifiers).length > 0;
  if (!isApart && !isUnread) react(work, registry, { customer: customer?.n, event: stored.record, seq: stored.seq, isTest: envelope.is_test, changed });
  return true;
}

/** Sets attributes of the customer the identifiers name. False when nothing was new. */
export function takeProfile(work: Work, registry: Registry, update: ProfileUpdate): boolean {
  const at = update.occurred_at === undefined ? undefined : Math.min(Date.parse(update.occurred_at), work.now);
  const identifiers = admitted(work, registry, update.identifiers);
  if (!identifiers) return false;
  const attributes = inOurWords(update.attributes);
  let changed: ReadonlySet<string> = new Set();
  const learn = (customer: Customer) => {
    changed = setAttributes(work, customer, attributes, at);
  };
  const customer = identify(work, registry, identifiers, at ?? work.now, { learn });
  if (!customer || changed.size === 0) return false;
  react(work, registry, { customer: customer.n, changed });
  return true;
}

/** No name of ours begins with an underscore, so that none of them is `__proto__`. */
function inOurWords(sent: Readonly<Record<string, Json>>): Record<string, Json> {
  const ours: Record<string, Json> = {};
  for (const key of Object.keys(sent)) ours[fromWire(key)] = sent[key] ?? null;
  return ours;
}

function isKnown(work: Work, uid: string): boolean {
  return work.db.get('SELECT 1 FROM event WHERE uid = ? AND is_own = 0', uid) !== undefined;
}

/** Sets what may replace the present values; gives those that are another now. */
export function setAttributes(work: Work, customer: Customer, attributes: Readonly<Record<string, Json>>, at: number | undefined): Set<string> {
  const changed = new Set<string>();
  for (const [attribute, value] of Object.entries(withWhatFollows(attributes, customer.attributes))) {
    const before = customer.attributes[attribute];
    if (!replaces(attribute, before, customer.changed[attribute], at)) continue;
    work.setAttribute(customer, attribute, value, at ?? work.now);
    if (JSON.stringify(before ?? null) !== JSON.stringify(value)) changed.add(attribute);
  }
  return changed;
}
