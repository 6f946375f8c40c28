import { describe, expect, it } from 'vitest';
import { documentHistory } from '../../tests/document-history';
import { createPartsReader, createPartsWriter, type DocumentParts, documentPartsSchema, partsOf } from './document-parts';

const documents = documentHistory();
const size = ({ added }: DocumentParts) => added.reduce((sum, [, text]) => sum + text.length, 0);

describe('a document sent in parts', () => {
  it('arrives whole, and only what changed is sent', () => {
    const write = createPartsWriter();
    const reader = createPartsReader();
    const sent = documents.map((engagement) => {
      const parts = write(engagement);
      expect(reader.read(documentPartsSchema.parse(structuredClone(parts)))).toBe(JSON.stringify(engagement));
      return size(parts);
    });
    for (const later of sent.slice(1)) expect(later).toBeLessThan((sent[0] ?? 0) / 4);
    expect(sent.at(-1)).toBeGreaterThan(0);
  });

  it('is remembered as long as it is the last one: what left the document is sent again when it comes back', () => {
    const write = createPartsWriter();
    const reader = createPartsReader();
    const [first, second] = documents;
    if (!first || !second) throw new Error('no history');
    reader.read(write(first));
    reader.read(write(second));
    const back = write(first);
    expect(back.added).toHaveLength(1);
    expect(reader.read(back)).toBe(JSON.stringify(first));
    expect(reader.passOn(back).added).toHaveLength(partsOf(back).size);
  });

  it('is passed on to a second reader, who gets only what is new to it', () => {
    const write = createPartsWriter();
    const [near, far] = [createPartsReader(), createPartsReader()];
    let theirs: ReadonlySet<number> = new Set();
    documents.forEach((engagement, i) => {
      const parts = write(engagement);
      near.read(parts);
      // The second is told of every other document only.
      if (i % 2 === 1) return;
      const passed = near.passOn(parts, theirs);
      if (i > 0) expect(size(passed)).toBeLessThan(JSON.stringify(engagement).length / 3);
      expect(far.read(passed)).toBe(JSON.stringify(engagement));
      theirs = partsOf(parts);
    });
  });

  it('is asked for again when a part was never sent, and what was known stays known', () => {
    const write = createPartsWriter();
    const reader = createPartsReader();
    const [first, second] = documents;
    if (!first || !second) throw new Error('no history');
    const whole = write(first);
    const later = write(second);
    expect(reader.read(later)).toBeUndefined();
    expect(reader.read(whole)).toBe(JSON.stringify(first));
    expect(reader.read(later)).toBe(JSON.stringify(second));
  });
});
