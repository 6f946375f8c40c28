import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A drawn glyph. `x`, `y` in points from the page's lower left corner; `text`: what copying it gives. */
export type ReadGlyph = { text: string; x: number; y: number; width: number; size: number; font: string };
export type ReadLine = { page: number; y: number; x: number; glyphs: ReadGlyph[]; text: string };
export type ReadPage = { width: number; height: number; glyphs: ReadGlyph[]; links: { rect: number[]; url?: string; dest?: unknown }[]; images: number };

type Matrix = [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];
function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

type ShownGlyph = { unicode: string; width: number; originalCharCode: number };

/** Reads every glyph of a PDF with its place, in drawing order. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const operators = await page.getOperatorList();
    const glyphs: ReadGlyph[] = [];
    const stack: Matrix[] = [];
    let ctm = identity;
    let text = identity;
    let size = 0;
    let font = '';
    let images = 0;
    for (const [index, operator] of operators.fnArray.entries()) {
      const args = operators.argsArray[index];
      if (operator === OPS.save) stack.push(ctm);
      else if (operator === OPS.restore) ctm = stack.pop() ?? identity;
      else if (operator === OPS.transform) ctm = times(ctm, [...args] as Matrix);
      else if (operator === OPS.beginText) text = identity;
      else if (operator === OPS.setTextMatrix) text = [...(args.length === 1 ? args[0] : args)] as Matrix;
      else if (operator === OPS.setFont) [font, size] = args;
      else if (operator === OPS.paintImageXObject || operator === OPS.paintInlineImageXObject) images++;
      else if (operator === OPS.showText) {
        for (const item of args[0] as (number | ShownGlyph | null)[]) {
          if (item === null) continue;
          if (typeof item === 'number') {
            text = times(text, [1, 0, 0, 1, (-item / 1000) * size, 0]);
            continue;
          }
          const place = times(ctm, text);
          const advance = (item.width / 1000) * size;
          if (item.originalCharCode === 0) throw new Error(`Glyph 0 drawn on page ${number}`);
          glyphs.push({ text: item.unicode, x: place[4], y: place[5], width: advance * place[0], size: size * Math.abs(place[3]), font });
          text = times(text, [1, 0, 0, 1, advance, 0]);
        }
      }
    }
    const annotations = await page.getAnnotations();
    pages.push({
      width,
      height,
      glyphs,
      images,
      links: annotations.filter((a) => a.subtype === 'Link').map((a) => ({ rect: [...a.rect], url: a.url, dest: a.dest })),
    });
  }
  await task.destroy();
  return pages;
}

/** Glyphs grouped by baseline, top to bottom, each line sorted by x. */
export function linesByPlace(pages: readonly ReadPage[]): ReadLine[] {
  return pages.flatMap((page, number) => {
    const rows = new Map<number, ReadGlyph[]>();
    for (const glyph of page.glyphs) {
      const key = Math.round(glyph.y * 2);
      const near = [key, key - 1, key + 1].find((k) => rows.has(k)) ?? key;
      const row = rows.get(near);
      if (row) row.push(glyph);
      else rows.set(near, [glyph]);
    }
    return [...rows.values()]
      .map((glyphs) => {
        const sorted = glyphs.sort((a, b) => a.x - b.x);
        return { page: number + 1, y: sorted[0]?.y ?? 0, x: sorted[0]?.x ?? 0, glyphs: sorted, text: sorted.map((g) => g.text).join('') };
      })
      .sort((a, b) => b.y - a.y);
  });
}
