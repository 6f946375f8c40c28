import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { compileRecord } from '../catalogue/compile-attributes';
import { compileSegments } from '../catalogue/compile-segments';
import type { Json } from '../condition/facts';
import type { Condition } from '../condition/schema';
import { checkSegments } from './check-segments';
import type { Segment } from './schema';
import { createSegmentIndex, type SegmentFacts } from './segment-index';

const segment = (id: string, when: Condition, administrative = false): Segment => ({
  id,
  name: { en: id },
  category: 'own',
  when,
  administrative,
  minimumSize: 0,
});
const is = (path: string): Condition => ({ op: 'eq', left: { kind: 'customer', path }, right: true });
const inside = (id: string): Condition => ({ op: 'in-segment', segment: id });
const not = (arg: Condition): Condition => ({ op: 'not', arg });
const facts = (...attributes: string[]): SegmentFacts => ({
  now: 0,
  timeZone: 'UTC',
  attribute: (id): Json | undefined => attributes.includes(id) || undefined,
  events: () => [],
});

describe('createSegmentIndex', () => {
  it('answers segments that rest on segments', () => {
    const index = createSegmentIndex([
      segment('good-vip', { op: 'and', args: [inside('vip'), not(inside('late'))] }),
      segment('late', is('l')),
      segment('vip', is('v')),
    ]);
    expect(index.problems).toEqual([]);
    expect([facts('v'), facts('v', 'l'), facts('l')].map((of) => index.membership(of)('good-vip'))).toEqual([true, false, false]);
    expect(index.membership(facts('v'))('unknown')).toBe(false);
  });

  it('keeps test records out of all others, unless they are wanted', () => {
    const segments = [segment('everybody', not(is('x'))), segment('test-records', is('t'), true), segment('employees', is('e'), true)];
    const members = (of: SegmentFacts, options?: { withTestRecords: boolean }) => {
      const isIn = createSegmentIndex(segments, options).membership(of);
      return segments.map(({ id }) => id).filter(isIn);
    };
    expect(members(facts())).toEqual(['everybody']);
    expect(members(facts('t'))).toEqual(['test-records']);
    expect(members(facts('t', 'e'))).toEqual(['test-records', 'employees']);
    expect(members(facts('t'), { withTestRecords: true })).toEqual(['everybody', 'test-records']);
  });

  it('names a cycle and leaves everything that rests on it empty', () => {
    const index = createSegmentIndex([
      segment('safe', not(inside('a'))),
      segment('a', inside('b')),
      segment('b', { op: 'or', args: [is('x'), inside('c')] }),
      segment('c', inside('a')),
      segment('self', not(inside('self'))),
      segment('fine', is('x')),
    ]);
    expect(index.problems.map(({ code, path, params }) => [code, path.join('/'), params.segments])).toEqual([
      ['segment-cycle', 'segments/a', 'a → b → c → a'],
      ['segment-cycle', 'segments/self', 'self → self'],
    ]);
    const isIn = index.membership(facts('x'));
    expect(['safe', 'a', 'b', 'c', 'self', 'fine'].map(isIn)).toEqual([false, false, false, false, false, true]);
  });

  it('finds the cycle an administrative segment makes by resting on an ordinary one', () => {
    const index = createSegmentIndex([segment('staff', inside('vip'), true), segment('vip', is('v'))]);
    expect(index.problems).toMatchObject([{ code: 'segment-cycle', params: { segments: 'staff → vip → staff' } }]);
  });

  it('lets nobody in where a segment it excludes does not exist', () => {
    const index = createSegmentIndex([segment('rest', not(inside('gone')))]);
    expect(index.problems).toMatchObject([{ code: 'segment-unknown', path: ['segments', 'rest'], params: { segment: 'gone' } }]);
    expect(index.membership(facts())('rest')).toBe(false);
  });

  it('always answers, and reports a problem exactly when a segment can’t be', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const some = fc.tuple(
      ...ids.map((id) =>
        fc
          .tuple(fc.subarray(ids), fc.boolean())
          .map(([needs, administrative]) => segment(id, { op: 'or', args: [is(id), ...needs.map(inside)] }, administrative)),
      ),
    );
    fc.assert(
      fc.property(some, fc.subarray(ids), (segments, attributes) => {
        const index = createSegmentIndex(segments);
        const isIn = index.membership(facts(...attributes));
        const answers = ids.map(isIn);
        // Asked in another order, the same answers.
        const again = createSegmentIndex(segments.toReversed()).membership(facts(...attributes));
        expect(ids.toReversed().map(again).toReversed()).toEqual(answers);
        const plain = createSegmentIndex(segments, { withTestRecords: true });
        expect(ids.every(plain.membership(facts(...ids)))).toBe(plain.problems.length === 0);
      }),
    );
  });
});

describe('checkSegments', () => {
  const catalogue = shippedCatalogue();
  const record = compileRecord(catalogue);
  function check(segments: Segment[], mapped: readonly string[], planned: readonly string[]) {
    return checkSegments({
      attributes: new Map(
        record.attributes.map((attribute) => [
          attribute.id,
          { attribute, fields: [], blocked: attribute.origin === 'mapped' && !mapped.includes(attribute.id) },
        ]),
      ),
      events: new Map(
        catalogue.events.events.map(({ id, label, properties }) => [
          id,
          { id, label, fields: [], planned: planned.includes(id), properties: new Map(properties.map((property) => [property.id, property])) },
        ]),
      ),
      segments: new Map(segments.map((one) => [one.id, one])),
    });
  }
  const shipped = compileSegments(catalogue);
  const all = record.attributes.map(({ id }) => id);
  const events = catalogue.events.events.map(({ id }) => id);

  it('finds nothing but the placeholders when the client delivers everything', () => {
    expect(check(shipped, all, events).map(({ code, path }) => [code, path[1]])).toEqual([
      ['segment-placeholder', 'category-buyers'],
      ['segment-placeholder', 'similar-launch-audience'],
      ['segment-placeholder', 'category-preference'],
    ]);
  });

  it('says what is missing for a segment that can’t be worked out', () => {
    const found = check(
      shipped,
      all.filter((id) => id !== 'whatsapp-consent'),
      events.filter((id) => id !== 'checkout-started'),
    );
    const told = found.filter(({ code }) => code !== 'segment-placeholder');
    expect(told.map(({ severity, code, path, params }) => [severity, code, path[1], params.attribute ?? params.event])).toEqual([
      ['warns', 'event-without-source', 'abandoned-carts', 'checkout-started'],
      ['warns', 'attribute-without-source', 'whatsapp-first', 'whatsapp-consent'],
      ['warns', 'attribute-without-source', 'sms-only', 'whatsapp-consent'],
    ]);
  });

  it('refuses what does not exist and what a segment can’t know', () => {
    const administrative = shipped.filter((one) => one.administrative);
    const performed = { op: 'performed', measure: 'count', is: { op: 'gte', value: 1 } } as const;
    const codes = (when: Condition) => check([...administrative, segment('own', when)], all, events).map(({ code }) => code);
    expect(codes(is('shoe-size'))).toEqual(['attribute-unknown']);
    expect(codes({ ...performed, event: 'shoe-tried' })).toEqual(['event-unknown']);
    expect(codes({ ...performed, event: 'order-placed', groupBy: 'shoe' })).toEqual(['property-unknown']);
    expect(codes({ ...performed, event: 'order-placed', window: { sinceEntry: true } })).toEqual(['segment-needs-run']);
    expect(codes({ op: 'exists', left: { kind: 'entry', path: 'order-id' } })).toEqual(['segment-needs-run']);
    expect(codes(inside('own'))).toEqual(['segment-cycle']);
    expect(check([], all, events).map(({ params }) => params.segment)).toEqual(['test-records', 'employees']);
  });
});
