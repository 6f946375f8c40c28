import { describe, expect, it } from 'vitest';
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
  setOrigin,
  setSurvivorship,
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
});
