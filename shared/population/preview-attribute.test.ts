import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testId } from '../engagement/engagement.fixture';
import { problem } from '../problem';
import { noEvents } from './collect-events';
import type { SampleRecord } from './population';
import { attributePreviewSchema } from './preview';
import { type PreviewInput, previewAttribute } from './preview-attribute';

const field = (n: number) => ({ field: testId(n, 'F') });
const attributes = [
  testAttribute('email', { type: 'email', pii: 'high', sources: [field(1), field(2)] }),
  testAttribute('tier', { type: 'enum', pii: 'low', survivorship: 'most-trusted', sources: [field(3)] }),
  testAttribute('points', { type: 'integer', pii: 'low', survivorship: 'sum', sources: [field(4)] }),
  testAttribute('rich', { type: 'boolean', pii: 'low', origin: 'computed', formula: 'points > 10' }),
];
const engagement = testEngagement({ record: { groups: [], attributes } });
const record = (row: number, source: number, values: SampleRecord['values'], at?: number): SampleRecord => ({
  source,
  object: source,
  row,
  at,
  identifiers: [],
  values,
});
const records = [
  record(
    1,
    0,
    [
      { attribute: 'email', value: 'dana@example.com', rank: 0 },
      { attribute: 'points', value: 8, rank: 0 },
    ],
    5_000,
  ),
  record(
    1,
    1,
    [
      { attribute: 'email', value: 'dana.c@example.com', rank: 1 },
      { attribute: 'points', value: 7, rank: 0 },
    ],
    9_000,
  ),
  record(2, 0, [
    { attribute: 'email', value: 'Noa@example.com', rank: 0 },
    { attribute: 'tier', value: 'gold', rank: 0 },
  ]),
  record(2, 1, [{ attribute: 'email', value: 'noa@example.com ', rank: 1 }]),
  record(3, 1, [{ attribute: 'tier', value: 'gold', rank: 0 }]),
];
const preview = (attribute: string, more: Partial<PreviewInput> = {}) =>
  previewAttribute({
    engagement,
    records,
    personOf: Int32Array.from([0, 0, 1, 1, 2]),
    people: 3,
    events: noEvents,
    now: 10_000,
    plan: { sources: [testId(1, 'S'), testId(2, 'S')], objects: [testId(1, 'C'), testId(2, 'C')] },
    attribute,
    ...more,
  });

describe('the preview of an attribute', () => {
  it('counts who has it and whose sources disagree, and shows those first, masked', () => {
    const found = preview('email');
    expect(found).toMatchObject({ people: 3, filled: 2, disagreeing: 1 });
    expect(found.examples.map(({ value }) => value)).toEqual(['d•••@•••.com', 'N•••@•••.com', '']);
    expect(found.examples[0]?.candidates).toEqual([
      { source: testId(1, 'S'), object: testId(1, 'C'), value: 'd•••@•••.com', at: 5_000, won: false },
      { source: testId(2, 'S'), object: testId(2, 'C'), value: 'd•••@•••.com', at: 9_000, won: true },
    ]);
    expect(JSON.stringify(found)).not.toContain('dana');
    expect(attributePreviewSchema.parse(found)).toEqual(found);
  });

  it('shows values when asked for', () => {
    expect(preview('email', { reveal: true }).examples[0]?.value).toBe('dana.c@example.com');
  });

  it('tells the most frequent values', () => {
    expect(preview('tier').top).toEqual([{ value: 'gold', people: 2 }]);
  });

  it('finds no quarrel in what is added up', () => {
    expect(preview('points')).toMatchObject({ filled: 1, disagreeing: 0, top: [{ value: '15', people: 1 }] });
    expect(preview('points').examples[0]?.candidates.map(({ won }) => won)).toEqual([true, true]);
  });

  it('tries a formula that is being written', () => {
    expect(preview('rich').top).toEqual([
      { value: 'false', people: 2 },
      { value: 'true', people: 1 },
    ]);
    const tried = preview('rich', { formula: 'points > 100' });
    expect(tried.top).toEqual([{ value: 'false', people: 3 }]);
    expect(tried.examples[0]?.candidates).toEqual([]);
    expect(preview('rich', { formula: 'points >' })).toMatchObject({
      filled: 0,
      problems: [{ code: 'formula-unreadable', path: ['record', 'attributes', 'rich', 'formula'] }],
    });
  });

  it('keeps to the problems of its own attribute', () => {
    const about = (id: string) => problem('informs', 'values-not-read', ['record', 'attributes', id, 'sources', testId(1, 'F')], {});
    expect(preview('tier', { readingProblems: [about('email'), about('tier')] }).problems).toEqual([about('tier')]);
    expect(preview('nowhere')).toEqual({ people: 3, filled: 0, disagreeing: 0, top: [], examples: [], problems: [] });
  });
});
