import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { editFields } from '../sources/edit-fields';
import { allFields } from '../sources/find';
import { toCompactText } from './compact-text';
import { testEngagement } from './engagement.fixture';
import { openEngagement } from './open-engagement';
import type { Engagement } from './schema';

describe('toCompactText', () => {
  it('is what JSON.stringify gives, also after edits', () => {
    let engagement = mappedEngagement();
    expect(toCompactText(engagement)).toBe(JSON.stringify(engagement));
    for (const { field } of allFields(engagement).slice(0, 5)) {
      engagement = editFields(engagement, { edits: [{ id: field.id, field: { note: `"quoted"\n${field.id} ${toCompactText(engagement).length}` } }] });
      expect(toCompactText(engagement)).toBe(JSON.stringify(engagement));
    }
  });

  it('leaves out what is undefined, as JSON does', () => {
    const engagement: Engagement = { ...testEngagement(), consultant: undefined };
    expect(toCompactText(engagement)).toBe(JSON.stringify(engagement));
    const holes = { a: [undefined, 1], b: undefined, c: { d: undefined } } as unknown as Engagement;
    expect(toCompactText(holes)).toBe(JSON.stringify(holes));
  });

  it('writes a shared part in every place it stands in', () => {
    const text = { en: 'same', he: 'אותו דבר' };
    const odd = { a: text, b: [text, [text]], c: { d: { e: { f: text } } } } as unknown as Engagement;
    expect(toCompactText(odd)).toBe(JSON.stringify(odd));
  });

  it('is opened as it is', () => {
    const engagement = mappedEngagement();
    expect(openEngagement(toCompactText(engagement))).toEqual(openEngagement(engagement));
    expect(openEngagement('{"format":')).toMatchObject({ ok: false, problems: [{ code: 'not-json' }] });
  });
});
