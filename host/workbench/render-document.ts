/**
 * An engagement's documents as bytes. The workbench worker and the command line call the same function. What draws a PDF or
 * a workbook is loaded with the first one: each brings megabytes of libraries that a process drawing only the other does without.
 */
import { join } from 'node:path';
import type { OnShare } from '../../documents/pdf/progress';
import type { Catalogue } from '../../shared/catalogue/schema';
import { nameOfDocument } from '../../shared/documents/document-list';
import { type DocumentKind, isReportKind, type ReportForm } from '../../shared/documents/kinds';
import { makeReport } from '../../shared/documents/make-report';
import type { Engagement } from '../../shared/engagement/schema';
import { createTranslate } from '../../shared/i18n/translator';
import type { Journey } from '../../shared/journey/schema';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { ok, type Result, refuse } from '../../shared/problem';
import type { RenderedFile, Report } from '../../shared/report';
import { fieldMapWorkbook } from '../../shared/sources/field-map-workbook';
import type { Language } from '../../shared/text';
import { createCatalogueReader } from '../catalogue';

export type DocumentOrder = {
  engagement: Engagement;
  kind: DocumentKind;
  /** Of a report: pages to print (the default), or one page for a browser. */
  form?: ReportForm | undefined;
  language: Language;
  journey?: string | undefined;
};
export type DrawDocument = (order: DocumentOrder, onShare?: OnShare) => Promise<Result<RenderedFile>>;

/** Share of the time it takes to put a report together; the rest is drawing. */
const MADE = 0.05;

const JSON_MIME = 'application/json';

/**
 * `assets` holds fonts/ and catalogue/. The renderer fails with `journey-missing` when the kind needs a journey that is not
 * there. A file is called as in the list of all. Documents carry the date of the engagement's last change and nothing of today: one
 * that was seen, saved alone or packed is the same, byte by byte.
 */
export function createDocumentRenderer(assets: string): DrawDocument {
  const readCatalogue = createCatalogueReader(assets);
  const put = createReportMaker();

  return async ({ engagement, kind, form = 'print', language, journey: id }, onShare = () => {}) => {
    const name = nameOfDocument(engagement, { kind, form, journey: id });
    if (name === undefined) return refuse('journey-missing');
    if (kind === 'field-map') {
      const catalogue = await readCatalogue();
      return catalogue.ok ? fieldMap(name, engagement, language, catalogue.value) : catalogue;
    }
    const journey = engagement.journeys.find((one) => one.id === id);
    if (isReportKind(kind)) {
      const catalogue = await readCatalogue();
      if (!catalogue.ok) return catalogue;
      const report = put({ engagement, kind, language, now: engagement.updatedAt, catalogue: catalogue.value, journey: id });
      if (!report) return refuse('journey-missing');
      onShare(MADE);
      const fonts = join(assets, 'fonts');
      return form === 'page' ? page(name, report, fonts) : pdf(name, report, fonts, onShare);
    }
    if (!journey) return refuse('journey-missing');
    if (kind === 'journey-json') return jsonFile(name, journey);
    const catalogue = await readCatalogue();
    return catalogue.ok ? deployment(name, engagement, journey, catalogue.value) : catalogue;
  };
}

type ReportAsked = Omit<Parameters<typeof makeReport>[0], 'translate'>;

/** Keeps what it put together last: a report is mostly asked for in print and then as a page, and is the same in both. */
function createReportMaker() {
  let last: { asked: ReportAsked; report: Report | undefined } | undefined;
  return (asked: ReportAsked): Report | undefined => {
    const isSame = last && (Object.keys(asked) as (keyof ReportAsked)[]).every((key) => asked[key] === last?.asked[key]);
    if (!last || !isSame) last = { asked, report: makeReport({ ...asked, translate: createTranslate(asked.language) }) };
    return last.report;
  };
}

async function pdf(name: string, report: Report, fontsFolder: string, onShare: OnShare): Promise<Result<RenderedFile>> {
  const { renderPdf } = await import('../../documents/pdf/render-pdf');
  const { bytes, pages, problems } = await renderPdf(report, { fontsFolder, onProgress: (share) => onShare(MADE + share * (1 - MADE)) });
  return ok({ name, mime: 'application/pdf', bytes, problems, pages });
}

async function page(name: string, report: Report, fontsFolder: string): Promise<Result<RenderedFile>> {
  const [{ renderHtml }, { loadMeasuringFonts }] = await Promise.all([import('../../documents/html/render-html'), import('../../documents/pdf/fonts')]);
  const text = renderHtml(report, { fonts: loadMeasuringFonts(fontsFolder) });
  return ok({ name, mime: 'text/html', bytes: new TextEncoder().encode(text), problems: [] });
}

async function fieldMap(name: string, engagement: Engagement, language: Language, catalogue: Catalogue): Promise<Result<RenderedFile>> {
  const { renderXlsx } = await import('../../documents/xlsx/render-xlsx');
  const workbook = fieldMapWorkbook(engagement, createTranslate(language), language, catalogue);
  const { bytes, problems } = await renderXlsx(workbook);
  return ok({ name, mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes, problems });
}

function deployment(name: string, engagement: Engagement, journey: Journey, { events }: Catalogue): Result<RenderedFile> {
  const bundle = toDeploymentBundle(engagement, journey.id, 'live', events);
  return bundle.ok ? jsonFile(name, bundle.value) : bundle;
}

function jsonFile(name: string, value: unknown): Result<RenderedFile> {
  return ok({ name, mime: JSON_MIME, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`), problems: [] });
}
