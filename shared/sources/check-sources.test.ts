import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testSource } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { checkSources } from './check-sources';

const found = (patch: Partial<Engagement>) => checkSources(testEngagement(patch)).map(({ severity, code, path }) => [severity, code, path.join('/')]);
const owned = { owner: 'IT' };
const at = (n: number, column: string) => `sources/${testId(1, 'S')}/objects/${testId(1, 'C')}/fields/${testId(n, 'F')}/${column}`;

describe('checkSources', () => {
  it('finds nothing wrong with tidy sources', () => {
    expect(found({ sources: [testSource(1, [testField(1), testField(2)], owned)] })).toEqual([]);
  });

  it('leads to the cell of a name used twice, whatever its case', () => {
    const fields = [testField(1, { nativeName: 'Status' }), testField(2, { nativeName: 'STATUS' }), testField(3, { nativeName: 'other' })];
    expect(found({ sources: [testSource(1, fields, owned)] })).toEqual([['blocks', 'field-name-twice', at(2, 'nativeName')]]);
  });

  it('names empty sources and objects, and sources of the same name', () => {
    const twin = { ...testSource(2, [testField(2)], owned), name: { en: 'source-1' } };
    expect(found({ sources: [testSource(1, [], owned), twin, testSource(3, [], { ...owned, objects: [] })] })).toEqual([
      ['warns', 'source-name-twice', `sources/${testId(2, 'S')}/name`],
      ['warns', 'object-without-fields', `sources/${testId(1, 'S')}/objects/${testId(1, 'C')}`],
      ['warns', 'source-without-objects', `sources/${testId(3, 'S')}`],
    ]);
  });

  it('asks who owes the answer, unless a question with an owner says it', () => {
    const sources = [testSource(1, [testField(1, { status: 'open-question' })], owned)];
    expect(found({ sources })).toEqual([['warns', 'open-question-without-owner', at(1, 'owner')]]);
    const note = { id: testId(1, 'N'), kind: 'question' as const, text: '?', state: 'open' as const, createdAt: '2026-01-05T08:00:00.000Z' };
    const about = { kind: 'field' as const, id: testId(1, 'F') };
    expect(found({ sources, notes: [{ ...note, about, owner: 'IT' }] })).toEqual([]);
    expect(found({ sources, notes: [{ ...note, about }] })).toHaveLength(1);
  });

  it('warns of a mapped field that will not come, unclassed personal data and an unmasked example', () => {
    const fields = [
      testField(1, { status: 'missing' }),
      testField(2, { type: 'phone' }),
      testField(3, { example: '052-123-4567' }),
      testField(4, { nativeType: '' }),
    ];
    const record = { groups: [], attributes: [testAttribute('a', { sources: [{ field: testId(1, 'F') }] })] };
    expect(found({ sources: [testSource(1, fields, owned)], record })).toEqual([
      ['warns', 'missing-field-in-use', at(1, 'status')],
      ['warns', 'personal-field-unclassed', at(2, 'pii')],
      ['warns', 'example-unmasked', at(3, 'example')],
      ['informs', 'field-without-type', at(4, 'nativeType')],
    ]);
  });
});
