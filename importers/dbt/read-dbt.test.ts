import { describe, expect, it } from 'vitest';
import { importedSourceSchema } from '../../shared/sources/draft';
import { parseYaml } from '../json/parse-yaml';
import { limits } from '../limits';
import { isDbtProperties, readDbtProperties } from './read-dbt';

function read(yaml: string) {
  const parsed = parseYaml('sources.yml', yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const result = readDbtProperties('sources.yml', parsed.value.filter(isDbtProperties), { limits });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return { sources: result.value.map((source) => importedSourceSchema.parse(source)), problems: result.problems };
}

const shop = `
version: 2
sources:
  - name: shop
    database: raw
    tables:
      - name: customers
        identifier: tbl_cust
        description: Who buys
        columns:
          - name: id
            data_type: bigint
            tests: [unique, not_null]
          - name: email
            data_type: varchar(254)
            description: Address for letters
            tests:
              - not_null
      - name: orders
        columns:
          - name: order_id
            data_type: number(38,0)
            data_tests:
              - unique
              - not_null:
                  config: {severity: warn}
          - name: customer_id
            data_tests:
              - relationships:
                  arguments:
                    to: source('shop', 'customers')
                    field: id
          - name: status
            tests:
              - accepted_values:
                  values: ['new', 'paid', 3]
      - name: empty_table
  - name: crm
    tables:
      - name: leads
        columns: [{name: id}, {name: id}, {name: created_at, data_type: timestamp_ntz}]
---
sources:
  - name: shop
    tables:
      - name: customers
      - name: refunds
        columns: [{name: amount, data_type: 'numeric(10,2)'}]
---
models:
  - name: dim_customer
    constraints: [{type: primary_key, columns: [customer_key]}]
    columns:
      - name: customer_key
        data_type: int
      - name: home_store
        constraints: [{type: foreign_key, to: ref('dim_store'), to_columns: [store_key]}, {type: not_null}]
`;

describe('readDbtProperties', () => {
  it('a source per source, over all documents, and models as one more', () => {
    const { sources, problems } = read(shop);
    expect(sources.map(({ name, kind, objects }) => [name, kind, objects.map((o) => o.name).join()])).toEqual([
      ['shop', 'dbt', 'customers,orders,empty_table,refunds'],
      ['crm', 'dbt', 'leads'],
      ['sources', 'dbt', 'dim_customer'],
    ]);
    expect(problems.map(({ code, params }) => `${code} ${params.name}`)).toEqual(['dbt-column-twice id', 'dbt-table-twice customers']);
  });

  it('columns with types, keys, notes, choices and links', () => {
    const [store] = read(shop).sources;
    const [customers, orders] = store?.objects ?? [];
    expect(customers).toMatchObject({ types: 'stated', note: 'Who buys\ntbl_cust' });
    expect(customers?.fields).toMatchObject([
      { nativeName: 'id', nativeType: 'bigint', type: 'integer', key: true, required: true, pii: 'low' },
      { nativeName: 'email', nativeType: 'varchar(254)', type: 'string', key: false, required: true, note: 'Address for letters', pii: 'high' },
    ]);
    expect(orders?.fields).toMatchObject([
      { nativeName: 'order_id', type: 'integer', key: true },
      { nativeName: 'customer_id', nativeType: '', typeReason: { code: 'native-type-missing' }, required: false },
      { nativeName: 'status', nativeType: 'enum: new|paid|3', type: 'enum', note: 'new | paid | 3' },
    ]);
    expect(orders?.links).toEqual([{ fields: ['customer_id'], object: 'customers', toFields: ['id'] }]);
  });

  it('constraints of models', () => {
    const model = read(shop).sources[2]?.objects[0];
    expect(model?.fields).toMatchObject([
      { nativeName: 'customer_key', key: true, required: true },
      { nativeName: 'home_store', key: false, required: true },
    ]);
    expect(model?.links).toEqual([{ fields: ['home_store'], object: 'dim_store', toFields: ['store_key'] }]);
  });

  it('seeds, snapshots and foreign keys of a table', () => {
    const { sources, problems } = read(`
seeds:
  - {name: dim_country, columns: [{name: code, data_type: char(2), tests: [unique, not_null]}]}
snapshots:
  - {name: snap_customer, columns: [{name: dbt_scd_id}]}
models:
  - name: fct_orders
    constraints:
      - {type: foreign_key, columns: [shop, customer_no], to: ref('dim_customer'), to_columns: [shop, no]}
      - {type: foreign_key, columns: [country], to: ref('dim_country'), to_columns: [code]}
      - {type: foreign_key, columns: 7, to: ref('x')}
    columns:
      - {name: shop}
      - {name: customer_no}
      - {name: country, data_tests: [{relationships: {to: ref('dim_country'), field: code}}]}
`);
    expect(problems).toEqual([]);
    expect(sources.map(({ name, objects }) => [name, objects.map((o) => o.name).join()])).toEqual([['sources', 'fct_orders,dim_country,snap_customer']]);
    expect(sources[0]?.objects[1]?.fields).toMatchObject([{ nativeName: 'code', nativeType: 'char(2)', key: true }]);
    expect(sources[0]?.objects[0]?.links).toEqual([
      { fields: ['shop', 'customer_no'], object: 'dim_customer', toFields: ['shop', 'no'] },
      { fields: ['country'], object: 'dim_country', toFields: ['code'] },
    ]);
  });

  it('what is not as it should be is passed over', () => {
    const { sources } = read(
      'sources: [7, {name: a, tables: [null, x, {name: t, columns: [null, 3, {name: 5}, {name: ok, tests: [null, 4, {accepted_values: 3}]}]}]}]',
    );
    expect(sources[0]?.objects[0]?.fields.map(({ nativeName }) => nativeName)).toEqual(['ok']);
  });

  it('no more fields than allowed', () => {
    const columns = Array.from({ length: 30 }, (_, i) => ({ name: `c${i}` }));
    const result = readDbtProperties('s.yml', [{ sources: [{ name: 's', tables: [{ name: 't', columns }] }] }], { limits: { ...limits, fields: 10 } });
    expect(result.ok && result.value[0]?.objects[0]?.fields.length).toBe(10);
    expect(result.problems.map(({ code }) => code)).toEqual(['schema-fields-not-all-read']);
  });
});
