import type { Report } from '../../shared/report';
import { inReadingOrder, type Node, page, type Setting } from './page';
import { ink, lapis, saffron, secondary } from './palette';
import { factsNode } from './prose-blocks';
import { sentence } from './text';

/** First page: much air, the name of the thing, what it is about, and a road across the foot of the page. */
export function coverNodes(setting: Setting, report: Report): Node[] {
  const { cover } = report;
  if (!cover) return [];
  const nodes: Node[] = [{ svg: mark, width: 30, alignment: setting.rtl ? 'right' : 'left', margin: [0, -10, 0, 112] }];
  if (cover.eyebrow) nodes.push({ text: sentence(setting, cover.eyebrow), ...setting.strong, fontSize: 10.5, color: lapis, margin: [0, 0, 0, 10] });
  nodes.push(titleNode(setting, report.title, report.title.length > 60 ? 23 : report.title.length > 26 ? 29 : 34));
  if (report.subtitle) nodes.push({ text: sentence(setting, report.subtitle), fontSize: 14, color: secondary, margin: [0, 10, 0, 0] });
  if (cover.facts.length > 0) {
    const facts: Node = { width: 330, stack: [factsNode(setting, cover.facts, 9.5, 110)] };
    nodes.push({ columns: inReadingOrder<Node>(setting, [facts, { width: '*', text: '' }]), margin: [0, 44, 0, 0] });
  }
  return nodes;
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

const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3350C4"/><path d="M6 20c4.5 0 4.2-9 8.6-9s3.6 10 7.8 10" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><circle cx="24.4" cy="13" r="2.6" fill="#E5A537"/></svg>';

type Bend = [x0: number, y0: number, x1: number, y1: number, x2: number, y2: number, x3: number, y3: number];
const road: Bend[] = [
  [-20, 214, 90, 214, 110, 120, 200, 120],
  [200, 120, 290, 120, 310, 182, 400, 182],
  [400, 182, 490, 182, 500, 66, 640, 66],
];
/** Stations: which bend, how far along it. */
const stations: [bend: number, at: number][] = [
  [0, 0.48],
  [1, 0],
  [1, 0.62],
  [2, 0.2],
  [2, 0.68],
];

/** The road, in reading direction, behind the cover's text. */
export function coverBackground(setting: Setting): Node {
  const { width, height } = page;
  const x = (value: number) => (setting.rtl ? width - value : value);
  const curve = road
    .map(([x0, y0, x1, y1, x2, y2, x3, y3], index) => `${index === 0 ? `M${x(x0)} ${y0}` : ''}C${x(x1)} ${y1} ${x(x2)} ${y2} ${x(x3)} ${y3}`)
    .join('');
  const dots = stations.map(([bend, t], index) => {
    const [x0, y0, x1, y1, x2, y2, x3, y3] = road[bend] ?? [0, 0, 0, 0, 0, 0, 0, 0];
    const along = (a: number, b: number, c: number, d: number) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
    const last = index === stations.length - 1;
    return `<circle cx="${x(along(x0, x1, x2, x3)).toFixed(2)}" cy="${along(y0, y1, y2, y3).toFixed(2)}" r="${last ? 7.5 : 5}" fill="${last ? saffron : lapis}" stroke="#FAF9F6" stroke-width="3"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect x="0" y="${height - 250}" width="${width}" height="250" fill="#FAF9F6"/><g transform="translate(0 ${height - 270})"><path d="${curve}" fill="none" stroke="#DDE3F8" stroke-width="15" stroke-linecap="round"/><path d="${curve}" fill="none" stroke="${lapis}" stroke-width="2.2" stroke-linecap="round"/>${dots.join('')}</g></svg>`;
  return { svg, width, absolutePosition: { x: 0, y: 0 } };
}
