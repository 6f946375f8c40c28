import { describe, expect, it } from 'vitest';
import { documentHistory } from '../../tests/document-history';
import { toCompactText } from './compact-text';
import { openEngagement } from './open-engagement';
import type { Engagement } from './schema';

const documents = documentHistory();

describe('toCompactText', () => {
  it('is what JSON.stringify gives, also after edits', () => {
    for (const engagement of documents) expect(toCompactText(engagement)).toBe(JSON.stringify(engagement));
  });

  it('writes whatever JSON writes: what is undefined is left out, a shared part stands in every place', () => {
    const text = { en: 'same', he: 'אותו דבר', fa: undefined };
    const odd = {
      a: [undefined, 1, null],
      b: undefined,
      c: { d: text, e: [text, [text]], f: undefined },
      sources: [text, null, { objects: [text, 3] }, { objects: text }],
    };
    expect(toCompactText(odd as unknown as Engagement)).toBe(JSON.stringify(odd));
  });

  it('is opened as it is', () => {
    for (const engagement of documents.slice(0, 1)) expect(openEngagement(toCompactText(engagement))).toEqual(openEngagement(engagement));
    expect(openEngagement('{"format":')).toMatchObject({ ok: false, problems: [{ code: 'not-json' }] });
  });
});
