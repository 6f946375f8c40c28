import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testJourney, testSource } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { canonicalTypes } from '../sources/schema';
import { checkRecord } from './check-record';
import { clashes, fitOfTypes } from './type-compatibility';

const found = (patch: Partial<Engagement>) => checkRecord(testEngagement(patch)).map(({ severity, code, path }) => [severity, code, path.slice(2).join('/')]);
const fields = [testField(1), testField(2, { status: 'missing' }), testField(3, { type: 'boolean' })];
const [f1, f2, f3] = fields.map(({ id }) => ({ field: id }));
const sources = [testSource(1, fields)];
const record = (...attributes: Engagement['record']['attributes']) => ({ groups: [], attributes });
const journey = (path: string, patch = {}) =>
  testJourney(1, [], { entry: { filter: { op: 'exists', left: { kind: 'customer', path } }, reentry: { mode: 'never' } }, ...patch });

describe('checkRecord', () => {
  it('blocks where a journey stands still, and only informs for a segment', () => {
    const attribute = testAttribute('city');
    expect(found({ sources, record: record(attribute), journeys: [journey('city')] })).toEqual([['blocks', 'attribute-unfed', 'city']]);
    expect(found({ sources, record: record(attribute), journeys: [journey('city', { status: 'retired' })] })).toEqual([['informs', 'attribute-unfed', 'city']]);
    const segments = [
      {
        id: 's',
        name: {},
        category: 'x',
        administrative: false,
        minimumSize: 0,
        when: { op: 'exists' as const, left: { kind: 'customer' as const, path: 'city' } },
      },
    ];
    expect(found({ sources, record: record(attribute), segments })).toEqual([['informs', 'attribute-unfed', 'city']]);
    expect(found({ sources, record: record(attribute) })).toEqual([]);
  });

  it('tells a field that will not come from no field at all', () => {
    if (!f2) throw new Error('no field');
    expect(found({ sources, record: record(testAttribute('city', { sources: [f2] })), journeys: [journey('city')] })).toEqual([
      ['blocks', 'attribute-only-missing', 'city'],
    ]);
  });

  it('leaves other origins alone', () => {
    for (const origin of ['platform', 'entered'] as const)
      expect(found({ record: record(testAttribute('x', { origin })), journeys: [journey('x')] })).toEqual([]);
  });

  it('finds clashes, dead mappings, unfit rules, lonely identifiers and attributes nobody uses', () => {
    if (!f1 || !f3) throw new Error('no field');
    const dead = { field: testId(99, 'F') };
    expect(
      found({
        sources,
        record: record(
          testAttribute('email', { type: 'email', sources: [f3, dead] }),
          testAttribute('city', { survivorship: 'sum', sources: [f1, f3] }),
          testAttribute('age', { origin: 'computed' }),
        ),
        identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
        journeys: [journey('age')],
      }),
    ).toEqual([
      ['warns', 'mapping-leads-nowhere', `email/sources/${dead.field}`],
      ['warns', 'mapping-type-clash', `email/sources/${f3.field}`],
      ['warns', 'identifier-without-owner', 'email'],
      ['warns', 'survivorship-does-not-fit', 'city/survivorship'],
      ['warns', 'computed-without-formula', 'age/formula'],
      ['informs', 'attribute-unused', 'city'],
    ]);
  });

  it('reports formulas that cannot be read or go round in circles', () => {
    const computed = (id: string, formula: string) => testAttribute(id, { origin: 'computed', formula });
    expect(found({ record: record(computed('a', 'b + 1'), computed('b', 'a + 1'), computed('c', '1 +')) })).toEqual([
      ['blocks', 'formula-unreadable', 'c/formula'],
      ['blocks', 'formula-cycle', 'a/formula'],
    ]);
  });
});

describe('type compatibility', () => {
  it('every type is the same as itself, and everything can be text', () => {
    for (const type of canonicalTypes) {
      expect(fitOfTypes(type, type)).toBe('same');
      expect(['same', 'fits', 'converts']).toContain(fitOfTypes(type, 'string'));
    }
  });

  it('a yes or no is no date, and a sum does not mind what it counts', () => {
    expect(fitOfTypes('boolean', 'date')).toBe('clash');
    expect(clashes({ type: 'datetime', use: 'aggregate' }, { type: 'integer' })).toBe(false);
    expect(clashes({ type: 'datetime', use: 'direct' }, { type: 'phone' })).toBe(true);
  });
});
