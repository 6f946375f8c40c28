import { describe, expect, it } from 'vitest';
import { type ImportedSource, importedSourceSchema } from '../../../shared/sources/draft';
import { limits } from '../../limits';
import { isApiDescription, readApiDescription } from './read-openapi';

async function read(description: object) {
  if (!isApiDescription(description)) throw new Error('not recognised as a description');
  const result = await readApiDescription('api.json', description, { limits });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const [source] = result.value.map((one) => importedSourceSchema.parse(one));
  if (!source) throw new Error('no source');
  return {
    source,
    names: source.objects.map(({ name, isEvent }) => (isEvent ? `${name} (event)` : name)),
    of: (name: string) => fieldsOf(source, name),
    problems: result.problems,
  };
}

function fieldsOf(source: ImportedSource, name: string): string[] | undefined {
  return source.objects
    .find((object) => object.name === name)
    ?.fields.map((f) => `${f.nativeName} <${f.nativeType}> ${f.type}${f.key ? '*' : ''}${f.required ? '!' : ''}`);
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

describe('readApiDescription', () => {
  it('schemas that are objects; a named one with a key becomes a link, one without its leaves', async () => {
    const { source, names, of } = await read({
      openapi: '3.0.3',
      info: { title: 'Shop API', version: '1' },
      paths: {},
      components: {
        schemas: {
          Id: { type: 'string' },
          Status: { type: 'string', enum: ['open', 'paid'], 'x-enum-descriptions': ['not paid yet', 'paid'] },
          Customers: { type: 'array', items: { $ref: '#/components/schemas/Customer' } },
          Address: { type: 'object', properties: { city: { type: 'string' }, country: { type: 'string' } } },
          Customer: {
            type: 'object',
            required: ['id', 'phone'],
            properties: { id: { $ref: '#/components/schemas/Id' }, phone: { type: 'string', nullable: true } },
          },
          Order: {
            required: ['id', 'customer'],
            properties: {
              id: { type: 'integer', format: 'int64', readOnly: true },
              status: { $ref: '#/components/schemas/Status' },
              customer: { allOf: [{ $ref: '#/components/schemas/Customer' }], description: 'Who ordered' },
              address: { $ref: '#/components/schemas/Address' },
              previous: { $ref: '#/components/schemas/Order' },
              paidAt: { type: 'integer', format: 'unix-time' },
              lines: { type: 'array', items: { properties: { sku: { type: 'string' } } } },
            },
          },
        },
      },
    });
    expect(source).toMatchObject({ name: 'Shop API', kind: 'openapi' });
    expect(names).toEqual(['Address', 'Customer', 'Order', 'Order.lines']);
    expect(of('Customer')).toEqual(['id <string> string*!', 'phone <string> string']);
    expect(of('Order')).toEqual([
      'id <integer (int64)> integer*!',
      'status <enum: open|paid> enum',
      'customer.id <string> string!',
      'address.city <string> string',
      'address.country <string> string',
      'previous.id <integer (int64)> integer',
      'paidAt <integer (unix-time)> datetime',
    ]);
    expect(source.objects[2]?.links).toEqual([
      { fields: ['customer.id'], object: 'Customer', toFields: ['id'] },
      { fields: ['previous.id'], object: 'Order', toFields: ['id'] },
    ]);
    expect(source.objects[2]?.fields[1]?.note).toContain('not paid yet');
  });

  it('bodies without a named schema are called by their operation; envelopes of named ones are none', async () => {
    const { names, of } = await read({
      openapi: '3.1.0',
      info: { title: 'A' },
      components: {
        schemas: { Customer: { properties: { id: { type: 'string' } } } },
        requestBodies: { Import: json({ type: 'object', properties: { url: { type: 'string', format: 'uri' } } }) },
      },
      paths: {
        '/customers': {
          get: {
            operationId: 'listCustomers',
            responses: {
              200: json({
                type: 'object',
                properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Customer' } }, next: { type: 'string' } },
              }),
            },
          },
          post: {
            operationId: 'createCustomer',
            requestBody: json({ $ref: '#/components/schemas/Customer' }),
            responses: { 201: json({ $ref: '#/components/schemas/Customer' }) },
          },
        },
        '/orders': {
          get: {
            responses: {
              200: json({ properties: { data: { type: 'array', items: { properties: { no: { type: 'string' } } } }, total: { type: 'integer' } } }),
            },
          },
        },
        '/import': { post: { operationId: 'import', requestBody: { $ref: '#/components/requestBodies/Import' }, responses: { 204: { description: 'done' } } } },
      },
    });
    expect(names).toEqual(['Customer', 'GET /orders.response', 'import.request']);
    expect(of('GET /orders.response')).toEqual(['no <string> string']);
  });

  it('webhooks are events', async () => {
    const { source, names } = await read({
      openapi: '3.1.0',
      info: { title: 'A' },
      components: {
        schemas: {
          Customer: { properties: { id: { type: 'string' } } },
          OrderPaidEvent: { properties: { order: { type: 'string' }, customer: { $ref: '#/components/schemas/Customer' } } },
        },
      },
      webhooks: {
        'order.paid': { post: { requestBody: json({ $ref: '#/components/schemas/OrderPaidEvent' }) } },
        'customer.created': { post: { requestBody: json({ $ref: '#/components/schemas/Customer' }) } },
      },
    });
    expect(names).toEqual(['Customer', 'order.paid (event)', 'customer.created (event)']);
    expect(source.objects[1]?.links).toEqual([{ fields: ['customer.id'], object: 'Customer', toFields: ['id'] }]);
  });

  it('Swagger 2: definitions, bodies and forms', async () => {
    const { names, of } = await read({
      swagger: '2.0',
      info: { title: 'Old' },
      definitions: { Pet: { properties: { id: { type: 'integer' }, photo: { type: 'string', format: 'byte' } } } },
      paths: {
        '/pet': {
          post: {
            operationId: 'addPet',
            parameters: [{ in: 'body', name: 'body', schema: { $ref: '#/definitions/Pet' } }],
            responses: { 200: { schema: { $ref: '#/definitions/Pet' } } },
          },
        },
        '/pet/{id}': {
          post: {
            operationId: 'editPet',
            parameters: [
              { in: 'formData', name: 'name', type: 'string', required: true },
              { in: 'formData', name: 'file', type: 'file' },
            ],
            responses: {},
          },
        },
      },
    });
    expect(names).toEqual(['Pet', 'editPet.request']);
    expect(of('Pet')).toEqual(['id <integer> integer*', 'photo <string (byte)> string']);
    expect(of('editPet.request')).toEqual(['name <string> string!', 'file <string> string']);
  });

  it('nesting beyond four levels is one field', async () => {
    const deep = (levels: number): object => (levels === 0 ? { type: 'string' } : { properties: { x: deep(levels - 1) } });
    const { of, problems } = await read({ openapi: '3.0.0', info: {}, components: { schemas: { Deep: deep(9) } } });
    expect(of('Deep')).toEqual(['x.x.x.x <object> json']);
    expect(problems.map(({ code }) => code)).toEqual(['nested-too-deep']);
  });

  it('a description of nothing is refused', async () => {
    const result = await readApiDescription('api.json', { openapi: '3.0.0', paths: {} }, { limits });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'schema-without-fields' }] });
  });
});
