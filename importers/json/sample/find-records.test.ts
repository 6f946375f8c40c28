import { describe, expect, it } from 'vitest';
import { findRecords } from './find-records';

const found = (value: unknown) => findRecords(value).map(({ name, records }) => [name, records.length, Object.keys(records[0] ?? {}).join()]);

describe('findRecords', () => {
  it('a list of records', () => expect(found([{ id: 1 }, { id: 2 }])).toEqual([['', 2, 'id']]));
  it('a list of plain values', () => expect(found(['a', 'b', null])).toEqual([['', 2, 'value']]));
  it('one record, with a list inside', () => expect(found({ id: 1, email: 'x', items: [{ sku: 1 }] })).toEqual([['', 1, 'id,email,items']]));
  it('one record in parts', () => expect(found({ name: { first: 'a' }, address: { city: 'b' } })).toEqual([['', 1, 'name,address']]));
  it('an envelope', () => expect(found({ data: [{ id: 1 }], meta: { total: 1 }, links: { next: null } })).toEqual([['', 1, 'id']]));
  it('an envelope of one', () => expect(found({ data: { id: 1, email: 'x' }, status: 'ok' })).toEqual([['', 1, 'id,email']]));
  it('a record under its name', () => expect(found({ customer: { id: 1 } })).toEqual([['customer', 1, 'id']]));
  it('several lists', () =>
    expect(found({ customers: [{ id: 1 }], orders: [{ no: 2 }], count: 2 })).toEqual([
      ['customers', 1, 'id'],
      ['orders', 1, 'no'],
    ]));
  it('hits of a search engine', () =>
    expect(
      found({
        took: 3,
        timed_out: false,
        _shards: { total: 1 },
        hits: { total: { value: 2 }, hits: [{ _index: 'people', _id: 'a', _source: { email: 'x' } }] },
      }),
    ).toEqual([['people', 1, '_id,email']]));
  it('edges and nodes of GraphQL', () =>
    expect(found({ data: { customers: { edges: [{ cursor: 'c', node: { id: 1, email: 'x' } }], pageInfo: { hasNextPage: false } } } })).toEqual([
      ['customers', 1, 'id,email'],
    ]));
  it('nodes and links of a graph, but no links to a next page', () => {
    expect(found({ nodes: [{ id: 1 }], links: [{ source: 1, target: 2 }] })).toEqual([
      ['', 1, 'id'],
      ['links', 1, 'source,target'],
    ]);
    expect(found({ items: [{ id: 1 }], links: [{ rel: 'next', href: 'x' }] })).toEqual([['', 1, 'id']]);
  });
  it('an OData answer', () => expect(found({ '@odata.context': 'x', value: [{ Id: 1 }], '@odata.nextLink': 'y' })).toEqual([['', 1, 'Id']]));
  it('a map from ids to records', () => {
    const record = { name: 'a', email: 'b' };
    expect(found({ u1: record, u2: record, u3: record, u4: record })).toEqual([['', 4, 'name,email']]);
  });
  it('no records', () => {
    for (const value of [null, 1, 'x', true, [], {}, [[]], undefined]) expect(found(value)).toEqual([]);
  });
});
