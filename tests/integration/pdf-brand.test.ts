import { fileURLToPath } from 'node:url';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { writePng } from '../../documents/pdf/png';
import { renderPdf } from '../../documents/pdf/render-pdf';
import type { Brand, Logo } from '../../shared/documents/style-schema';
import type { Report } from '../../shared/report';
import { demoReport } from '../fixtures/rtl/demo-report';
import { linesByPlace, readPdf } from './pdf-reading';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const logo = (width: number, height: number): Logo => ({
  mime: 'image/png',
  data: writePng(width, height, new Uint8Array(width * height * 4).fill(200)).toString('base64'),
});
const report = (language: 'he' | 'en', brand: Brand): Report => ({ ...demoReport(language, { rows: 3 }), brand });
const render = (language: 'he' | 'en', brand: Brand) => renderPdf(report(language, brand), { fontsFolder });

/** Where the pictures of the cover and the plates behind them are, in points from the left and from above, and which colours it fills areas with. */
async function readCover(bytes: Uint8Array) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const { fnArray, argsArray } = await page.getOperatorList();
  const pictures: { x: number; top: number; width: number; height: number }[] = [];
  const fills = new Set<string>();
  const filled: { color: string; x: number; top: number; width: number; height: number }[] = [];
  let color = '';
  const stack: number[][] = [];
  let at = [1, 0, 0, 1, 0, 0];
  for (const [i, operator] of fnArray.entries()) {
    const args = argsArray[i];
    if (operator === OPS.save) stack.push(at);
    if (operator === OPS.restore) at = stack.pop() ?? at;
    if (operator === OPS.setFillRGBColor) {
      color = String(args[0]).toUpperCase();
      fills.add(color);
    }
    if (operator === OPS.constructPath && args[2] && args[0] !== OPS.endPath) {
      // What is filled lies between two corners; pages of pdfmake are drawn from above, without turns.
      const [left, low, right, high] = args[2] as [number, number, number, number];
      const [a = 1, , , d = 1, e = 0, f = 0] = at;
      const [one, other] = [d * low + f, d * high + f];
      filled.push({ color, x: a * left + e, top: 841.89 - Math.max(one, other), width: a * (right - left), height: Math.abs(one - other) });
    }
    if (operator === OPS.transform) {
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = at;
      const [g, h, j, k, l, m] = args as number[] as [number, number, number, number, number, number];
      at = [a * g + c * h, b * g + d * h, a * j + c * k, b * j + d * k, a * l + c * m + e, b * l + d * m + f];
    }
    if (operator === OPS.paintImageXObject) {
      const [width = 0, , , height = 0, x = 0, y = 0] = at;
      pictures.push({ x: Math.min(x, x + width), top: 841.89 - Math.max(y, y + height), width: Math.abs(width), height: Math.abs(height) });
    }
  }
  const plates = filled.filter(({ x, top, width, height }) =>
    pictures.some((one) => x < one.x && top < one.top && x + width > one.x + one.width && top + height > one.top + one.height && width <= 210 && height <= 72),
  );
  return { pictures, fills, plates };
}

test("the client's logo heads the cover and the consultant's ends it, on the side where reading begins", async () => {
  const brand: Brand = { cover: 'road', clientLogo: logo(300, 100), logo: logo(50, 50), coverNote: 'Confidential' };
  for (const language of ['he', 'en'] as const) {
    const { bytes, problems } = await render(language, brand);
    expect(problems).toEqual([]);
    const { pictures } = await readCover(bytes);
    expect(pictures).toHaveLength(2);
    const [first, last] = pictures.sort((a, b) => a.top - b.top);
    for (const picture of [first, last]) {
      if (language === 'he') expect((picture?.x ?? 0) + (picture?.width ?? 0)).toBeCloseTo(595.28 - 56, 0);
      else expect(picture?.x).toBeCloseTo(56, 0);
    }
    expect(first?.top).toBeLessThan(80);
    expect(last?.top).toBeGreaterThan(770);
    expect((first?.width ?? 0) / (first?.height ?? 1)).toBeCloseTo(3, 2);
    const text = linesByPlace(await readPdf(bytes)).filter(({ page }) => page === 1);
    expect(text.some((line) => line.text.includes('Confidential'))).toBe(true);
  }
});

test('behind a logo made for dark ground lies a plate, with the logo in its middle, on every cover', async () => {
  const colors = { main: '#0B6E4F', accent: '#F2A541' };
  const [wide, square] = [logo(300, 100), logo(50, 50)];
  const places = async (language: 'he' | 'en', brand: Brand) => {
    const { bytes, problems } = await render(language, brand);
    expect(problems).toEqual([]);
    return readCover(bytes);
  };
  for (const cover of ['road', 'band', 'plain'] as const)
    for (const language of ['he', 'en'] as const) {
      const { pictures, plates } = await places(language, {
        ...{ cover, colors, coverNote: 'Confidential' },
        ...{ clientLogo: { ...wide, plate: true }, logo: { ...square, plate: true } },
      });
      expect(plates.map(({ color }) => color)).toEqual(['#0B6E4F', '#0B6E4F']);
      for (const [at, { x, top, width, height }] of plates.sort((a, b) => a.top - b.top).entries()) {
        const picture = pictures.sort((a, b) => a.top - b.top)[at];
        if (language === 'he') expect(x + width).toBeCloseTo(595.28 - 56, 0);
        else expect(x).toBeCloseTo(56, 0);
        expect((picture?.x ?? 0) + (picture?.width ?? 0) / 2).toBeCloseTo(x + width / 2, 1);
        expect((picture?.top ?? 0) + (picture?.height ?? 0) / 2).toBeCloseTo(top + height / 2, 1);
        expect(picture?.height).toBeLessThan(height - 8);
        expect(top + height).toBeLessThan(841.89);
      }
    }
  // A yellow plate would not help.
  const { plates } = await places('en', { cover: 'road', colors: { main: '#FFD400', accent: '#0B6E4F' }, clientLogo: { ...wide, plate: true }, logo: square });
  expect(plates.map(({ color }) => color)).toEqual(['#1B1E28']);
});

test.each([
  ['nothing in it', ''],
  ['words', Buffer.from('GIF89a and more of it, long enough to be looked at').toString('base64')],
  ['half a picture', logo(120, 90).data.slice(0, 200)],
  ['a JPEG without pixels', Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 9, 0, 9, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3]).toString('base64')],
])('a broken logo (%s) is told of, with the way to it, and the document is made without it', async (_, data) => {
  const { bytes, problems } = await render('en', { cover: 'plain', clientLogo: { mime: 'image/png', data }, logo: logo(40, 40) });
  expect(problems).toEqual([{ severity: 'warns', code: 'client-logo-unreadable', path: ['documents', 'clientLogo'], params: {} }]);
  expect((await readCover(bytes)).pictures).toHaveLength(1);
  const other = await render('en', { cover: 'band', logo: { mime: 'image/jpeg', data } });
  expect(other.problems).toMatchObject([{ code: 'consultant-logo-unreadable', path: ['documents', 'logo'] }]);
});

test("covers are in the client's colours, and bytes stay the same", async () => {
  const colors = { main: '#0B6E4F', accent: '#F2A541' };
  for (const cover of ['road', 'band', 'plain'] as const) {
    // With a logo: the product's own mark keeps its own colours.
    const brand: Brand = { cover, colors, clientLogo: logo(9, 9) };
    const { bytes } = await render('he', brand);
    const { fills } = await readCover(bytes);
    expect([...fills]).toContain(colors.main);
    expect([...fills].includes(colors.accent)).toBe(cover !== 'plain');
    expect(fills).not.toContain('#E5A537');
    expect(Buffer.from((await render('he', brand)).bytes).equals(Buffer.from(bytes))).toBe(true);
  }
});
