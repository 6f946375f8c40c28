import { describe, expect, it } from 'vitest';
import { withoutMarks } from '../direction-marks';
import type { DeploymentBundle } from '../executor/api';
import { languageFor, type MergeScope, mergeFields, renderMessage } from './merge-fields';
import { cartTrigger, deployed, monday, newRun, type Person, person } from './step.fixture';

const attributes: DeploymentBundle['record']['attributes'] = [
  {
    id: 'tier',
    group: 'g',
    label: {},
    type: 'enum',
    values: [{ id: 'gold', label: { en: 'Gold', he: 'זהב', fa: 'طلایی' } }],
    pii: 'none',
    origin: 'mapped',
    survivorship: 'most-recent',
    sources: [],
    refused: [],
  },
];
const deployment = deployed({ nodes: [cartTrigger], edges: [], attributes });

function scope(customer: Person, more: Partial<MergeScope> = {}): MergeScope {
  const run = newRun(deployment, monday, {
    entry: { uid: 'e0', event: 'product-viewed', at: monday, properties: { 'product-name': 'Lamp', price: 120, currency: 'ILS' } },
  });
  return { deployment, run, customer, language: 'en', target: 'text', ...more };
}
const fill = (text: string, customer: Person = person(), more: Partial<MergeScope> = {}) => withoutMarks(mergeFields(text, scope(customer, more)).text);

describe('variables', () => {
  it('take attributes, in either spelling', () => {
    expect(fill('Hi {{first-name}}, {{ first_name }}', person({ 'first-name': 'Noa' }))).toBe('Hi Noa, Noa');
  });

  it('take the starting event before a later one of its kind, and the latest of another', () => {
    const customer = person();
    customer.happened('product-viewed', monday + 5, { 'product-name': 'Chair' });
    customer.happened('order-placed', monday + 6, { 'order-id': 'o1' });
    customer.happened('order-placed', monday + 7, { 'order-id': 'o2' });
    expect(fill('{{product-viewed.product-name}} {{entry.product-name}} {{event.product_name}} {{order-placed.order-id}}', customer)).toBe('Lamp Lamp Lamp o2');
  });

  it('stand in for what is missing, or leave it out and say so', () => {
    expect(mergeFields('Hi {{first-name|there}}', scope(person()))).toEqual({ text: 'Hi there', missing: [] });
    expect(mergeFields('Hi {{first-name}}{{first-name}}!', scope(person({ 'first-name': '' })))).toEqual({ text: 'Hi !', missing: ['first-name'] });
    expect(mergeFields('{{expires-on|date|soon}}', scope(person()))).toEqual({ text: 'soon', missing: [] });
    expect(mergeFields('{{expires-on|date}}', scope(person({ 'expires-on': 'one day' }))).missing).toEqual(['expires-on|date']);
  });

  it('never run or look into anything', () => {
    expect(mergeFields('{{constructor}}{{entry.constructor}}{{__proto__.x}}{{entry.toString}}', scope(person())).text).toBe('');
    expect(fill('{{first-name}}', person({ 'first-name': '{{email}}', email: 'a@example.com' }))).toBe('{{email}}');
    expect(fill('{{thing}}', person({ thing: { a: 1 } }))).toBe('');
  });
});

describe('formats', () => {
  const customer = person({
    'expires-on': '2026-07-15',
    'open-cart-value': 1250.5,
    share: 0.87,
    tier: 'gold',
    tags: ['a', 'b'],
    'time-zone': 'Asia/Jerusalem',
  });

  it('write as the language does', () => {
    expect(fill('{{expires-on|date}}', customer)).toBe('15 July 2026');
    expect(fill('{{expires-on|date}}', customer, { language: 'he' })).toBe('15 ביולי 2026');
    expect(fill('{{expires-on|date}}', customer, { language: 'fa' })).toBe('۲۴ تیر ۱۴۰۵');
    expect(fill('{{share|percent}} {{open-cart-value|number}}', customer)).toBe('87% 1,250.5');
    expect(fill('{{tier}}', customer, { language: 'he' })).toBe('זהב');
    expect(fill('{{tags}}', customer)).toBe('a and b');
  });

  it('take the currency of the event, else of the engagement', () => {
    expect(fill('{{product-viewed.price|money}}', customer)).toBe('₪120');
    expect(fill('{{open-cart-value|money}}', customer, { currency: 'EUR' })).toBe('€1,250.50');
    expect(fill('{{open-cart-value|money}}', customer)).toBe('1,250.5');
    expect(mergeFields('{{tier|money}}', scope(customer)).missing).toEqual(['tier|money']);
  });

  it('read the clock in the customer’s zone', () => {
    expect(fill('{{at|time}}', person({ at: '2026-06-01T07:00:00Z', 'time-zone': 'Asia/Jerusalem' }))).toBe('10:00');
    expect(fill('{{at|time}}', person({ at: '2026-06-01T07:00:00Z', 'time-zone': 'America/New_York' }))).toBe('03:00');
  });
});

describe('values from outside', () => {
  it('are escaped in a page, and can’t bring a script', () => {
    const nasty = person({ 'first-name': `<img src=x onerror="a('&')">`, link: ' JavaScript:alert(1)' });
    expect(fill('<b>{{first-name}}</b>', nasty, { target: 'html' })).toBe('<b>&lt;img src=x onerror=&quot;a(&#39;&amp;&#39;)&quot;&gt;</b>');
    expect(fill('<a href="{{link}}">', nasty, { target: 'html' })).toBe('<a href="">');
    expect(fill('{{first-name}}', nasty)).toContain('<img');
  });

  it('can’t break a subject into headers or turn the text around', () => {
    const nasty = person({ 'first-name': 'Noa\r\nBcc: all@example.com\u202e\u0000' });
    expect(renderMessage({ subject: { en: 'Hi {{first-name}}' }, body: { en: '{{first-name}}' } }, scope(nasty))).toEqual({
      subject: 'Hi Noa Bcc: all@example.com',
      body: 'Noa\nBcc: all@example.com',
      language: 'en',
      missing: [],
    });
  });
});

describe('values in isolates', () => {
  it('stand apart in the body, not in the subject, and bring none of their own', () => {
    const customer = person({ 'first-name': '\u2068John\u2069\u2069 \u202eLtd' });
    const message = { subject: { he: 'שלום {{first-name}}' }, body: { he: 'שלום {{first-name}}, {{surname|לקוח}}' } };
    expect(renderMessage(message, scope(customer, { language: 'he', isolate: true }))).toMatchObject({
      subject: 'שלום John Ltd',
      // A stand-in is the author's own.
      body: 'שלום \u2068John Ltd\u2069, לקוח',
    });
  });
});

describe('a message', () => {
  it('is written in the customer’s language, or in one there is', () => {
    const inAll = { body: { en: 'Hello', he: 'שלום', fa: 'سلام' } };
    const clients = { languages: ['he', 'en'] } as const;
    expect(languageFor(inAll, person({ 'preferred-language': 'fa' }), clients)).toBe('fa');
    expect(languageFor(inAll, person({ 'preferred-language': 'ru' }), clients)).toBe('he');
    expect(languageFor(inAll, person({}), clients)).toBe('he');
    expect(languageFor({ body: { en: 'Hello', fa: 'سلام' } }, person({ 'preferred-language': 'he' }), clients)).toBe('en');
    expect(languageFor({ body: { fa: 'سلام' } }, person({}), clients)).toBe('fa');
    expect(languageFor({ body: {} }, person({ 'preferred-language': 'fa' }), clients)).toBe('he');
    const message = { subject: { en: 'Hello', he: 'שלום' }, body: { en: 'Due {{due|date}} {{first-name}}', he: 'עד {{due|date}} {{first-name}}' } };
    const customer = person({ due: '2026-07-15' });
    expect(renderMessage(message, scope(customer, { language: 'he' }))).toMatchObject({ subject: 'שלום', language: 'he', missing: ['first-name'] });
    const beside = { ...message, preheader: { he: ' {{surname}}\n{{first-name|לך}} ' } };
    expect(renderMessage(beside, scope(customer, { language: 'he' }))).toMatchObject({ preheader: 'לך', missing: ['surname', 'first-name'] });
    // The mail is in English then, and a line in Hebrew beside its subject would be worse than none.
    expect(renderMessage(beside, scope(customer, { language: 'fa' }))).not.toHaveProperty('preheader');
    expect(renderMessage(message, scope(customer, { language: 'fa' }))).toMatchObject({ subject: 'Hello', body: 'Due 15 July 2026 ', language: 'en' });
  });
});
