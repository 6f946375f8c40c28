import { describe, expect, it } from 'vitest';
import { testEngagement, testField, testSource } from '../engagement/engagement.fixture';
import { editFields } from './edit-fields';
import { parseCells } from './parse-cells';

const fields = [testField(1, { label: { en: 'One' }, owner: 'IT' }), testField(2)];

describe('parseCells', () => {
  it('reads a block in the reader’s language', () => {
    const { edits, problems } = parseCells(
      [
        ['PHONE', 'טלפון', 'מאושר', 'כן'],
        ['MAIL', '', 'promised', '0'],
        ['beyond', '', '', ''],
      ],
      { fields, columns: ['nativeName', 'label', 'status', 'key'], language: 'he', words: { status: { מאושר: 'confirmed' } } },
    );
    expect(problems).toEqual([]);
    const e = editFields(testEngagement({ sources: [testSource(1, fields)] }), { edits });
    expect(e.sources[0]?.objects[0]?.fields.map((f) => [f.nativeName, f.label, f.status, f.key])).toEqual([
      ['PHONE', { en: 'One', he: 'טלפון' }, 'confirmed', true],
      ['MAIL', {}, 'promised', false],
    ]);
  });

  it('says which cell it did not understand, and takes the rest of the row', () => {
    const { edits, problems } = parseCells([['perhaps', 'me']], { fields, columns: ['status', 'owner'], language: 'en' });
    expect(problems.map(({ code, path, params }) => [code, path, params.text])).toEqual([['cell-not-understood', [fields[0]?.id, 'status'], 'perhaps']]);
    expect(edits).toEqual([{ id: fields[0]?.id, field: { owner: 'me' } }]);
  });

  it('empties what may be empty and skips what may not', () => {
    const { edits, problems } = parseCells([['', '', '']], { fields, columns: ['owner', 'nativeName', 'type'], language: 'en' });
    expect(problems).toEqual([]);
    const e = editFields(testEngagement({ sources: [testSource(1, fields)] }), { edits });
    const field = e.sources[0]?.objects[0]?.fields[0];
    expect(field).not.toHaveProperty('owner');
    expect([field?.nativeName, field?.type]).toEqual(['field_1', 'string']);
  });

  it('ignores columns beyond the last', () => {
    expect(parseCells([['a', 'b']], { fields, columns: ['owner'], language: 'en' }).edits).toEqual([{ id: fields[0]?.id, field: { owner: 'a' } }]);
  });
});
