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
  nodes.push(titleNode(setting, report.title, 34));
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

/** The road, in reading direction, behind the cover's text. */
export function coverBackground(setting: Setting): Node {
  const { width, height } = page;
  const x = (value: number) => (setting.rtl ? width - value : value);
  const curve = `M${x(-20)} 214 C${x(90)} 214 ${x(110)} 120 ${x(200)} 120 S${x(310)} 182 ${x(400)} 182 S${x(500)} 66 ${x(640)} 66`;
  const station = (cx: number, cy: number, fill: string, r = 5) =>
    `<circle cx="${x(cx)}" cy="${cy}" r="${r}" fill="${fill}" stroke="#FAF9F6" stroke-width="3"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect x="0" y="${height - 250}" width="${width}" height="250" fill="#FAF9F6"/>
<g transform="translate(0 ${height - 270})">
<path d="${curve}" fill="none" stroke="#DDE3F8" stroke-width="15" stroke-linecap="round"/>
<path d="${curve}" fill="none" stroke="${lapis}" stroke-width="2.2" stroke-linecap="round"/>
${station(72, 195, lapis)}${station(200, 120, lapis)}${station(325, 160, lapis)}${station(428, 178, lapis)}${station(530, 96, saffron, 7)}
</g></svg>`;
  return { svg, width, absolutePosition: { x: 0, y: 0 } };
}
