import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { mappedEngagement } from '../../../tests/mapped-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { testField, testSource } from '../../engagement/engagement.fixture';
import type { Engagement } from '../../engagement/schema';
import { exampleEvent } from '../../events/example-event';
import { createTranslate } from '../../i18n/translator';
import { languages } from '../../text';
import { type SchemaSpeaker, schemaSpeaker } from './attribute-schema';
import { eventSchemas, listedValues } from './event-schemas';
import { journeyDefinitionSchema } from './journey-schema';
import { recordSchemaOf } from './record-schema';
import type { JsonSchema } from './value-schema';

const speaker = (language: (typeof languages)[number] = 'he'): SchemaSpeaker => schemaSpeaker(createTranslate(language), language);
/** As an implementer has it: strict, so that a keyword nobody knows is an error. One for all, as it compiles the schema of schemas first. */
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
function validator(schema: JsonSchema) {
  const validate = ajv.compile(schema);
  // The next may have the same name and say something else.
  ajv.removeSchema();
  return (value: unknown): string[] => (validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.keyword}`));
}

const catalogue = shippedCatalogue();
let engagement: Engagement;
beforeAll(() => {
  engagement = mappedEngagement();
});
const schemaOf = (name: string, of: Engagement = engagement) => {
  const found = eventSchemas(of, catalogue, speaker()).find((event) => event.name === name);
  if (!found) throw new Error(`no schema of ${name}`);
  return found.schema;
};

describe('the unified record', () => {
  test('what fits is valid, what does not is told where', () => {
    const faults = validator(recordSchemaOf(engagement, speaker()));
    const fits = {
      email: 'dana@shop.example',
      mobile_phone: '+972501234567',
      email_consent: 'granted',
      birth_date: '1990-02-28',
      orders_count: 3,
      country: 'IL',
    };
    expect(faults(fits)).toEqual([]);
    expect(faults({ ...fits, email: 'dana' })).toEqual(['/email format']);
    expect(faults({ ...fits, mobile_phone: '050-1234567' })).toEqual(['/mobile_phone pattern']);
    expect(faults({ ...fits, email_consent: 'yes' })).toEqual(['/email_consent enum']);
    expect(faults({ ...fits, birth_date: '28.2.1990' })).toEqual(['/birth_date format']);
    expect(faults({ ...fits, orders_count: '3' })).toEqual(['/orders_count type']);
    expect(faults({ ...fits, e_mail: 'x' })).toEqual(['/ additionalProperties']);
    expect(faults({ first_name: 'Dana' }).some((fault) => fault.endsWith('anyOf'))).toBe(true);
    expect(faults([])).toContain('/ type');
  });

  test('every attribute is described in the language of the document, without marks that steer direction', () => {
    for (const language of languages) {
      const { properties } = recordSchemaOf(engagement, speaker(language));
      const described = Object.values(properties as Record<string, { title: string; description: string }>);
      expect(described).toHaveLength(engagement.record.attributes.length);
      for (const { title, description } of described) {
        expect(title).not.toBe('');
        expect(description).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|pack\.schema|undefined/);
      }
    }
  });

  test('says of an address which consent it needs, and of what is worked out that it is not sent', () => {
    const { properties } = recordSchemaOf(engagement, speaker('en')) as { properties: Record<string, JsonSchema> };
    expect(properties.mobile_phone?.description).toContain('only while sms_consent is granted');
    expect(properties.email_consent?.description).toContain('marketing leaves only while this is granted');
    expect([properties.total_spent?.readOnly, properties.email?.readOnly]).toEqual([true, undefined]);
  });
});

test('the definition of a journey is one that a strict validator takes, and every journey fits it', { tags: ['long'] }, () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(journeyDefinitionSchema());
  for (const journey of engagement.journeys) expect([validate(journey), validate.errors]).toEqual([true, null]);
  expect(validate({ ...engagement.journeys[0], status: 'running' })).toBe(false);
});

describe('events', () => {
  const order = {
    uid: 'order-1042',
    name: 'order_placed',
    occurred_at: '2026-06-01T10:00:00+03:00',
    source_system: 'web-shop',
    identifiers: { email: 'dana@shop.example', shop_customer_id: 10442 },
    properties: { order_id: '1042', order_total: 249.9, currency: 'ILS', items: [{ sku: 'a' }] },
  };

  test('every event of the catalogue has a schema that a strict validator takes, and examples that fit it', { tags: ['long'] }, () => {
    const schemas = eventSchemas(engagement, catalogue, speaker('fa'));
    expect(schemas.map(({ name }) => name)).toEqual(expect.arrayContaining(catalogue.events.events.map(({ name }) => name)));
    expect(new Set(schemas.map(({ name }) => name)).size).toBe(schemas.length);
    for (const { name, schema } of schemas) {
      const faults = validator(schema);
      const { identifiers, properties } = schema.properties as Record<string, { properties: Record<string, JsonSchema> }>;
      const all = { identifiers: Object.keys(identifiers?.properties ?? {}), properties: Object.keys(properties?.properties ?? {}) };
      // An example with all it may carry, and one with no more than it must.
      for (const some of [all, { identifiers: [], properties: [] }])
        expect([name, faults(exampleEvent(schema, { source: 'shop', country: 'IL', currency: 'ILS', ...some }))]).toEqual([name, []]);
    }
  });

  test('an order that fits is valid, whatever is wrong with it is found', () => {
    const faults = validator(schemaOf('order_placed'));
    expect(faults(order)).toEqual([]);
    const { uid: _, ...withoutUid } = order;
    expect(faults(withoutUid)).toEqual(['/ required']);
    expect(faults({ ...order, name: 'order-placed' })).toEqual(['/name const']);
    expect(faults({ ...order, occurred_at: '2026-06-01T10:00:00' })).toEqual(['/occurred_at format']);
    expect(faults({ ...order, properties: { ...order.properties, order_total: '249.90' } })).toEqual(['/properties/order_total type']);
    expect(faults({ ...order, properties: { ...order.properties, currency: 'shekel' } })).toEqual(['/properties/currency pattern']);
    expect(faults({ ...order, properties: { ...order.properties, sales_channel: 'kiosk' } })).toEqual(['/properties/sales_channel enum']);
    expect(faults({ ...order, properties: { ...order.properties, order_toatl: 1 } })).toEqual(['/properties additionalProperties']);
    expect(faults({ ...order, identifiers: { mail: 'x' } })).toEqual(['/identifiers additionalProperties']);
    expect(faults({ ...order, extra: 1 })).toEqual(['/ additionalProperties']);
    const { properties: __, ...withoutProperties } = order;
    expect(faults(withoutProperties)).toEqual(['/ required']);
  });

  test('the values of every enum are known', () => {
    const enums = catalogue.events.events.flatMap(({ properties }) => properties.filter(({ type }) => type === 'enum'));
    expect(enums.filter((property) => listedValues(property).length < 2).map(({ label }) => label.en)).toEqual([]);
  });

  test('a change of the profile carries attributes that systems bring, and no computed one', () => {
    const faults = validator(schemaOf('profile_updated'));
    const event = { uid: '1', name: 'profile_updated', occurred_at: '2026-06-01T10:00:00Z', identifiers: { email: 'a@b.example' } };
    expect(faults({ ...event, properties: { changed_fields: ['city'], city: 'Haifa' } })).toEqual([]);
    expect(faults({ ...event, properties: { changed_fields: ['rfm_recency'], rfm_recency: 5 } })).toEqual(['/properties additionalProperties']);
  });

  test('an event that only this plan knows, and a property that only its sources bring, have their place', () => {
    const field = testField(900, { nativeName: 'GATE', type: 'string', eventProperties: ['gate-passed.gate-no', 'order-placed.till-no'] });
    const plan = { ...engagement, sources: [...engagement.sources, testSource(9, [field])] };
    const gate = validator(schemaOf('gate_passed', plan));
    const event = { uid: '1', name: 'gate_passed', occurred_at: '2026-06-01T10:00:00Z', properties: { gate_no: '7', anything: [1] } };
    expect(gate(event)).toEqual([]);
    expect(gate({ ...event, properties: { gate_no: 7 } })).toEqual(['/properties/gate_no type']);
    expect(validator(schemaOf('order_placed', plan))({ ...order, properties: { ...order.properties, till_no: 't1' } })).toEqual([]);
  });

  test('says which journeys need it', () => {
    const schema = eventSchemas(engagement, catalogue, speaker()).find(({ name }) => name === 'checkout_started')?.schema;
    const journey = engagement.journeys.find(({ key }) => key === 'cart-abandonment');
    expect(schema?.description).toContain(journey?.name.he);
  });
});
