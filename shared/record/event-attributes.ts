/** What an event itself says about the customer, without any mapping: consents and profile changes. */
import type { Json } from '../condition/facts';
import { channels } from '../journey/schema';

/** Events that say a consent in the customer's own time. */
export const consentEvents = ['consent-granted', 'push-permission-changed', 'profile-updated'] as const;

/** Attribute values that follow from one event; null clears. Computed attributes are not made here. */
export function attributesOf(name: string, properties: Readonly<Record<string, Json>>): Record<string, Json> {
  switch (name) {
    case 'consent-granted':
    case 'consent-withdrawn': {
      const channel = channels.find((one) => one === properties.channel);
      return channel ? { [`${channel}-consent`]: name === 'consent-granted' ? 'granted' : 'withdrawn' } : {};
    }
    case 'push-permission-changed':
      return properties.permission === 'granted' || properties.permission === 'denied'
        ? { 'push-consent': properties.permission === 'granted' ? 'granted' : 'withdrawn' }
        : {};
    case 'profile-updated': {
      const { 'changed-fields': _, ...attributes } = properties;
      return attributes;
    }
    default:
      return {};
  }
}

/** States of an address, not of a person: a complaint is hers, wherever she reads. */
const ofTheAddress: readonly unknown[] = ['hard-bounced', 'soft-bouncing'];

/** With what follows at once: of another address nobody knows yet whether mail gets through. */
export function withWhatFollows(said: Readonly<Record<string, Json>>, present: Readonly<Record<string, Json | undefined>>): Readonly<Record<string, Json>> {
  const isAnother = typeof said.email === 'string' && typeof present.email === 'string' && spelled(said.email) !== spelled(present.email);
  return isAnother && said['email-status'] === undefined && ofTheAddress.includes(present['email-status']) ? { ...said, 'email-status': 'unknown' } : said;
}

/** Mailboxes know no capitals, whatever the standard says of them. */
function spelled(address: string): string {
  return address.trim().toLowerCase();
}

/** Consent to one channel: who says what about it follows rules of its own, whatever the attribute's rule is. */
export function isConsent(attribute: string): boolean {
  return attribute.endsWith('-consent');
}

/** A consent that was given; sources that know only yes and no say it as a boolean. */
export function isGranted(value: Json | undefined): boolean {
  return value === 'granted' || value === true;
}

export function isWithdrawn(value: Json | undefined): boolean {
  return value === 'withdrawn' || value === false;
}

/**
 * Whether a value said at `at` replaces the present one. Late news never undoes newer news; a value without a time of its own
 * never undoes a withdrawal of consent.
 */
export function replaces(attribute: string, present: Json | undefined, setAt: number | undefined, at: number | undefined): boolean {
  if (at === undefined) return !(isConsent(attribute) && isWithdrawn(present));
  return setAt === undefined || at >= setAt;
}
