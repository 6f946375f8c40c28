import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { removeJourney, renameJourney } from '../journey/edit-journey';
import { editFields } from '../sources/edit-fields';
import { allFields } from '../sources/find';
import { createPieceReader, createPieceWriter, toCompactText } from './compact-text';
import { testEngagement } from './engagement.fixture';
import { openEngagement } from './open-engagement';
import type { Engagement } from './schema';

const original = mappedEngagement();
const documents = history();

/** A document and what becomes of it, edit by edit. */
function history(): Engagement[] {
  const documents = [original];
  const edit = (change: (engagement: Engagement) => Engagement) => documents.push(change(documents.at(-1) ?? testEngagement()));
  for (const { field } of allFields(original).slice(0, 5))
    edit((e) => editFields(e, { edits: [{ id: field.id, field: { note: `"quoted"\n\u2028 ${field.id} סימן` } }] }));
  edit((e) => renameJourney(e, { id: e.journeys[2]?.id ?? '', name: { he: 'אחר' } }));
  edit((e) => removeJourney(e, { id: e.journeys[0]?.id ?? '' }));
  edit((e) => ({ ...e, consultant: undefined, name: 'Renamed' }));
  // Back, as undo goes: parts of long ago stand beside new ones.
  const [first] = documents;
  edit((e) => ({ ...e, journeys: first?.journeys ?? [] }));
  return documents;
}

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
    expect(openEngagement(toCompactText(original))).toEqual(openEngagement(original));
    expect(openEngagement('{"format":')).toMatchObject({ ok: false, problems: [{ code: 'not-json' }] });
  });
});

describe('a document sent in pieces', () => {
  it('arrives whole, and only what changed is sent', () => {
    const write = createPieceWriter();
    const read = createPieceReader();
    const sent = documents.map((engagement) => {
      const pieces = write(engagement);
      expect(read(structuredClone(pieces))).toBe(JSON.stringify(engagement));
      return pieces.added.reduce((sum, [, text]) => sum + text.length, 0);
    });
    const whole = sent[0] ?? 0;
    for (const size of sent.slice(1)) expect(size).toBeLessThan(whole / 4);
    expect(sent.at(-1)).toBe(0);
  });

  it('begins anew when there are too many parts to remember', () => {
    const write = createPieceWriter(10);
    const read = createPieceReader();
    const pieces = documents.map((engagement) => write(engagement));
    expect(pieces.map(({ forgetFirst }) => forgetFirst)).toEqual(documents.map((_, i) => i > 0));
    expect(pieces.map(read)).toEqual(documents.map((engagement) => JSON.stringify(engagement)));
  });

  it('does not make up a part it never got', () => {
    const write = createPieceWriter();
    write(original);
    expect(() => createPieceReader()(write(original))).toThrow('never sent');
  });
});
