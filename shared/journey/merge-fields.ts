/**
 * Fills the `{{…}}` of a message for one customer. Only looks values up: nothing in a text or a value is ever executed, and a
 * value that contains braces stays text.
 *
 *   {{first-name}}                     attribute
 *   {{order-placed.order-id}}          property of the event that started the run if it is one of these, else of the latest
 *   {{entry.cart-id}} {{event.cart-id}} property of the event that started the run
 *   {{first-name|there}}               what stands there when the value is missing
 *   {{open-cart-value|money}}          formatted: date, time, datetime, money, percent, number; and both: {{expires-on|date|soon}}
 */
import type { EventRecord, Json } from '../condition/facts';
import { type Language, languages, type Text, textIn } from '../text';
import { spanOf, toIso } from '../time/moment';
import type { Deployment } from './deployment';
import { runtimeAttributes } from './deployment-attributes';
import { formatDate, formatList, formatMoney, formatNumber, formatPercent } from './merge-formats';
import { replaceVariables, type Variable, type VariableFormat } from './message-variables';
import type { CustomerFacts, Run } from './run';
import type { Message, MessagePart } from './schema-messages';
import { zoneOf } from './step-facts';

/** `html`: values are escaped for element text and quoted attributes. The text around them is the author's and stays as it is. */
export type MergeTarget = 'text' | 'html';

export type MergeScope = {
  deployment: Pick<Deployment, 'journey' | 'attributes'>;
  run: Pick<Run, 'entry'>;
  customer: CustomerFacts;
  language: Language;
  target: MergeTarget;
  /** Values stand in isolates (FSI … PDI), for what can show them: nothing in one disturbs the words around it. Subjects stay without. */
  isolate?: boolean;
  /** ISO 4217, for amounts that come without a currency of their own. */
  currency?: string | undefined;
};

export type Rendered = { subject: string; preheader?: string; body: string; language: Language; missing: string[] };

/**
 * The language a message goes to this customer in: her own, else the first of the client's, else any that it is written in.
 * A message nobody has written is in the client's.
 */
export function languageFor({ body }: Pick<Message, 'body'>, customer: CustomerFacts, deployment: Pick<Deployment, 'languages'>): Language {
  const own = customer.attribute(runtimeAttributes.language);
  const order = [...languages.filter((language) => language === own), ...deployment.languages, ...languages];
  return order.find((language) => body[language]) ?? deployment.languages[0] ?? 'en';
}

/**
 * Subject, preheader and body for one customer. `missing` lists the variables (as written) that had neither a value nor a stand-in.
 * Where the text is not written in the wanted language another is taken, and numbers and dates follow it.
 */
export function renderMessage(message: Pick<Message, MessagePart>, scope: MergeScope): Rendered {
  const language = writtenIn(message.body, scope.language);
  const subject = mergeFields(textIn(message.subject, language), { ...scope, language, target: 'text', isolate: false });
  // In another language than the mail it would be worse than none.
  const beside = message.preheader?.[language];
  const preheader = beside ? mergeFields(beside, { ...scope, language, target: 'text', isolate: false }) : undefined;
  const body = mergeFields(textIn(message.body, language), { ...scope, language });
  const line = preheader && onOneLine(preheader.text);
  const missing = [...subject.missing, ...(preheader?.missing ?? []), ...body.missing];
  return {
    // A line break in a subject would begin a new mail header.
    subject: onOneLine(subject.text),
    ...(line && { preheader: line }),
    body: body.text,
    language,
    missing: missing.length === 0 ? missing : [...new Set(missing)],
  };
}

function onOneLine(text: string): string {
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

function writtenIn(text: Text, wanted: Language): Language {
  return text[wanted] ? wanted : (languages.find((language) => text[language]) ?? wanted);
}

/** One text with its variables filled. */
export function mergeFields(text: string, scope: MergeScope): { text: string; missing: string[] } {
  const missing = new Set<string>();
  const filled = replaceVariables(text, (variable) => {
    const { written, format, standIn } = variable;
    const found = lookUp(variable, scope);
    const value = found && printed(found, format, scope);
    if (value !== undefined && value !== '') {
      const words = scope.target === 'html' ? escapeHtml(value) : value;
      return scope.isolate ? `\u2068${words}\u2069` : words;
    }
    if (standIn === undefined) missing.add(written);
    return standIn ?? '';
  });
  return { text: filled, missing: [...missing] };
}

type Found = { value: Json; attribute?: string; event?: EventRecord | Run['entry'] };

function lookUp({ of, event: name = '', id }: Variable, scope: MergeScope): Found | undefined {
  if (of === 'attribute') return foundAttribute(id, scope);
  const { entry } = scope.run;
  const event = of === 'entry' || name === entry.event ? entry : scope.customer.events(name).at(-1);
  if (!event) return undefined;
  if (Object.hasOwn(event.properties, id)) return isMissing(event.properties[id]) ? undefined : { value: event.properties[id] ?? null, event };
  return id === 'occurred-at' ? { value: toIso(event.at), event } : undefined;
}

function foundAttribute(id: string, { customer }: MergeScope): Found | undefined {
  const value = customer.attribute(id);
  return value === undefined || isMissing(value) ? undefined : { value, attribute: id };
}

function isMissing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The value in words of the language; undefined when it can't be shown (a thing with parts, a text that is no date). */
function printed({ value, attribute, event }: Found, format: VariableFormat | undefined, scope: MergeScope): string | undefined {
  const { language } = scope;
  if (Array.isArray(value)) {
    const parts = value.map((one) => printed({ value: one, ...(attribute ? { attribute } : {}) }, format, scope));
    return formatList(
      parts.filter((part): part is string => part !== undefined && part !== ''),
      language,
    );
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  switch (format) {
    case 'date':
    case 'time':
    case 'datetime': {
      const zone = zoneOf(scope.deployment.journey, scope.customer);
      const at = typeof value === 'string' ? spanOf(value, zone)?.from : undefined;
      return at === undefined ? undefined : formatDate(at, format, language, zone);
    }
    case 'money':
      return fromNumber(value, (number) => formatMoney(number, currencyFor(event, scope), language));
    case 'percent':
      return fromNumber(value, (number) => formatPercent(number, language));
    case 'number':
      return fromNumber(value, (number) => formatNumber(number, language));
    case undefined: {
      const known = attribute === undefined ? undefined : scope.deployment.attributes.get(attribute)?.values?.find((one) => one.id === value);
      return clean(textIn(known?.label, language) || String(value), scope.target);
    }
  }
}

function fromNumber(value: string | number | boolean, show: (number: number) => string): string | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? show(number) : undefined;
}

function currencyFor(event: Found['event'], scope: MergeScope): string | undefined {
  for (const value of [event?.properties.currency, scope.customer.attribute(runtimeAttributes.currency), scope.currency])
    if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value;
  return undefined;
}

/** Values come from outside: no control characters, no marks that turn text around, and in a page no address that runs a script. */
function clean(value: string, target: MergeTarget): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const plain = value.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '');
  return target === 'html' && /^\s*(javascript|vbscript|data)\s*:/i.test(plain) ? '' : plain;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
