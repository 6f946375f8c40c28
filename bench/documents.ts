/**
 * A brief of 40 pages with a table of more than 500 rows in three languages, beside the same pages drawn by pdfmake without the
 * layer that makes it write right to left. Processor time, not the clock's. The whole export: see `export`.
 *   npm run bench -- documents
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fontDictionary } from '../documents/pdf/fonts';
import { writePdf } from '../documents/pdf/pdfmake-adapter';
import { createSession, pdfDefinition, renderPdf } from '../documents/pdf/render-pdf';
import { languages } from '../shared/text';
import { demoReport } from '../tests/fixtures/rtl/demo-report';
import { median, tell } from './measure';

const RUNS = 3;
const root = fileURLToPath(new URL('..', import.meta.url));
const fontsFolder = join(root, 'assets', 'fonts');
const targets = { coldMs: 3000, memoryMb: 200, ratio: 1.3 };

type Way = 'layer' | 'plain';
type Figures = { coldMs: number; warmMs: number; memoryMb: number; pages: number };

const [, script = '', way, language] = process.argv;
const wanted = languages.find((one) => one === language);
if (wanted && (way === 'layer' || way === 'plain')) console.log(JSON.stringify(await measure(way, wanted)));
else compare();

/** In a process of its own, so that one language's fonts and words are not ready for the next. Times are of this process's own work. */
async function measure(how: Way, language: (typeof languages)[number]): Promise<Figures> {
  const draw = async () => {
    const before = process.cpuUsage();
    const bytes = how === 'layer' ? (await renderPdf(report, { fontsFolder })).bytes : await drawPlain();
    const { user, system } = process.cpuUsage(before);
    return { bytes, ms: (user + system) / 1000 };
  };
  const report = demoReport(language, { rows: 640 });
  const drawPlain = () => {
    const { defaultStyle, header, footer, ...definition } = pdfDefinition(report, createSession(language), fontsFolder);
    const parts = { header: onEachPage(header), footer: onEachPage(footer) };
    return writePdf({ ...definition, ...parts, defaultStyle: withoutLayer(defaultStyle) }, fontDictionary(fontsFolder));
  };
  const { bytes } = await draw();
  // With the loading of the libraries: what a command that makes one document costs.
  const { user, system } = process.cpuUsage();
  const memoryMb = process.resourceUsage().maxRSS / 1024;
  const warm = await draw();
  return {
    coldMs: (user + system) / 1000,
    warmMs: warm.ms,
    memoryMb,
    pages: (
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/Type \/Page\b/g) ?? []
    ).length,
  };
}

function withoutLayer(style: Record<string, unknown>): Record<string, unknown> {
  const { bidi: _, ...rest } = style;
  return rest;
}

function onEachPage(make: unknown): unknown {
  return (...page: unknown[]) => {
    const node: unknown = typeof make === 'function' ? make(...page) : null;
    return typeof node === 'object' && node !== null ? withoutLayer({ ...node }) : null;
  };
}

function compare(): void {
  for (const language of languages) {
    const figures: Record<Way, Figures[]> = { layer: [], plain: [] };
    // In turn, so that a busy minute falls on both.
    for (let run = 0; run < RUNS; run++)
      for (const way of ['layer', 'plain'] as const)
        figures[way].push(JSON.parse(execFileSync(process.execPath, [script, way, language], { encoding: 'utf8' })) as Figures);
    const of = (way: Way, key: keyof Figures) => figures[way].map((one) => one[key]);
    console.log(`${language}: ${median(of('layer', 'pages'))} pages, plain ${median(of('plain', 'pages'))}`);
    tell(`${language}, process that makes one document`, of('layer', 'coldMs'), targets.coldMs);
    tell(`${language}, the same without the layer`, of('plain', 'coldMs'));
    tell(`${language}, next document`, of('layer', 'warmMs'));
    tell(`${language}, next document without the layer`, of('plain', 'warmMs'));
    tell(`${language}, memory`, of('layer', 'memoryMb'), targets.memoryMb, 'MB');
    const ratio = (key: 'coldMs' | 'warmMs') => median(of('layer', key)) / median(of('plain', key));
    console.log(`${language}, ratio: first ${ratio('coldMs').toFixed(2)}, next ${ratio('warmMs').toFixed(2)}, target ≤ ${targets.ratio}`);
  }
}
