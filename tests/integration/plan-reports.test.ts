/** Reports about the whole plan, drawn from the shipped sample and read back. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createDocumentRenderer } from '../../host/workbench/render-document';
import { engagementHash, shortHash } from '../../shared/engagement/engagement-hash';
import { type Language, languages, textIn } from '../../shared/text';
import { now, sampleEngagement } from '../plan-reports';
import { linesByPlace, readPdf } from './pdf-reading';

const draw = createDocumentRenderer(fileURLToPath(new URL('../../assets', import.meta.url)));
const kinds = ['workshop-report', 'business-case', 'implementation-checklist'] as const;

/** As drawn, from left to right. */
const drawnWord = (text: string, language: Language) => {
  const [word = ''] = text.split(/[ (]/);
  return language === 'he' ? [...word].reverse().join('') : word;
};

describe.each(kinds)('%s', (kind) => {
  it.each(languages)(
    '%s: is drawn without a problem, on the page, sealed, with every journey',
    async (language) => {
      const engagement = sampleEngagement(language);
      const out = await draw({ engagement: { ...engagement, updatedAt: now }, kind, language });
      if (!out.ok) throw new Error(JSON.stringify(out.problems));
      expect([out.value.name, out.value.problems]).toEqual([`${kind}.pdf`, []]);
      const pages = await readPdf(out.value.bytes);
      const lines = linesByPlace(pages);
      expect(pages.flatMap(({ glyphs, width }) => glyphs.filter(({ x, width: w }) => x < -0.5 || x + w > width + 0.5))).toEqual([]);
      expect(pages.every(({ images }) => images === 0)).toBe(true);
      const seal = shortHash(engagementHash(engagement));
      expect(new Set(lines.filter(({ text }) => text.includes(seal)).map(({ page }) => page)).size).toBeGreaterThanOrEqual(pages.length - 1);
      // Persian letters are drawn as they are joined, so that their order says less; the other two are read as words.
      if (language !== 'fa')
        for (const { name } of engagement.journeys) {
          const word = drawnWord(textIn(name, language), language);
          expect([word, lines.some(({ text }) => text.includes(word))]).toEqual([word, true]);
        }
    },
    120_000,
  );
});
