import { describe, expect, it, test } from 'vitest';
import { testAttribute, testEngagement, testField, testSource } from '../engagement/engagement.fixture';
import { engagementSchema } from '../engagement/schema';
import {
  addAttribute,
  allowSuggestion,
  editAttribute,
  mapField,
  mapFields,
  rankField,
  refuseSuggestion,
  removeAttribute,
  setBasis,
  setOrigin,
  setSurvivorship,
  setTransforms,
  unmapField,
} from './edit-record';

const [f1, f2, f3] = [testField(1).id, testField(2).id, testField(3).id];
const start = testEngagement({
  sources: [testSource(1, [testField(1), testField(2), testField(3)])],
  record: {
    groups: [
      { id: 'identity', label: { en: 'Identity' } },
      { id: 'profile', label: { en: 'Profile' } },
    ],
    attributes: [testAttribute('email'), testAttribute('city', { group: 'profile' }), testAttribute('status', { origin: 'platform', group: 'profile' })],
  },
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
});
const sources = (e: typeof start, id = 'email') => e.record.attributes.find((a) => a.id === id)?.sources.map(({ field }) => field);

describe('mapping', () => {
  it('adds at the end or at a rank, once, and moves when repeated', () => {
    let e = mapField(start, { attribute: 'email', field: f1 });
    e = mapField(e, { attribute: 'email', field: f2 });
    expect(sources(e)).toEqual([f1, f2]);
    expect(mapField(e, { attribute: 'email', field: f1 })).toBe(e);
    expect(sources(mapField(e, { attribute: 'email', field: f3, rank: 0 }))).toEqual([f3, f1, f2]);
    expect(sources(rankField(e, { attribute: 'email', field: f2, rank: 0 }))).toEqual([f2, f1]);
    expect(sources(rankField(e, { attribute: 'email', field: f1, rank: 99 }))).toEqual([f2, f1]);
    expect(rankField(e, { attribute: 'email', field: f3, rank: 0 })).toBe(e);
    expect(sources(unmapField(e, { attribute: 'email', field: f1 }))).toEqual([f2]);
  });

  it('never refers to what is not there', () => {
    expect(mapField(start, { attribute: 'email', field: 'nobody' })).toBe(start);
    expect(mapField(start, { attribute: 'nothing', field: f1 })).toBe(start);
  });

  it('accepts many in one step, and takes back refusals', () => {
    const refused = refuseSuggestion(start, { attribute: 'email', field: f1 });
    expect(refused.record.attributes[0]?.refused).toEqual([f1]);
    const e = mapFields(refused, {
      mappings: [
        { attribute: 'email', field: f1 },
        { attribute: 'city', field: f2 },
      ],
    });
    expect([sources(e), sources(e, 'city')]).toEqual([[f1], [f2]]);
    expect(e.record.attributes[0]?.refused).toEqual([]);
    expect(allowSuggestion(refused, { attribute: 'email', field: f1 })).toEqual(start);
  });

  it('turns an attribute of the platform into a mapped one', () => {
    expect(mapField(start, { attribute: 'status', field: f1 }).record.attributes[2]?.origin).toBe('mapped');
  });
});

describe('transforms', () => {
  const outside = testField(4).id;
  const two = { ...start, sources: [...start.sources, testSource(2, [testField(4)])] };
  const mapped = mapFields(two, {
    mappings: [
      { attribute: 'email', field: f1, transforms: [{ kind: 'trim' }] },
      { attribute: 'email', field: f2 },
    ],
  });
  const steps = (e: typeof start, n = 0) => e.record.attributes[0]?.sources[n]?.transforms;

  it('come with a new mapping and move with it', () => {
    expect(steps(mapped)).toEqual([{ kind: 'trim' }]);
    expect(mapped.record.attributes[0]?.sources[1]).toEqual({ field: f2 });
    const moved = rankField(mapped, { attribute: 'email', field: f1, rank: 1 });
    expect(moved.record.attributes[0]?.sources).toEqual([{ field: f2 }, { field: f1, transforms: [{ kind: 'trim' }] }]);
    expect(steps(mapField(mapped, { attribute: 'email', field: f1, rank: 1, transforms: [] }), 1)).toEqual([{ kind: 'trim' }]);
    expect(engagementSchema.safeParse(moved).success).toBe(true);
  });

  it('are replaced, and taken away', () => {
    const next = setTransforms(mapped, { attribute: 'email', field: f2, transforms: [{ kind: 'case', to: 'lower' }] });
    expect(steps(next, 1)).toEqual([{ kind: 'case', to: 'lower' }]);
    expect(setTransforms(next, { attribute: 'email', field: f2, transforms: [] })).toEqual(mapped);
    expect(setTransforms(mapped, { attribute: 'email', field: f3, transforms: [{ kind: 'trim' }] })).toBe(mapped);
    expect(setTransforms(mapped, { attribute: 'nobody', field: f1, transforms: [{ kind: 'trim' }] })).toBe(mapped);
  });

  it('put together only fields that stand in the same row', () => {
    const concat = (fields: string[]) => ({ attribute: 'email', field: f1, transforms: [{ kind: 'concat' as const, fields, separator: ' ' }] });
    expect(steps(setTransforms(mapped, concat([f2, f3])))).toEqual(concat([f2, f3]).transforms);
    for (const fields of [[f2, outside], [outside], [f1], ['nobody'], []]) expect(setTransforms(mapped, concat(fields))).toBe(mapped);
    expect(mapField(two, { ...concat([outside]) }).record.attributes[0]?.sources).toEqual([{ field: f1 }]);
  });

  it('refuse what is no step', () => {
    expect(setTransforms(mapped, { attribute: 'email', field: f1, transforms: [{ kind: 'phone', country: 'Israel' }] })).toBe(mapped);
    expect(setTransforms(mapped, { attribute: 'email', field: f1, transforms: Array(21).fill({ kind: 'trim' }) })).toBe(mapped);
  });
});

describe('attributes', () => {
  it('change origin, survivorship and words', () => {
    expect(setOrigin(start, { attribute: 'city', origin: 'entered' }).record.attributes[1]?.origin).toBe('entered');
    expect(setSurvivorship(start, { attribute: 'city', survivorship: 'longest' }).record.attributes[1]?.survivorship).toBe('longest');
    const e = editAttribute(start, { id: 'city', attribute: { label: { he: ' עיר ' }, note: 'x' } });
    expect(e.record.attributes[1]).toMatchObject({ label: { he: 'עיר' }, note: 'x' });
    expect('note' in (editAttribute(e, { id: 'city', attribute: { note: '' } }).record.attributes[1] ?? {})).toBe(false);
    expect(editAttribute(start, { id: 'city', attribute: { label: {} } }).record).toEqual(start.record);
  });

  it('of the client come after their group, and go with their identity rule', () => {
    const e = addAttribute(start, { id: 'shoe-size', attribute: { group: 'identity', label: { en: 'Shoe size' }, type: 'decimal' } });
    expect(e.record.attributes.map((a) => a.id)).toEqual(['email', 'shoe-size', 'city', 'status']);
    expect(engagementSchema.safeParse(e).success).toBe(true);
    expect(addAttribute(e, { id: 'shoe-size', attribute: { group: 'identity', label: { en: 'x' }, type: 'string' } })).toBe(e);
    expect(addAttribute(start, { id: 'Shoe Size', attribute: { group: 'identity', label: { en: 'x' }, type: 'string' } })).toBe(start);
    expect(addAttribute(start, { id: 'x', attribute: { group: 'nowhere', label: { en: 'x' }, type: 'string' } })).toBe(start);
    const gone = removeAttribute(start, { id: 'email' });
    expect(gone.identity.rules).toEqual([]);
    expect(gone.record.attributes.map((a) => a.id)).toEqual(['city', 'status']);
  });

  test('what other identity rules say of a removed attribute goes with it, its own rule or not', () => {
    const phone = { attribute: 'mobile-phone', strength: 'strong' as const, blocked: [], atMost: [{ attribute: 'email', values: 1 }] };
    const city = { ...phone, attribute: 'city', atMost: [...phone.atMost, { attribute: 'status', values: 2 }] };
    for (const own of [[{ attribute: 'email', strength: 'strong' as const, blocked: [] }], []]) {
      const gone = removeAttribute({ ...start, identity: { rules: [...own, phone, city] } }, { id: 'email' });
      const { atMost: _, ...without } = phone;
      expect(gone.identity.rules).toEqual([without, { ...city, atMost: [{ attribute: 'status', values: 2 }] }]);
    }
  });
});

test('the basis of an attribute is set, changed and taken back, and nothing else happens for an unknown one', () => {
  const basisOf = (e: typeof start) => e.record.attributes[0]?.basis;
  const set = setBasis(start, { attribute: 'email', basis: 'contract' });
  expect(basisOf(set)).toBe('contract');
  expect(engagementSchema.safeParse(set).success).toBe(true);
  expect(basisOf(setBasis(set, { attribute: 'email', basis: 'consent' }))).toBe('consent');
  expect(setBasis(set, { attribute: 'email', basis: undefined })).toEqual(start);
  expect(setBasis(start, { attribute: 'nowhere', basis: 'consent' })).toBe(start);
});
