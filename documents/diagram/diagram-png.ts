import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Diagram } from '../../shared/report';
import type { Language } from '../../shared/text';
import type { MeasuringFonts } from '../pdf/fonts';
import { diagramSvg } from './diagram-svg';

/** Programs that show pictures give up beyond; in memory a pixel takes four bytes. */
const most = { side: 32_000, pixels: 80_000_000 };

let ready: Promise<unknown> | undefined;

/**
 * The whole drawing as a picture for slides and documents, `scale` pixels per point. The renderer looks for no fonts: letters
 * are outlines. Fails with `picture-too-large` {width, height}.
 */
export async function diagramPng(
  diagram: Diagram,
  language: Language,
  { fonts, scale }: { fonts: MeasuringFonts; scale: number },
): Promise<Result<Uint8Array>> {
  const [width, height] = [Math.ceil(diagram.width * scale), Math.ceil(diagram.height * scale)];
  if (Math.max(width, height) > most.side || width * height > most.pixels) return refuse('picture-too-large', { width, height });
  ready ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')).then((code) => initWasm(code));
  await ready;
  const drawing = new Resvg(diagramSvg(diagram, language, { fonts, target: 'file' }), {
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false },
  });
  try {
    return ok(drawing.render().asPng());
  } finally {
    drawing.free();
  }
}
