/**
 * Documents in three languages, each beside its two neighbours in the same run: the same pages by pdfmake without the layer that
 * makes it write right to left, and the same content printed by Chromium. Then the gap report of a large tender, and a field map of
 * 5,000 fields. Processor time, not the clock's; each in a process of its own. The same brief and gap report in the app's workbench, which
 * limits a worker's memory and is warmed up where documents are chosen. The whole export: see `export`.
 *   npm run bench -- documents
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fontDictionary } from '../documents/pdf/fonts';
import { writePdf } from '../documents/pdf/pdfmake-adapter';
import { createSession, pdfDefinition, renderPdf } from '../documents/pdf/render-pdf';
import { findAppFolders } from '../host/app-folder';
import { createWorkbench } from '../host/workbench/workbench';
import { createTranslate } from '../shared/i18n/translator';
import type { Report } from '../shared/report';
import { fieldMapWorkbook } from '../shared/sources/field-map-workbook';
import { type Language, languages } from '../shared/text';
import { demoReport } from '../tests/fixtures/rtl/demo-report';
import { findChromium, printHtml } from '../tests/integration/installed';
import { largeEngagement } from './large-engagement';
import { median, tell } from './measure';
import { reportHtml } from './report-html';

const RUNS = 3;
const root = fileURLToPath(new URL('..', import.meta.url));
const fontsFolder = join(root, 'assets', 'fonts');
const workbench = createWorkbench({ script: findAppFolders().workbenchWorker, data: { assets: join(root, 'assets') } });
const targets = { documentMs: 3000, memoryMb: 200, ratio: 1.3, workbookMs: 3000 };

const ways = ['layer', 'plain', 'gap', 'workbook', 'bench-brief', 'bench-gap'] as const;
type Way = (typeof ways)[number];
/**
 * `firstMs`: of the process, with the loading of the libraries; in the workbench, once it has been warmed up. `nextMs`: the same again.
 * `memoryMb`: the most of the process; in the workbench, what came on top of the process it is part of.
 */
type Figures = { firstMs: number; nextMs: number; memoryMb: number; pages: number };

const [, script = '', way, language] = process.argv;
const wanted = languages.find((one) => one === language);
const how = ways.find((one) => one === way);
if (wanted && how) console.log(JSON.stringify(await measure(how, wanted)));
else compare();

/** In a process of its own, so that one language's fonts and words are not ready for the next. */
async function measure(how: Way, language: Language): Promise<Figures> {
  const draw = drawer(how, language);
  const without = how.startsWith('bench-') ? process.memoryUsage().rss : 0;
  const start = await prepare(how, language);
  const bytes = await draw();
  const { user, system } = process.cpuUsage(start);
  const memoryMb = process.resourceUsage().maxRSS / 1024 - without / 2 ** 20;
  const before = process.cpuUsage();
  await draw();
  const next = process.cpuUsage(before);
  return { firstMs: (user + system) / 1000, nextMs: (next.user + next.system) / 1000, memoryMb, pages: pagesOf(bytes) };
}

/** The processor time at which all is there that a person would have waited for before choosing a document. */
async function prepare(how: Way, language: Language): Promise<NodeJS.CpuUsage | undefined> {
  if (how === 'workbook') largeEngagement();
  else if (how.startsWith('bench-')) {
    const done = await workbench.run({ kind: 'warm-up', language });
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
  } else return undefined;
  return process.cpuUsage();
}

async function drawInWorkbench(report: Report): Promise<Uint8Array> {
  const drawn = await workbench.run({ kind: 'draw-report', report });
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.problems));
  return drawn.value.bytes;
}

function drawer(how: Way, language: Language): () => Promise<Uint8Array> {
  switch (how) {
    case 'layer':
      return async () => (await renderPdf(brief(language), { fontsFolder })).bytes;
    case 'plain':
      return () => drawPlain(brief(language));
    case 'gap':
      return async () => (await renderPdf(await gap(language), { fontsFolder })).bytes;
    case 'bench-brief':
      return () => drawInWorkbench(brief(language));
    case 'bench-gap':
      return async () => drawInWorkbench(await gap(language));
    case 'workbook':
      return () => fieldMap(language);
  }
}

function brief(language: Language): Report {
  return demoReport(language, { rows: 640 });
}

/** Loaded where it is measured: what others don't need would count as their memory. */
async function gap(language: Language): Promise<Report> {
  const [{ gapReport }, { tender }, { shippedCatalogue }] = await Promise.all([
    import('../shared/checklist/gap-report'),
    import('../tests/integration/gap-engagement'),
    import('../tests/shipped-catalogue'),
  ]);
  const engagement = tender(language, { vendors: 12, points: 60 });
  return gapReport({ engagement, catalogue: shippedCatalogue(), translate: createTranslate(language), language, now: '2026-03-20T12:00:00.000Z' });
}

/** The real one, of an engagement that was read before. */
async function fieldMap(language: Language): Promise<Uint8Array> {
  const { renderXlsx } = await import('../documents/xlsx/render-xlsx');
  return (await renderXlsx(fieldMapWorkbook(largeEngagement(), createTranslate(language), language))).bytes;
}

function drawPlain(report: Report): Promise<Uint8Array> {
  const { defaultStyle, header, footer, ...definition } = pdfDefinition(report, createSession(report.language), fontsFolder);
  const parts = { header: onEachPage(header), footer: onEachPage(footer) };
  return writePdf({ ...definition, ...parts, defaultStyle: withoutLayer(defaultStyle) }, fontDictionary(fontsFolder));
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

function pagesOf(bytes: Uint8Array): number {
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g) ?? []
  ).length;
}

function compare(): void {
  for (const language of languages) {
    const figures: Record<Way, Figures[]> = { layer: [], plain: [], gap: [], workbook: [], 'bench-brief': [], 'bench-gap': [] };
    const printed: { ms: number; pages: number }[] = [];
    // In turn, so that a busy minute falls on all.
    for (let run = 0; run < RUNS; run++) {
      for (const way of ways) figures[way].push(JSON.parse(execFileSync(process.execPath, [script, way, language], { encoding: 'utf8' })) as Figures);
      const print = printByChromium(language);
      if (print) printed.push(print);
    }
    const of = (way: Way, key: keyof Figures) => figures[way].map((one) => one[key]);
    console.log(`${language}: ${median(of('layer', 'pages'))} pages, plain ${median(of('plain', 'pages'))}, gap report ${median(of('gap', 'pages'))}`);
    tell(`${language}, process that makes one document`, of('layer', 'firstMs'), targets.documentMs);
    tell(`${language}, the same without the layer`, of('plain', 'firstMs'));
    tell(`${language}, next document`, of('layer', 'nextMs'), targets.documentMs);
    tell(`${language}, next document without the layer`, of('plain', 'nextMs'));
    tell(`${language}, memory`, of('layer', 'memoryMb'), targets.memoryMb, 'MB');
    if (printed.length > 0)
      tell(
        `${language}, printed by Chromium, all its processes (${printed[0]?.pages} pages)`,
        printed.map(({ ms }) => ms),
      );
    const ratio = (key: 'firstMs' | 'nextMs') => median(of('layer', key)) / median(of('plain', key));
    console.log(`${language}, ratio to plain: first ${ratio('firstMs').toFixed(2)}, next ${ratio('nextMs').toFixed(2)}, target ≤ ${targets.ratio}`);
    tell(`${language}, gap report, process`, of('gap', 'firstMs'), targets.documentMs);
    tell(`${language}, gap report, next`, of('gap', 'nextMs'), targets.documentMs);
    tell(`${language}, gap report, memory`, of('gap', 'memoryMb'), undefined, 'MB');
    for (const way of ['bench-brief', 'bench-gap'] as const) {
      const what = way === 'bench-brief' ? 'brief' : 'gap report';
      tell(`${language}, ${what} in the workbench, first`, of(way, 'firstMs'), targets.documentMs);
      tell(`${language}, ${what} in the workbench, next`, of(way, 'nextMs'), targets.documentMs);
      tell(`${language}, ${what} in the workbench, memory`, of(way, 'memoryMb'), way === 'bench-brief' ? targets.memoryMb : undefined, 'MB');
    }
    tell(`${language}, field map of 5,000 fields as a workbook, process`, of('workbook', 'firstMs'), targets.workbookMs);
    tell(`${language}, field map of 5,000 fields as a workbook, next`, of('workbook', 'nextMs'), targets.workbookMs);
  }
}

/** Processor time of the browser with all its processes. */
function printByChromium(language: Language): { ms: number; pages: number } | undefined {
  const chromium = findChromium();
  if (!chromium) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'masa-print-'));
  try {
    const [html, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    writeFileSync(html, reportHtml(brief(language), fontsFolder));
    const before = childrenMs();
    printHtml(chromium, html, pdf);
    return { ms: childrenMs() - before, pages: pagesOf(readFileSync(pdf)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of all children that have ended, in ms; where the system tells. */
function childrenMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  // cutime and cstime, in hundredths of a second.
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
