/** What becomes of a message is an event of the customer's, as any other: journeys wait for it, segments count it, formulas see it. */
import type { Json } from '../../shared/condition/facts';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import type { PlatformEvent } from '../../shared/journey/platform-events';
import type { Reason } from '../../shared/journey/run';
import { attributesOf } from '../../shared/record/event-attributes';
import type { SendContent } from '../engine/effect-content';
import { storeEvent } from '../engine/event-rows';
import { setAttributes } from '../engine/events';
import { react } from '../engine/react';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import type { Report } from './adapter';

type Row = { key: string; customer: number; kind: string; content: string; tries: number };

/** Reasons that say the address itself is no good: what the provider would have reported as a bounce. */
const deadAddress: ReadonlySet<string> = new Set(['recipient-refused', 'recipient-unknown', 'address-invalid', 'device-gone', 'number-invalid']);

/** Stores the event that a delivery's outcome is, once; false when it had been. A call to another system is no message and has none. */
export function tellOfDelivery(
  work: Work,
  registry: Registry,
  n: number,
  told: { what: 'failed'; reason: Reason } | { what: Report['what']; report: Report },
): boolean {
  const row = work.db.get<Row>('SELECT o.key, o.customer, o.kind, o.content, d.tries FROM delivery d JOIN outbox o ON o.n = d.outbox WHERE d.n = ?', n);
  if (row?.kind !== 'send') return false;
  const { message, channel }: SendContent = JSON.parse(row.content);
  const base = { 'message-id': message, channel };
  if ('report' in told) {
    const { report } = told;
    const isNew = happen(work, registry, row.customer, `report:${report.uid}`, `message-${told.what}`, { ...base, ...report.properties }, report.at);
    // She told the provider, in its own way.
    if (report.optOut) withdraw(work, registry, row.customer, { channel, method: 'provider', uid: `opt-out:${report.uid}`, at: report.at });
    return isNew;
  }
  if (deadAddress.has(told.reason.code))
    return happen(work, registry, row.customer, `bounced:${row.key}:${row.tries}`, 'message-bounced', {
      ...base,
      'bounce-type': 'hard',
      reason: told.reason.code,
    });
  const isNew = happen(work, registry, row.customer, `failed:${row.key}:${row.tries}`, 'message-failed', { ...base, reason: told.reason.code });
  // She has told the provider, who tells us only now.
  if (told.reason.code === 'recipient-unsubscribed') withdraw(work, registry, row.customer, { channel, method: 'provider', uid: `opt-out:${row.key}` });
  return isNew;
}

/** What is kept of an e-mail address that nothing more should be sent to; journeys leave it out by that. */
function deliverability(name: string, properties: Readonly<Record<string, Json>>): Record<string, Json> {
  if (properties.channel !== 'email') return {};
  if (name === 'message-complained') return { 'email-status': 'complained' };
  return name === 'message-bounced' && properties['bounce-type'] === 'hard' ? { 'email-status': 'hard-bounced' } : {};
}

/** Takes her off a channel, by whatever way she asked. Done already: nothing, and false. */
export function withdraw(
  work: Work,
  registry: Registry,
  n: number,
  asked: { channel: string; method: 'reply' | 'provider' | 'mail'; uid: string; at?: number | undefined },
): boolean {
  const { channel, method, uid, at } = asked;
  if (work.customer(n).attributes[`${channel}-consent`] === 'withdrawn') return false;
  return happen(work, registry, n, uid, 'consent-withdrawn', { channel, 'withdraw-method': method }, at);
}

/** An event made in here. False when it has been stored before. */
export function happen(
  work: Work,
  registry: Registry,
  n: number,
  uid: string,
  name: PlatformEvent,
  properties: Record<string, Json>,
  at: number = work.now,
): boolean {
  if (work.db.get('SELECT 1 FROM event WHERE uid = ? AND is_own = 0', uid) !== undefined) return false;
  const customer = work.customer(n);
  const happenedAt = Math.min(at, work.now);
  const changed = setAttributes(work, customer, { ...attributesOf(name, properties), ...deliverability(name, properties) }, happenedAt);
  const isTest = customer.attributes[runtimeAttributes.test] === true;
  // With a source: what a provider tells twice is known the second time.
  const event = storeEvent(work, { uid, name, at: happenedAt, sent: { source: 'masa-channels', identifiers: {} }, isTest, properties, customer: n });
  react(work, registry, { customer: n, event: event.record, isTest, changed });
  return true;
}
