/** The report of a period as a PDF, read back glyph by glyph. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderPdf } from '../../documents/pdf/render-pdf';
import { summaryReport } from '../../shared/executor/summary-report';
import { aSummary } from '../../shared/executor/summary-report.fixture';
import { createTranslate } from '../../shared/i18n/translator';
import { linesByPlace, readPdf } from './pdf-reading';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const drawn = (language: 'en' | 'he' | 'fa') =>
  renderPdf(
    summaryReport({
      ...{ summary: aSummary(), before: aSummary({ events: 900 }), rhythm: 'weekly', bundles: {}, timeZone: 'Asia/Jerusalem' },
      ...{ language, translate: createTranslate(language) },
    }),
    { fontsFolder },
  );
const flipped = (text: string) => [...text].reverse().join('');

test.each([
  ['en', ['What the week came to', 'Abandoned cart', 'Why messages were not sent', 'What is ahead', '1,240']],
  ['he', ['סיכום השבוע', 'נטישת עגלה', 'למה הודעות לא נשלחו', 'מה צפוי'].map(flipped).concat('1,240')],
] as const)('the %s report has its title, its journeys and its figures, and needs no stand-in for a letter', async (language, parts) => {
  const { bytes, problems } = await drawn(language);
  expect(problems).toEqual([]);
  const pages = await readPdf(bytes);
  const text = linesByPlace(pages)
    .map((line) => line.text.replace(/\s/g, ''))
    .join('\n');
  for (const part of parts) expect(text).toContain(part.replace(/\s/g, ''));
  expect(pages.length).toBeLessThanOrEqual(4);
});

test('the same week gives the same bytes', async () => {
  const [first, second] = [await drawn('fa'), await drawn('fa')];
  expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
  expect(first.problems).toEqual([]);
});
