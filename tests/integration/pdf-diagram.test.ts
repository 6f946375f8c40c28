/** A drawing of forty steps in a PDF: vectors and text, small, every label found. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placeDiagram } from '../../documents/diagram/diagram-svg';
import { contentHeight, contentWidth } from '../../documents/pdf/page';
import { renderPdf } from '../../documents/pdf/render-pdf';
import { languages } from '../../shared/text';
import { demoDiagram, demoReport } from '../fixtures/rtl/demo-report';
import { isInstalled } from './installed';
import { readPdf } from './pdf-reading';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const draw = async (language: (typeof languages)[number]) => {
  const { cover: _, ...report } = demoReport(language, { rows: 1 });
  return renderPdf({ ...report, blocks: [{ kind: 'diagram', diagram: demoDiagram(language) }] }, { fontsFolder });
};

describe.each(languages)('forty steps in a %s document', (language) => {
  it('are less than 100 KB, without a picture, in more than one part', async () => {
    const { bytes, problems } = await draw(language);
    const pages = await readPdf(bytes);
    expect(problems).toEqual([]);
    expect(demoDiagram(language).nodes).toHaveLength(40);
    expect(bytes.length).toBeLessThan(100 * 1024);
    expect(pages.reduce((sum, { images }) => sum + images, 0)).toBe(0);
    expect(placeDiagram(demoDiagram(language), { width: contentWidth, height: contentHeight }).length).toBeGreaterThan(1);
  });

  const poppler = isInstalled('pdftotext', '-v');
  it.skipIf(!poppler)(poppler ? 'have labels whose every word is found' : 'have labels whose every word is found (skipped: needs pdftotext)', async () => {
    const { bytes } = await draw(language);
    const read = execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' });
    const wordsOf = (text: string) =>
      text
        .replaceAll('\u200c', '')
        .split(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069?()/,·]+/)
        .filter((word) => /[\p{L}\p{N}]/u.test(word));
    const found = new Set(wordsOf(read));
    const labels = demoDiagram(language).nodes.flatMap(({ title, caption = '' }) => wordsOf(`${title} ${caption}`));
    // An id or an amount may be read in parts, and a hyphen at the end of a line is taken for no part of the word.
    const words = new Set(labels.filter((word) => !/[_\d%₪–-]/.test(word)));
    expect(words.size).toBeGreaterThan(12);
    expect([...words].filter((word) => !found.has(word))).toEqual([]);
  });
});
