import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions, someCustomer, someNow } from '../../../tests/arbitrary-conditions';
import { catalogueCustomers } from '../../../tests/arbitrary-customers';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { compileRecord } from '../../catalogue/compile-attributes';
import { compileSegments } from '../../catalogue/compile-segments';
import type { Json } from '../../condition/facts';
import type { Condition } from '../../condition/schema';
import type { Segment } from '../schema';
import { createSegmentIndex } from '../segment-index';
import { segmentReportSchema } from '../size-report';
import { countSegments } from './count-segments';
import type { Known } from './missing-data';
import { hasPerson } from './people-set';
import { factsOf, type Person, populationOf } from './population.fixture';
import { segmentPeople } from './segment-people';

const now = Date.parse('2026-03-27T07:00:00Z');
const segment = (id: string, when: Condition, patch: Partial<Segment> = {}): Segment => ({
  id,
  name: { en: id },
  category: 'own',
  when,
  administrative: false,
  minimumSize: 0,
  ...patch,
});
const is = (path: string): Condition => ({ op: 'eq', left: { kind: 'customer', path }, right: true });
const inside = (id: string): Condition => ({ op: 'in-segment', segment: id });
const person = (attributes: Record<string, Json>, events: Person['events'] = []): Person => ({ timeZone: 'UTC', attributes, events });

function membersOneByOne(people: readonly Person[], segments: readonly Segment[], at: number): Record<string, number[]> {
  const index = createSegmentIndex(segments);
  const answers = people.map((one) => index.membership(factsOf(one, at)));
  return Object.fromEntries(segments.map(({ id }) => [id, answers.flatMap((isIn, i) => (isIn(id) ? [i] : []))]));
}

function members(people: readonly Person[], segments: readonly Segment[], at: number): Record<string, number[]> {
  const counted = segmentPeople(populationOf(people), segments, at).people;
  return Object.fromEntries([...counted].map(([id, set]) => [id, people.flatMap((_, i) => (hasPerson(set, i) ? [i] : []))]));
}

describe('the people of segments', () => {
  it('are those the evaluator says, person by person, for any segments', () => {
    const some = fc.record({ vip: conditions, lapsed: conditions, own: conditions, staff: conditions, isStaffLeftOut: fc.boolean() });
    fc.assert(
      fc.property(fc.array(someCustomer, { maxLength: 40 }), some, someNow, (people, { vip, lapsed, own, staff, isStaffLeftOut }, at) => {
        const segments = [segment('own', own), segment('lapsed', lapsed), segment('vip', vip), segment('staff', staff, { administrative: isStaffLeftOut })];
        expect(members(people, segments, at)).toEqual(membersOneByOne(people, segments, at));
      }),
      { numRuns: 120 },
    );
  });

  it('are the same for every segment of the catalogue', { tags: ['long'] }, () => {
    const catalogue = shippedCatalogue();
    const segments = compileSegments(catalogue);
    const people = fc.sample(catalogueCustomers(catalogue, now), { numRuns: 500, seed: 57 });
    const counted = members(people, segments, now);
    expect(counted).toEqual(membersOneByOne(people, segments, now));
    // Segments that are always empty would prove nothing.
    expect(segments.map(({ id }) => id).filter((id) => counted[id]?.length === 0)).toEqual([]);
  });

  it('look at the moments of a person’s own zone', () => {
    const left = { kind: 'customer', path: 'born' } as const;
    const segments = [segment('over', { op: 'before', left, right: '2026-03-27T00:00:00' }), segment('day', { op: 'within', left, past: 'P1D' })];
    const people = ['Asia/Tehran', 'UTC', 'America/New_York'].flatMap((timeZone) =>
      ['2026-03-26', '2026-03-25', '2026-03-26T22:00:00Z'].map((born) => ({ timeZone, attributes: { born }, events: [] })),
    );
    expect(members(people, segments, now)).toEqual(membersOneByOne(people, segments, now));
    expect(members(people, segments, now)).toEqual({ over: [0, 1, 3, 4, 5, 6, 7, 8], day: [0, 2, 3, 5, 6, 8] });
  });
});

describe('countSegments', () => {
  const attribute = (
    id: string,
    origin: 'mapped' | 'entered' | 'computed' | 'platform',
    blocked = false,
  ): [string, { id: string; origin: string; blocked: boolean }] => [id, { id, origin, blocked }];
  const knownOf = (attributes: readonly ReturnType<typeof attribute>[], events: Readonly<Record<string, boolean>> = {}): Known => {
    const [record] = [compileRecord(shippedCatalogue()).attributes[0]];
    if (!record) throw new Error('no attribute');
    return {
      attributes: new Map(
        attributes.map(([id, { origin, blocked }]) => [id, { attribute: { ...record, id, origin: origin as 'mapped' }, fields: [], blocked }]),
      ),
      events: new Map(
        Object.entries(events).map(([id, sent]) => [id, { id, label: { en: id }, properties: new Map(), planned: sent, fields: sent ? [{} as never] : [] }]),
      ),
    };
  };
  const known = knownOf([attribute('a', 'mapped'), attribute('b', 'mapped'), attribute('c', 'mapped')]);
  const abc = [segment('sa', is('a')), segment('sb', is('b')), segment('sc', is('c'))];
  const people = [person({ a: true }), person({ a: true, b: true }), person({ a: true, b: true }), person({ b: true, c: false }), person({})];

  it('says sizes, overlap of every pair and the regions of a diagram', () => {
    const report = countSegments(populationOf(people), abc, { now, known, compare: ['sb', 'sa', 'sb', 'gone', 'sc'] });
    expect(segmentReportSchema.parse(report)).toEqual(report);
    expect(report.sizes).toEqual([
      { segment: 'sa', size: 3, state: 'counted', missing: [] },
      { segment: 'sb', size: 3, state: 'counted', missing: [] },
      { segment: 'sc', size: 0, state: 'dead', missing: [] },
    ]);
    expect(report.overlap).toEqual([
      { a: 'sb', b: 'sa', people: 2 },
      { a: 'sb', b: 'sc', people: 0 },
      { a: 'sa', b: 'sc', people: 0 },
    ]);
    expect(report.regions.filter(({ people: count }) => count > 0)).toEqual([
      { segments: ['sb'], people: 1 },
      { segments: ['sa'], people: 1 },
      { segments: ['sb', 'sa'], people: 2 },
    ]);
    expect(report.regions).toHaveLength(7);
    expect(report.problems).toMatchObject([{ severity: 'warns', code: 'segment-dead', path: ['segments', 'sc'] }]);
    expect(countSegments(populationOf(people), abc, { now, known })).toMatchObject({ overlap: [], regions: [] });
  });

  it('regions add up to everybody who is in one of the segments', () => {
    const somePeople = fc.array(fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean(), d: fc.boolean() }), { maxLength: 100 });
    const four = [...abc, segment('sd', is('d'))];
    fc.assert(
      fc.property(somePeople, (given) => {
        const report = countSegments(populationOf(given.map((one) => person(one))), four, { now, known, compare: ['sa', 'sb', 'sc', 'sd'] });
        expect(report.regions).toHaveLength(15);
        for (const { segment: id, size } of report.sizes)
          expect(report.regions.filter(({ segments }) => segments.includes(id)).reduce((all, region) => all + region.people, 0)).toBe(size);
        for (const { a, b, people: both } of report.overlap)
          expect(report.regions.filter(({ segments }) => segments.includes(a) && segments.includes(b)).reduce((all, region) => all + region.people, 0)).toBe(
            both,
          );
      }),
    );
  });

  it('projects on the client’s list and warns when too few are expected', () => {
    const many = Array.from({ length: 200 }, (_, i) => person({ a: i < 20 }));
    const least = (minimumSize: number) => [segment('sa', is('a'), { minimumSize })];
    const count = (minimumSize: number, total?: number) => countSegments(populationOf(many), least(minimumSize), { now, known, total });
    expect(count(3000, 10_000).sizes).toEqual([{ segment: 'sa', size: 20, projected: { people: 1000, low: 657, high: 1494 }, state: 'small', missing: [] }]);
    expect(count(3000, 10_000).problems).toMatchObject([{ severity: 'warns', code: 'segment-small', params: { people: 1000, minimum: 3000 } }]);
    expect(count(1000, 10_000)).toMatchObject({ total: 10_000, sizes: [{ state: 'counted' }], problems: [] });
    expect(count(20).sizes).toEqual([{ segment: 'sa', size: 20, state: 'counted', missing: [] }]);
    expect(count(21).sizes).toMatchObject([{ state: 'small' }]);
    const uncounted = countSegments(populationOf(many), [segment('sx', is('x'))], { now, known, total: 10_000 }).sizes[0];
    expect(uncounted?.state).toBe('not-computable');
    expect(uncounted).not.toHaveProperty('projected');
    expect(countSegments(populationOf([]), least(1), { now, known, total: 5 }).sizes).toEqual([{ segment: 'sa', size: 0, state: 'dead', missing: [] }]);
  });

  it('tells nobody from no data', () => {
    const bought: Condition = { op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 1 } };
    const segments = [
      segment('on-computed', { op: 'or', args: [is('computed'), is('a')] }),
      segment('on-fed', is('fed')),
      segment('on-unfed', is('unfed')),
      segment('on-unknown', is('unknown')),
      segment('buyers', bought),
      segment('others', { op: 'and', args: [{ op: 'not', arg: inside('buyers') }, inside('on-fed')] }),
      segment('staff', is('flag'), { administrative: true }),
      segment('tests', is('unfed'), { administrative: true }),
      segment('loop', inside('loop')),
      segment('rests', inside('loop')),
      segment('lost', inside('gone')),
    ];
    const all = knownOf([
      attribute('a', 'mapped'),
      attribute('computed', 'computed'),
      attribute('fed', 'mapped'),
      attribute('unfed', 'mapped', true),
      attribute('flag', 'entered'),
    ]);
    const lacks = (report: ReturnType<typeof countSegments>) =>
      Object.fromEntries(
        report.sizes.map(({ segment: id, state, missing }) => [id, state === 'not-computable' ? missing.map((one) => `${one.kind} ${one.id}`).join() : state]),
      );
    expect(lacks(countSegments(populationOf(people), segments.slice(0, 8), { now, known: all }))).toEqual({
      'on-computed': 'attribute computed',
      'on-fed': 'dead',
      'on-unfed': 'attribute unfed',
      'on-unknown': 'attribute unknown',
      buyers: 'event order-placed',
      others: 'segment buyers',
      staff: 'dead',
      tests: 'attribute unfed',
    });
    const planned = knownOf([], { 'order-placed': true, 'message-opened': false });
    expect(
      lacks(
        countSegments(populationOf(people), [segment('buyers', bought), segment('readers', { ...bought, event: 'message-opened' })], { now, known: planned }),
      ),
    ).toEqual({
      buyers: 'dead',
      readers: 'event message-opened',
    });
    const broken = countSegments(populationOf(people), segments.slice(8), { now, known: all });
    expect(lacks(broken)).toEqual({ loop: 'segment loop', rests: 'segment loop', lost: 'segment gone' });
    expect(broken.problems.map(({ code }) => code).sort()).toEqual(['segment-cycle', 'segment-unknown']);
  });

  it('leaves test records and employees out of the others, and says nothing when there are none', () => {
    const staff = segment('staff', is('b'), { administrative: true });
    const count = (segments: Segment[]) => countSegments(populationOf(people), segments, { now, known }).sizes.map(({ size }) => size);
    expect(count([segment('sa', is('a')), staff])).toEqual([1, 3]);
    expect(countSegments(populationOf([person({})]), [staff], { now, known }).problems).toEqual([]);
  });
});
