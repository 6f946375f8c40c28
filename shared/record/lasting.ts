/**
 * What is said against writing to somebody, and must outlive a store that is put back: consents taken back, addresses that are dead or
 * complained, those whom nobody may contact.
 */
import type { Json } from '../condition/facts';
import { isConsent, isGranted, isWithdrawn } from './event-attributes';

const badStates: ReadonlySet<Json> = new Set(['hard-bounced', 'complained']);

/** Whether the attribute says whether somebody may be written to. */
export function isLasting(attribute: string): boolean {
  return isConsent(attribute) || attribute === 'email-status' || attribute === 'do-not-contact';
}

/** Whether nothing may be sent while the attribute, a lasting one, has this value. Of a consent everything but a granted one forbids. */
export function forbids(attribute: string, value: Json | undefined): boolean {
  if (isConsent(attribute)) return !isGranted(value);
  if (value === undefined) return false;
  return attribute === 'do-not-contact' ? value === true || value === 'true' : badStates.has(value);
}

/** Whether the value itself is a no, and not only that nothing has been said. */
export function saysNo(attribute: string, value: Json | undefined): boolean {
  return isConsent(attribute) ? isWithdrawn(value) : forbids(attribute, value);
}

/** Whether another value than `before` has to be kept: each no, and what ends one. `isFirst`: nothing had been said. */
export function mustLast(attribute: string, value: Json | undefined, before: Json | undefined, isFirst: boolean): boolean {
  return saysNo(attribute, value) || (!isFirst && forbids(attribute, value) !== forbids(attribute, before));
}

/** Under what name an event is kept that speaks against an address; undefined: it does not. */
export function lastingEvent(name: string, properties: Readonly<Record<string, Json>>): string | undefined {
  const isLastingOne = name === 'message-complained' || (name === 'message-bounced' && properties['bounce-type'] === 'hard');
  return isLastingOne ? `${name}:${typeof properties.channel === 'string' ? properties.channel : ''}` : undefined;
}
