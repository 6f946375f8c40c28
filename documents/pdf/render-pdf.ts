import { brandColors } from '../../shared/documents/brand-colors';
import type { Logo } from '../../shared/documents/style-schema';
import { numberFormat } from '../../shared/i18n/number-format';
import { createTranslate, localeOf, type Translate } from '../../shared/i18n/translator';
import { type Problem, problem } from '../../shared/problem';
import type { Block, Report } from '../../shared/report';
import type { Language } from '../../shared/text';
import { type ContentsEntry, contentsEntries, headingIds } from '../headings';
import { codeNode } from './code-block';
import { type CoverPictures, coverBackground, coverFoot, coverNodes, titleNodes } from './cover';
import { curveNode } from './curve-block';
import { type DiagramPlan, diagramNodes, planDiagram } from './diagram-block';
import { fallbackOf, fontDictionary, lineHeightOf, loadMeasuringFonts, type MeasuringFonts } from './fonts';
import { heatMapNodes, isTurned, patterns } from './heat-map-block';
import { isRtl, landscape, type Node, page, rooms, type Setting } from './page';
import { planFlow, type Unit } from './page-flow';
import type { Kept } from './page-turns';
import { ink, tonesWith } from './palette';
import { type BidiSession, type PdfDefinition, writePdf } from './pdfmake-adapter';
import { readPicture } from './picture';
import type { OnShare } from './progress';
import { barsNode, calloutNode, contentsNode, factsNode, headingNode, listNode, paragraphNode, roomBelow } from './prose-blocks';
import { radarNodes } from './radar-block';
import { footNode, headNode } from './running-lines';
import { stackedBarsNodes } from './stacked-bars-block';
import { tableNodes } from './table-block';
import { tornadoNode } from './tornado-block';

export type PdfOptions = {
  fontsFolder: string;
  /** Told how far it is, 0–1. */
  onProgress?: OnShare;
};

/**
 * Draws a report as an A4 PDF in its own language and direction. Reads nothing but the fonts in `fontsFolder`; the same report gives the
 * same bytes. A character no font has is printed as � and comes back as one `missing-glyph` problem; a logo that can't be drawn is
 * left out and comes back as a problem that leads to where it was chosen.
 */
export async function renderPdf(report: Report, { fontsFolder, onProgress }: PdfOptions): Promise<{ bytes: Uint8Array; pages: number; problems: Problem[] }> {
  const session = createSession(report.language);
  const { pictures, problems } = readPictures(report);
  let pages = 0;
  const counting = (count: number) => {
    pages = count;
  };
  const bytes = await writePdf(pdfDefinition(report, session, fontsFolder, pictures, counting), fontDictionary(fontsFolder), onProgress);
  if (Number.isNaN(new Date(report.createdAt).getTime())) problems.push(problem('warns', 'invalid-document-date', ['createdAt']));
  for (const [character, count] of [...session.missing].sort(([a], [b]) => (a < b ? -1 : 1)))
    problems.push(problem('warns', 'missing-glyph', [], { character, count }));
  return { bytes, pages, problems };
}

function readPictures({ cover, brand }: Report): { pictures: CoverPictures; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = (logo: Logo | undefined, code: string, place: string) => {
    const picture = cover && logo && readPicture(logo);
    if (cover && logo && !picture) problems.push(problem('warns', code, ['documents', place]));
    return picture;
  };
  return {
    pictures: { client: read(brand?.clientLogo, 'client-logo-unreadable', 'clientLogo'), consultant: read(brand?.logo, 'consultant-logo-unreadable', 'logo') },
    problems,
  };
}

/** What pdfmake is given. `onPages` is told how many pages there are, once that is known. */
export function pdfDefinition(
  report: Report,
  session: BidiSession,
  fontsFolder: string,
  pictures: CoverPictures = {},
  onPages: (count: number) => void = () => {},
): PdfDefinition {
  const setting = createSetting(report, session);
  const date = new Date(report.createdAt);
  const writer: Writer = { setting, fonts: loadMeasuringFonts(fontsFolder), translate: createTranslate(report.language) };
  // Text of header and footer is laid out again on every page; what is missing there counts once.
  const quiet = { ...session, missing: new Map<string, number>() };
  const sessionFor = (pageNumber: number) =>
    pageNumber === 2 || !report.cover ? { ...session, missing: pageNumber > 2 ? quiet.missing : session.missing } : quiet;

  return {
    pageSize: 'A4',
    pageMargins: [page.side, page.top, page.side, page.bottom],
    content: content(writer, report, pictures),
    background: (pageNumber: number) => (report.cover && pageNumber === 1 ? coverBackground(setting, report.brand) : null),
    header: (pageNumber: number) => (report.cover && pageNumber === 1 ? null : headNode(setting, report, { bidi: sessionFor(pageNumber) })),
    footer: (pageNumber: number, pages: number) => {
      onPages(pages);
      return report.cover && pageNumber === 1
        ? coverFoot(setting, report.brand, pictures)
        : footNode(writer, report, { page: pageNumber, pages }, { bidi: sessionFor(pageNumber) });
    },
    defaultStyle: { font: fallbackOf(report.language)[0], fontSize: 10, lineHeight: lineHeightOf(report.language), color: ink, bidi: session },
    info: {
      title: report.title,
      ...(report.author ? { author: report.author } : {}),
      creator: 'Masa',
      producer: 'Masa',
      creationDate: Number.isNaN(date.getTime()) ? new Date(0) : date,
    },
    ...(report.blocks.some(({ kind }) => kind === 'heat-map') ? { patterns } : {}),
    language: report.language,
    displayTitle: true,
  };
}

export function createSession(language: Language): BidiSession {
  const digit = numberFormat(localeOf[language], { useGrouping: false });
  return {
    direction: isRtl(language) ? 'rtl' : 'ltr',
    fallback: fallbackOf(language),
    missing: new Map(),
    digits: Array.from({ length: 10 }, (_, value) => digit.format(value)),
  };
}

function createSetting({ language, blocks, brand: { colors } = { cover: 'road' } }: Report, session: BidiSession): Setting {
  const brand = brandColors(colors);
  const format = numberFormat(localeOf[language], { maximumFractionDigits: 2 });
  return {
    language,
    rtl: isRtl(language),
    room: rooms.upright,
    anchors: new Set(headingIds(blocks).values()),
    session,
    brand,
    tones: tonesWith(brand),
    strong: language === 'fa' ? { font: 'Vazirmatn', bold: true } : { font: 'RubikMedium' },
    number: (value) => format.format(value),
  };
}

type Writer = { setting: Setting; fonts: MeasuringFonts; translate: Translate };

function content(writer: Writer, report: Report, pictures: CoverPictures): Node[] {
  const { blocks } = report;
  const ids = headingIds(blocks);
  const entries = contentsEntries(blocks, ids);
  const nodes: Node[] = report.cover ? coverNodes(writer.setting, report, pictures) : titleNodes(writer.setting, report);
  let breakBefore = report.cover !== undefined && blocks[0]?.kind !== 'page-break';
  const onItsSide: Setting = { ...writer.setting, room: rooms.turned };
  let turned = false;
  let sideways = false;
  const path: (string | undefined)[] = [];
  const nodesOf = (setting: Setting, block: Block): Node[] => {
    const id = ids.get(block);
    if (block.kind !== 'heading' || !id) return blockNodes({ ...writer, setting }, block, entries);
    path.length = block.level - 1;
    const parent = path.findLast((one) => one !== undefined);
    path[block.level - 1] = id;
    return [headingNode(setting, block, id, parent)];
  };
  for (const unit of planFlow(blocks)) {
    const [block] = unit.blocks;
    if (block?.kind === 'page-break') {
      breakBefore = true;
      turned = block.turned === true;
      continue;
    }
    const drawing = drawingAt(blocks, unit.from);
    const before = blocks[unit.from - 1]?.kind;
    if (drawing?.startsPage || (sideways && !turned && (before === 'diagram' || before === 'heat-map'))) breakBefore = true;
    if (breakBefore) {
      sideways = turned || drawing?.landscape === true;
      const lift = drawing?.landscape ? -landscape.lift : 0;
      const pageOrientation = sideways ? 'landscape' : 'portrait';
      nodes.push({ text: '', fontSize: 1, lineHeight: 0.01, pageBreak: 'before', pageOrientation, margin: [0, lift, 0, 0] });
    }
    const setting = turned ? onItsSide : writer.setting;
    nodes.push(...unitNodes(unit, setting.room.height, (one) => nodesOf(setting, one)));
    breakBefore = false;
  }
  return nodes;
}

/** Share of a page that may stay empty so that what belongs together is not parted; the room around it comes on top. */
const mostEmpty = 0.35;

/** What ./page-turns has to know of what belongs together. */
function unitNodes({ blocks, whole, leads, leadsOn, parts }: Unit, pageHeight: number, nodesOf: (block: Block) => Node[]): Node[] {
  const nodes = parts ? parts.flatMap((part) => unitNodes(part, pageHeight, nodesOf)) : blocks.flatMap(nodesOf);
  const [first] = nodes;
  const last = nodes.at(-1);
  if (!first || !last) return nodes;
  const behind = leadsOn ? { leadsOn } : {};
  if (leads && !whole) {
    if (first.kept) return nodes;
    return [{ ...first, kept: { above: 0, room: roomBelow, leads } satisfies Kept }];
  }
  if (!whole) return [...nodes.slice(0, -1), { ...last, ...behind }];
  const { above = 0 } = (first.kept ?? {}) as Partial<Kept>;
  const stack = nodes.map((node, index): Node => {
    const room = index > 0 ? ((node.kept as Kept | undefined)?.above ?? 0) : 0;
    return room > 0 ? { ...node, margin: [0, room, 0, 0] } : node;
  });
  const [left, top, right, below] = (last.margin ?? [0, 0, 0, 0]) as [number, number, number, number];
  stack[stack.length - 1] = { ...(stack.at(-1) ?? last), ...(last.kept ? {} : { margin: [left, top, right, 0] }) };
  const kept: Kept = { above, ...(leads && { room: roomBelow, leads }), ...(parts && { partsFrom: pageHeight * mostEmpty }) };
  return [{ stack, kept, margin: [0, 0, 0, last.kept ? 0 : below], ...behind }];
}

type PagePlan = Pick<DiagramPlan, 'landscape' | 'startsPage'>;

/** The plan of the drawing that begins here, or with the heading that stands here. */
function drawingAt(blocks: readonly Block[], index: number): PagePlan | undefined {
  const [before, block, after] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (block?.kind === 'heading') return planOf(after);
  return before?.kind === 'heading' ? undefined : planOf(block);
}

function planOf(block: Block | undefined): PagePlan | undefined {
  if (block?.kind === 'diagram') return planDiagram(block);
  return block?.kind === 'heat-map' && isTurned(block) ? { landscape: true, startsPage: true } : undefined;
}

function blockNodes(writer: Writer, block: Block, entries: readonly ContentsEntry[]): Node[] {
  const { setting } = writer;
  switch (block.kind) {
    case 'heading':
    case 'page-break':
      return [];
    case 'paragraph':
      return [paragraphNode(setting, block)];
    case 'list':
      return [listNode(setting, block)];
    case 'facts':
      return [factsNode(setting, block.rows)];
    case 'table':
      return tableNodes(setting, block);
    case 'code':
      return [codeNode(setting, block)];
    case 'callout':
      return [calloutNode(setting, block)];
    case 'bars':
      return block.rows.length > 0 ? [barsNode(setting, block)] : [];
    case 'curve':
      return block.points.length > 0 ? [curveNode(setting, block)] : [];
    case 'contents':
      return [contentsNode(setting, block, entries)];
    case 'diagram':
      return diagramNodes(writer, block);
    case 'heat-map':
      return heatMapNodes(setting, block);
    case 'radar':
      return radarNodes(setting, block);
    case 'stacked-bars':
      return block.rows.length > 0 ? stackedBarsNodes(setting, block) : [];
    case 'tornado':
      return block.rows.length > 0 ? [tornadoNode(setting, block)] : [];
  }
}
