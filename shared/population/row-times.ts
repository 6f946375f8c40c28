/** Which columns of an object say when a row was true, and when a consent in it was given or taken back. */
import { meaningsOfName } from '../record/name-words';
import type { Attribute } from '../record/schema';
import type { Field, SourceObject } from '../sources/schema';
import { eventKey } from './event-keys';
import { sayingEvents } from './saying-events';

/** `outcome`: something became of it then, so that the row was true then; it dates neither the deed nor a consent. */
export type TimeKind = 'updated' | 'consent' | 'created' | 'happened' | 'outcome';

const consentWords = ['consent', 'optout', 'opt', 'subscribed', 'subscriber'];
/** Days that lie before or ahead of the row whatever it says. */
const otherDays = ['birth', 'expiry', 'next', 'due', 'until', 'end', 'delivery'];
/** Of a table in which every row is something that happened, these are its moment. */
const bareWords = new Set(['time', 'date', 'transaction', 'order', 'receipt', 'event', 'activity', 'purchase', 'sale', 'visit']);

/**
 * What a date of a row says about the row, by what it feeds, by its name and by the event whose time it is: changed · consented · created · a deed in a table
 * of deeds · what became of it. Undefined for dates about something else (birthdays, what is to come), and for what is no date.
 */
export function timeKindOf(field: Field, feeds: readonly Pick<Attribute, 'id' | 'type'>[]): TimeKind | undefined {
  const isDate = field.type === 'date' || field.type === 'datetime' || feeds.some(({ type }) => type === 'date' || type === 'datetime');
  return isDate ? (kindByName(field, feeds) ?? kindByEvent(field)) : undefined;
}

function kindByName(field: Field, feeds: readonly Pick<Attribute, 'id' | 'type'>[]): TimeKind | undefined {
  if (feeds.some(({ id }) => id === 'consent-updated-at')) return 'consent';
  const words = new Set(meaningsOfName(field.nativeName));
  if (otherDays.some((word) => words.has(word)) || feeds.some(({ id }) => id === 'birth-date')) return undefined;
  if (consentWords.some((word) => words.has(word))) return 'consent';
  if (words.has('updated')) return 'updated';
  if (feeds.some(({ id }) => id === 'customer-since')) return 'created';
  if (words.has('created')) return 'created';
  if (field.use === 'aggregate' && feeds.length > 0) return 'happened';
  return [...words].every((word) => bareWords.has(word)) ? 'happened' : undefined;
}

/** Whatever it is called, it is an event's time: what a row is imported with must not be older than the events made of it. */
function kindByEvent({ eventProperties }: Field): TimeKind | undefined {
  const events = eventProperties.flatMap((filled) => {
    const [event = '', property] = filled.split('.');
    return property === 'occurred-at' && !sayingEvents.has(event) ? [event] : [];
  });
  if (events.length === 0) return undefined;
  return events.every((event) => eventKey(event)?.isOutcome) ? 'outcome' : 'happened';
}

const channelWords: Readonly<Record<string, readonly string[]>> = {
  'email-consent': ['email'],
  'sms-consent': ['sms'],
  'whatsapp-consent': ['whatsapp'],
  'push-consent': ['push'],
};

/**
 * The dates that document the consent in a field: those that name its channel, else those that name none. When a row was
 * made says nothing about it; when it was last changed does, only without a date of its own.
 */
export function consentDates(consent: string, object: SourceObject, kindOf: (field: Field) => TimeKind | undefined): Field[] {
  const mine = channelWords[consent] ?? [];
  const all = Object.values(channelWords).flat();
  const named = (field: Field, words: readonly string[]) => {
    const found = meaningsOfName(field.nativeName);
    return words.some((word) => found.includes(word));
  };
  const dates = object.fields.filter((field) => field.status !== 'missing' && kindOf(field) === 'consent');
  const own = dates.filter((field) => named(field, mine));
  if (own.length > 0) return own;
  const common = dates.filter((field) => !named(field, all));
  return common.length > 0 ? common : object.fields.filter((field) => field.status !== 'missing' && kindOf(field) === 'updated');
}

/**
 * The dates of a row that say when what it is about was done: those of a deed, else those on which it was made, else changed.
 * An order that is changed later was not placed later.
 */
export function deedFields(fields: readonly Field[], kindOf: (field: Field) => TimeKind | undefined): Field[] {
  const kinds: readonly TimeKind[] = ['happened', 'created', 'updated'];
  return kinds.map((kind) => fields.filter((field) => kindOf(field) === kind)).find((some) => some.length > 0) ?? [];
}
