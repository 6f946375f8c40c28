import { coverRoad } from '../../shared/documents/cover-road';
import { coverTitleSize } from '../../shared/documents/cover-words';
import { logoBoxes } from '../../shared/documents/picture';
import { productMark } from '../../shared/documents/product-mark';
import type { Brand } from '../../shared/documents/style-schema';
import type { Report } from '../../shared/report';
import { inReadingOrder, type Node, page, type Setting } from './page';
import { hairline, ink, secondary, tertiary, zebra } from './palette';
import { drawnSize, type Picture, pictureNode } from './picture';
import { factsNode } from './prose-blocks';
import { sentence } from './text';

/** Logos that were read; one that is broken is not among them. */
export type CoverPictures = { client?: Picture | undefined; consultant?: Picture | undefined };

/** First page: much air, whose it is, the name of the thing, and what it is about. */
export function coverNodes(setting: Setting, report: Report, pictures: CoverPictures): Node[] {
  if (!report.cover) return [];
  const look = report.brand?.cover ?? 'road';
  const facts = report.cover.facts.length > 0 ? [factsColumn(setting, report.cover.facts)] : [];
  const top: Node = { ...topPicture(setting, pictures), relativePosition: { x: 0, y: -10 } };
  switch (look) {
    case 'road':
      // What the consultant puts at the foot lifts the road, and the words with it.
      return [
        top,
        space((hasFoot(report.brand) ? 112 : 142) - (isLong(report) ? 44 : 0)),
        ...names(setting, report, { eyebrow: setting.brand.text, title: ink, subtitle: secondary }),
        space(44),
        ...facts,
      ];
    case 'band': {
      const { onFill } = setting.brand;
      return [top, space(112), band(setting, names(setting, report, { eyebrow: onFill, title: onFill, subtitle: onFill })), space(40), ...facts];
    }
    case 'plain':
      return [
        top,
        space(228),
        { canvas: [{ type: 'rect', x: 0, y: 0, w: 44, h: 4, color: setting.brand.fill }], alignment: setting.rtl ? 'right' : 'left', margin: [0, 0, 0, 20] },
        ...names(setting, report, { eyebrow: setting.brand.text, title: ink, subtitle: secondary }),
        space(38),
        ...facts,
      ];
  }
}

/** Of several lines: they begin higher, so that what stands below stays off the road. */
function isLong({ title, subtitle = '' }: Report): boolean {
  return title.length > 60 || subtitle.length > 60;
}

/** The client's logo; the product's own mark only where nobody has put a logo. */
function topPicture(setting: Setting, { client, consultant }: CoverPictures): Node {
  if (client) return pictureNode(setting, client, logoBoxes.client);
  return consultant ? { text: '' } : { svg: productMark, width: 30, alignment: setting.rtl ? 'right' : 'left' };
}

function names(setting: Setting, { title, subtitle, cover }: Report, colors: { eyebrow: string; title: string; subtitle: string }): Node[] {
  return [
    ...(cover?.eyebrow ? [{ text: sentence(setting, cover.eyebrow), ...setting.strong, fontSize: 10.5, color: colors.eyebrow, margin: [0, 0, 0, 10] }] : []),
    { ...titleNode(setting, title, coverTitleSize(title)), color: colors.title },
    ...(subtitle ? [{ text: sentence(setting, subtitle), fontSize: 14, color: colors.subtitle, margin: [0, 10, 0, 0] }] : []),
  ];
}

function factsColumn(setting: Setting, rows: NonNullable<Report['cover']>['facts']): Node {
  const facts: Node = { width: 330, stack: [factsNode(setting, rows, 9.5, 110)] };
  return { columns: inReadingOrder<Node>(setting, [facts, { width: '*', text: '' }]) };
}

/** What goes past the paper, so that no hair of white is left at its edge. */
const bleed = 3;

/** From edge to edge and as high as its words, with a thin strip of the second colour below. */
function band(setting: Setting, stack: Node[]): Node {
  const strip = (fillColor: string, [above, below]: [number, number], cell: Node): Node => ({
    table: { widths: [page.width - 2 * page.side], body: [[{ ...cell, fillColor }]] },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => page.side + bleed,
      paddingRight: () => page.side + bleed,
      paddingTop: () => above,
      paddingBottom: () => below,
    },
    margin: [-page.side - bleed, 0, -page.side - bleed, 0],
  });
  return {
    stack: [
      strip(setting.brand.fill, [54, 58], { stack }),
      strip(setting.brand.accent, [0, 0], { text: '', fontSize: 1, lineHeight: 0.01, margin: [0, 5, 0, 0] }),
    ],
  };
}

function hasFoot(brand: Brand | undefined): boolean {
  return brand?.logo !== undefined || brand?.coverNote !== undefined;
}

function space(points: number): Node {
  return { text: '', fontSize: 1, lineHeight: 0.01, margin: [0, points, 0, 0] };
}

/** What the consultant puts under every cover: the logo, and a line or two. */
export function coverFoot(setting: Setting, brand: Brand | undefined, { consultant }: CoverPictures): Node | null {
  const note = brand?.coverNote;
  if (!consultant && !note) return null;
  // No wider than it is drawn: what it leaves is for the words.
  const size = consultant && drawnSize(consultant, logoBoxes.consultant);
  const logo: Node[] = consultant && size ? [{ width: size.width, stack: [pictureNode(setting, consultant, logoBoxes.consultant)] }] : [];
  // Beside the middle of the logo.
  const above = size ? Math.max(0, size.height / 2 - 6) : 0;
  const words: Node = note ? { text: sentence(setting, note), fontSize: 8.5, color: tertiary, alignment: consultant ? 'end' : 'start' } : { text: '' };
  return {
    columns: inReadingOrder<Node>(setting, [...logo, { width: '*', margin: [0, above, 0, 0], ...words }]),
    columnGap: 20,
    margin: [page.side, 4, page.side, 0],
  };
}

/** On the first page of a document without a cover. */
export function titleNodes(setting: Setting, report: Report): Node[] {
  const nodes = [titleNode(setting, report.title, 26)];
  if (report.subtitle) nodes.push({ text: sentence(setting, report.subtitle), fontSize: 11.5, color: secondary, margin: [0, 5, 0, 0] });
  nodes.push({ text: '', margin: [0, 0, 0, 16] });
  return nodes;
}

function titleNode(setting: Setting, title: string, size: number): Node {
  return { text: sentence(setting, title), ...setting.strong, fontSize: size, color: ink, lineHeight: setting.language === 'fa' ? 1 : 1.1 };
}

/** What lies behind the cover's words: the road, in reading direction, or next to nothing. */
export function coverBackground(setting: Setting, brand: Brand | undefined): Node | null {
  const look = brand?.cover ?? 'road';
  const { width, height } = page;
  if (look === 'band') return null;
  if (look === 'plain') {
    const rail = `<rect x="${setting.rtl ? width - 10 : 0}" y="0" width="10" height="${height}" fill="${setting.brand.fill}"/><rect x="${page.side}" y="${height - page.bottom - 14}" width="${width - 2 * page.side}" height="0.6" fill="${hairline}"/>`;
    return drawing(rail);
  }
  const { path, stations } = coverRoad(setting.rtl, width);
  const { pale, line, fill, accent } = setting.brand;
  const dots = stations.map(
    ({ x, y, last }) => `<circle cx="${x}" cy="${y}" r="${last ? 7.5 : 5}" fill="${last ? accent : fill}" stroke="${zebra}" stroke-width="3"/>`,
  );
  const lift = hasFoot(brand) ? 44 : 0;
  return drawing(
    `<rect x="0" y="${height - 250 - lift}" width="${width}" height="${250 + lift}" fill="${zebra}"/><g transform="translate(0 ${height - 270 - lift})"><path d="${path}" fill="none" stroke="${pale}" stroke-width="15" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${line}" stroke-width="2.2" stroke-linecap="round"/>${dots.join('')}</g>`,
  );
}

function drawing(content: string): Node {
  const { width, height } = page;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`,
    width,
    absolutePosition: { x: 0, y: 0 },
  };
}
