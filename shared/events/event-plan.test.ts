import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { codeOf, inlinesOf, rawKeys, tablesOf, unisolated, wordsOf } from '../../tests/report-words';
import { sampleEngagement } from '../../tests/sample-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testAttribute, testEngagement, testField, testJourney, testSource } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import { toWire } from '../ids';
import { journeyContext } from '../journey/journey-context';
import { journeyNeeds } from '../journey/journey-needs';
import { schemaSpeaker } from '../pack/schemas/attribute-schema';
import { eventSchemas } from '../pack/schemas/event-schemas';
import type { Report } from '../report';
import { looksUnmasked } from '../sources/personal-data';
import { type Language, languages } from '../text';
import { eventPlan } from './event-plan';
import { planEvents } from './plan-events';

const catalogue = shippedCatalogue();
const report = (engagement: Engagement, language: Language = 'en'): Report =>
  eventPlan({ engagement, catalogue, translate: createTranslate(language), language, now: '2026-11-30T08:00:00.000Z' });
const headings = ({ blocks }: Report) => blocks.flatMap((block) => (block.kind === 'heading' && block.id ? [block.id] : []));
/** Examples as they stand in the document. */
const examples = (made: Report) => codeOf(made).map((text) => JSON.parse(text) as Record<string, unknown>);

describe('the event plan', () => {
  it.each(languages)('%s: has every event a journey needs or a field gives, and no word is missing', (language) => {
    const engagement = sampleEngagement(language);
    const made = report(engagement, language);
    const context = journeyContext(engagement, catalogue);
    const needed = new Set(engagement.journeys.filter(({ status }) => status !== 'retired').flatMap((journey) => journeyNeeds(journey, context).events));
    for (const { objects } of engagement.sources)
      for (const { fields } of objects) for (const { eventProperties } of fields) for (const one of eventProperties) needed.add(one.split('.')[0] ?? '');
    expect(needed.size).toBeGreaterThan(20);
    for (const id of needed) expect(headings(made), id).toContain(`event-${id}`);
    expect(rawKeys(made)).toEqual([]);
    for (const { link } of inlinesOf(made)) if (link) expect(headings(made)).toContain(link.slice(1));
  });

  it('has an example of each event that its schema accepts, with nobody in it', { tags: ['long'] }, () => {
    for (const engagement of [sampleEngagement('he'), mappedEngagement()]) {
      const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
      addFormats.default(ajv);
      const schemas = new Map(eventSchemas(engagement, catalogue, schemaSpeaker(createTranslate('en'), 'en')).map(({ name, schema }) => [name, schema]));
      const shown = examples(report(engagement));
      expect(shown.length).toBe(planEvents(engagement, catalogue, journeyContext(engagement, catalogue)).length);
      for (const example of shown) {
        const schema = schemas.get(String(example.name));
        if (!schema) throw new Error(String(example.name));
        const validate = ajv.compile(schema);
        expect(validate(example), `${example.name}: ${JSON.stringify(validate.errors)}`).toBe(true);
        for (const value of JSON.stringify(example).match(/"[^"]+"/g) ?? []) expect(looksUnmasked(value.slice(1, -1)), value).toBe(false);
      }
      // One that could not fail would prove nothing.
      const order = shown.find(({ name }) => name === 'order_placed');
      expect(ajv.compile(schemas.get('order_placed') ?? {})({ ...order, properties: {} })).toBe(false);
    }
  });

  it('shows an item of an order, and each amount with its currency', () => {
    const shown = examples(report(sampleEngagement('en')));
    const propertiesOf = (wanted: string) => shown.find(({ name }) => name === wanted)?.properties;
    expect(propertiesOf('order_placed')).toMatchObject({ currency: 'ILS', items: [{ sku: 'P-10482', quantity: 2, unit_price: 74.95 }] });
    expect(propertiesOf('checkout_started')).toMatchObject({ cart_value: 149.9, currency: 'ILS' });
    expect(propertiesOf('visit_started')).not.toHaveProperty('currency');
  });

  it('lists ways in from right to left where the first is a Latin word', () => {
    const words = createTranslate('he');
    const ways = ['webhook', 'api', 'sftp-file'].map((one) => `\u2068${words(`transport.${one}`)}\u2069`).join(', ');
    expect(JSON.stringify(report(sampleEngagement('he'), 'he').blocks)).toContain(`\u2067${ways}\u2069`);
  });

  it('counts each event once, and volumes add up', () => {
    const engagement = sampleEngagement('en');
    const made = report(engagement);
    const [table] = tablesOf(made);
    const numbers = (table?.rows ?? []).map(({ cells }) => cells.slice(1).map((cell) => Number(String(cell).replace(/[,–]/g, ''))));
    const total = numbers.pop();
    expect(total).toEqual([0, 1].map((column) => numbers.reduce((sum, row) => sum + (row[column] ?? 0), 0)));
    expect(total?.[0]).toBe(headings(made).filter((id) => id.startsWith('event-')).length);
    expect(total?.[1]).toBe(Object.values(engagement.volumes.eventsPerMonth).reduce((sum, one) => sum + one, 0));
  });

  it('names what nobody sends before all else, with who waits for it and who could send it', () => {
    const made = report(mappedEngagement({ events: ['order-placed'] }));
    const words = wordsOf(made);
    expect(words).toMatch(/Nobody sends 1 event that a journey needs\nOrder placed/);
    const unsent = tablesOf(made).find(({ columns }) => columns[2]?.title === 'Who could send it');
    expect(unsent?.rows).toHaveLength(1);
    expect(wordsOf({ blocks: [{ kind: 'table', columns: [], rows: unsent?.rows ?? [] }] })).toMatch(/Starts: .*Thank.*Web shop/s);
    expect(headings(report(mappedEngagement()))).not.toContain('events-unsent');
  });

  it('says which identifiers come along, from the same table or one it points at, and asks where none does', () => {
    const customer = { id: '01C00000000000000000000001', nativeName: 'customer', label: {}, fields: [testField(1, { nativeName: 'mail' })] };
    const order = (links: boolean) => ({
      id: '01C00000000000000000000002',
      nativeName: 'order',
      label: {},
      fields: [testField(2, { nativeName: 'no', eventProperties: ['order-placed.order-id'] })],
      ...(links && { links: [{ fields: [testField(2).id], object: customer.id }] }),
    });
    const engagement = (links: boolean) =>
      testEngagement({
        sources: [testSource(1, [], { objects: [customer, order(links)] })],
        record: { groups: [], attributes: [testAttribute('email', { type: 'email', sources: [{ field: testField(1).id }] })] },
        identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
        journeys: [testJourney(1, [{ id: 'in', kind: 'trigger', trigger: { kind: 'event', event: 'order-placed' } }])],
      });
    const question = 'Which identifier comes along';
    expect(wordsOf(report(engagement(true)))).not.toContain(question);
    expect(wordsOf(report(engagement(false)))).toContain(question);
    expect(wordsOf(report(engagement(true)))).toMatch(/Required, and no field fills it: .*Order total/);
  });

  it('keeps hostile names to themselves', () => {
    const name = 'x\u202e=cmd|1)«';
    for (const language of languages) {
      const fields = [testField(1, { nativeName: name, eventProperties: [`order-placed.order-id`, 'their-own.thing'] })];
      const journey = testJourney(1, [{ id: 'in', kind: 'trigger', trigger: { kind: 'event', event: 'order-placed' } }], { name: { en: name } });
      const made = report(testEngagement({ sources: [testSource(1, fields, { name: { en: name } })], journeys: [journey] }), language);
      expect(headings(made)).toContain('event-their-own');
      expect(wordsOf(made)).toContain(toWire('their-own'));
      expect(unisolated(made, name)).toEqual([]);
    }
  });

  it('says so when there is nothing yet', () => {
    for (const language of languages) {
      const made = report(testEngagement(), language);
      expect(wordsOf(made)).toContain(createTranslate(language)('event-plan.empty'));
      expect(rawKeys(made)).toEqual([]);
    }
  });

  it('asks what the brief of a journey asks: a property that journeys look at is no longer one that may stay empty', () => {
    const engagement = sampleEngagement('en');
    const context = journeyContext(engagement, catalogue);
    const order = planEvents(engagement, catalogue, context).find(({ id }) => id === 'order-placed');
    expect([...(order?.wanted ?? [])]).toEqual(expect.arrayContaining(['is-first-order', 'items', 'order-total', 'category-ids', 'coupon-code']));
    expect(order?.wanted.has('recovered-cart')).toBe(false);
    const rows = tablesOf(report(engagement)).find(({ rows: all }) =>
      all.some(({ cells }) => wordsOf({ blocks: [{ kind: 'table', columns: [], rows: [{ cells }] }] }).includes('is_first_order')),
    )?.rows;
    const words = wordsOf({
      blocks: [{ kind: 'table', columns: [], rows: rows?.filter(({ cells }) => JSON.stringify(cells).includes('is_first_order')) ?? [] }],
    });
    expect(words).toContain('needed by the plan');
    expect(words).toContain('No field yet');
  });

  it('says who tells the platform of consents given elsewhere, and where nobody is known', () => {
    const words = wordsOf(report(sampleEngagement('en')));
    expect(words).toMatch(/Sent besides by[\s\S]*E-mail[\s\S]*customer\.email_marketing_consent\.state[\s\S]*WhatsApp[\s\S]*Nobody yet/);
  });
});
