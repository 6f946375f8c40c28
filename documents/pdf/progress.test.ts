import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { demoReport } from '../../tests/fixtures/rtl/demo-report';
import { renderPdf } from './render-pdf';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));

test('two documents at once each tell how far they are: measured, placed and written in many small steps, never back', { tags: ['long'] }, async () => {
  const told = await Promise.all(
    ([40, 10] as const).map(async (rows) => {
      const shares: number[] = [];
      await renderPdf(demoReport('he', { rows }), { fontsFolder, onProgress: (share) => shares.push(share) });
      return shares;
    }),
  );
  for (const shares of told) {
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const steps = shares.map((share, index) => share - (shares[index - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(0.05);
  }
});
