/** The catalogue's unified record as the record an engagement starts with. */
import type { Identity } from '../identity/schema';
import type { Attribute, CustomerRecord, Origin } from '../record/schema';
import type { Text } from '../text';
import { catalogueFormulas } from './formulas';
import type { FullText } from './parts';
import type { Catalogue, UnifiedField } from './schema';

/**
 * Where a value comes from when the catalogue's `derived` flag does not say it. Everything else is mapped, also what no
 * template feeds (`whatsapp-consent`): somebody has to deliver it, and a journey that needs it is truly blocked until then.
 */
const origins: ReadonlyMap<string, Origin> = new Map<string, Origin>([
  // Given by the platform when it builds the record; no system outside can know it.
  ['customer-id', 'platform'],
  ['source-systems', 'platform'],
  // What the sending side learns from bounces, complaints and reactions.
  ['email-status', 'platform'],
  ['email-engagement-status', 'platform'],
  // Chosen in the platform's own preference centre, or set by a journey.
  ['contact-frequency', 'platform'],
  // The minimum over the orders that events tell of; no template delivers it.
  ['first-order-at', 'computed'],
  // Set by hand or by a list an administrator keeps. A missing list must not block every journey.
  ['is-employee', 'entered'],
  ['is-test-record', 'entered'],
]);

export function compileAttributes(catalogue: Catalogue): Attribute[] {
  const formulas = catalogueFormulas(catalogue);
  const attributes = catalogue.unifiedRecord.fields.map((field) => compileAttribute(field, formulas.get(field.id)));
  const country = attributes.findIndex(({ id }) => id === 'country');
  // Beside the country, from which it follows.
  return attributes.toSpliced(country + 1, 0, timeZone);
}

function compileAttribute(field: UnifiedField, formula: string | undefined): Attribute {
  return {
    id: field.id,
    group: field.group,
    label: field.label,
    description: field.mergeNote ? joined(field.description, field.mergeNote) : field.description,
    type: field.type,
    ...(field.enumValues && { values: field.enumValues }),
    pii: field.pii,
    origin: field.derived ? 'computed' : (origins.get(field.id) ?? 'mapped'),
    ...(field.matchStrength && { identifier: { strength: field.matchStrength } }),
    survivorship: field.mergeRule,
    sources: [],
    ...(formula !== undefined && { formula }),
    refused: [],
  };
}

function joined(first: FullText, second: FullText): Text {
  return { en: `${first.en} ${second.en}`, he: `${first.he} ${second.he}`, fa: `${first.fa} ${second.fa}` };
}

/** Not in the catalogue, but every wait and every quiet hour needs it. */
const timeZone: Attribute = {
  id: 'time-zone',
  group: 'contact-consent',
  label: { en: 'Time zone', he: 'אזור זמן', fa: 'منطقه زمانی' },
  description: {
    en: 'IANA zone the customer lives in, from the country unless something better is known; decides when it is night and which day it is.',
    he: 'אזור הזמן (IANA) שבו הלקוח נמצא, לפי המדינה אלא אם ידוע משהו מדויק יותר; קובע מתי לילה ואיזה יום היום.',
    fa: 'منطقه زمانی (IANA) محل زندگی مشتری، بر پایه کشور مگر داده بهتری باشد؛ شب و روز او را تعیین می‌کند.',
  },
  type: 'string',
  pii: 'low',
  origin: 'platform',
  survivorship: 'most-recent',
  sources: [],
  refused: [],
};

export function compileRecord(catalogue: Catalogue): CustomerRecord {
  return { groups: catalogue.unifiedRecord.groups.map(({ id, label }) => ({ id, label })), attributes: compileAttributes(catalogue) };
}

/** What people type into a required field when they have nothing to put there. */
const nobody = ['0', '00', '000', '-', '-1', 'null', 'none', 'undefined', 'unknown', 'anonymous', 'n/a', 'na', 'test'];
const noNumber = ['0000000', '00000000', '000000000', '0000000000', '1111111111', '1234567', '123456789', '1234567890', '9999999999'];
const noMail = ['test@test.com', 'test@example.com', 'a@a.com', 'no@mail.com', 'none@none.com', 'noreply@example.com', 'info@example.com'];

/**
 * How many values of an identifier one person may have before another one means that two people are being mixed up. What
 * names a person for good occurs once; addresses and accounts are changed a few times in a life; browsers many times.
 */
const limits: ReadonlyMap<string, number> = new Map([
  ['customer-id', 1],
  ['government-id-hash', 1],
  ['anonymous-ids', 100],
]);
const USUAL_LIMIT = 5;

/** The identifiers in matching order with their strength: the strong ones speak first. */
export function compileIdentity(catalogue: Catalogue): Identity {
  const fields = new Map(catalogue.unifiedRecord.fields.map((field) => [field.id, field]));
  return {
    rules: catalogue.unifiedRecord.matchingOrder.fields.flatMap((id) => {
      const field = fields.get(id);
      if (!field?.matchStrength) return [];
      const blocked = field.type === 'email' ? [...nobody, ...noMail] : field.type === 'phone' ? [...nobody, ...noNumber] : [...nobody, ...noNumber];
      return [{ attribute: id, strength: field.matchStrength, limit: limits.get(id) ?? USUAL_LIMIT, blocked }];
    }),
  };
}
