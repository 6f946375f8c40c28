import { withoutMarks } from '../../shared/direction-marks';
import { numberFormat } from '../../shared/i18n/number-format';
import { localeOf } from '../../shared/i18n/translator';
import type { DiagramNode } from '../../shared/report';
import type { Language } from '../../shared/text';
import type { Box } from './geometry';
import { escaped, type LabelStyle, type Lettering, labelLines, svgWords } from './labels';
import { round } from './rounding';

const title: LabelStyle = { size: 10, color: '#1B1E28', strong: true };
const caption: LabelStyle = { size: 8, color: '#5B6172' };
const port: LabelStyle = { size: 8, color: '#3A3F4E' };
/** Smallest lettering in the drawing, in its own points: decides how far it may be scaled down. */
export const smallestText = 8;

const pad = 9;
const chip = 13;
const titleStep = 12.6;
const portRow = 17;

/** Words that lie on the drawing, as many as fit. */
function drawCard(lettering: Lettering, node: DiagramNode, box: Box): string {
  const step = caption.size * 1.4;
  const width = box.width - 2 * pad;
  const lines = labelLines(lettering, node.title, { ...caption, color: title.color }, width, Math.max(1, Math.floor((box.height - 10) / step)));
  const words = lines.map((line, i) =>
    svgWords(lettering, line, { ...caption, color: title.color }, lettering.rtl ? box.x + box.width - pad - line.width : box.x + pad, box.y + 13 + i * step),
  );
  const spoken = lettering.glyphs ? `<title>${escaped(withoutMarks(node.title))}</title>` : '';
  const paper = `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="3" fill="${safeColor(node.fill, '#FFFFFF')}" stroke="${safeColor(node.color, '#8A90A0')}" stroke-width="0.8"/>`;
  return `<g data-card="${escaped(node.id)}">${spoken}${paper}${words.join('')}</g>`;
}

/** A step of the journey in `box` (the whole node, or what of a lane lies in this tile). */
export function drawNode(lettering: Lettering, node: DiagramNode, box: Box): string {
  if (node.kind === 'card') return drawCard(lettering, node, box);
  const { rtl } = lettering;
  const color = safeColor(node.color, '#8A90A0');
  const radius = node.kind === 'trigger' ? Math.min(18, box.height / 2) : 9;
  const border = node.problem ? '#C9304B' : '#D3CFC4';
  const parts = [
    `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="${radius}" fill="${safeColor(node.fill, '#FFFFFF')}" stroke="${border}" stroke-width="${node.problem ? 1.6 : 1}"/>`,
  ];
  const ports = node.ports ?? [];
  const bottom = box.y + box.height - (ports.length > 0 ? portRow : 0);
  const slim = bottom - box.y < 34;

  if (node.kind === 'send') parts.push(strip(box, color, rtl));
  const inset = pad + (node.kind === 'send' ? 2 : 0);
  const chipX = rtl ? box.x + box.width - inset - chip : box.x + inset;
  const startInset = inset + chip + 6;
  const width = box.width - startInset - pad;
  const left = rtl ? box.x + pad : box.x + startInset;

  const room = bottom - box.y - 11;
  const captionLines = node.caption && room >= titleStep + 11 ? labelLines(lettering, node.caption, caption, width, 1) : [];
  const titleRoom = Math.max(1, Math.min(2, Math.floor((room - captionLines.length * 11 + 2) / titleStep)));
  const titleLines = labelLines(lettering, nodeTitle(node, lettering.language), title, width, titleRoom);
  const block = titleLines.length * titleStep + captionLines.length * 11;
  let y = box.y + Math.max(slim ? 0 : 5.5, (bottom - box.y - block) / 2);
  parts.push(chipShape(node.kind, chipX, slim ? (box.y + bottom - chip) / 2 : y + (titleStep - chip) / 2 + 0.3, color));
  for (const line of titleLines) {
    parts.push(svgWords(lettering, line, title, rtl ? left + width - line.width : left, y + 9.6));
    y += titleStep;
  }
  for (const line of captionLines) {
    parts.push(svgWords(lettering, line, caption, rtl ? left + width - line.width : left, y + 8.4));
    y += 11;
  }

  const cell = box.width / Math.max(1, ports.length);
  if (ports.length > 0) parts.push(`<path d="M${round(box.x)} ${round(bottom)}H${round(box.x + box.width)}" stroke="#E5E2DA" stroke-width="1" fill="none"/>`);
  for (const [index, words] of ports.entries()) {
    const x = rtl ? box.x + box.width - (index + 1) * cell : box.x + index * cell;
    if (index > 0) {
      const edge = rtl ? x + cell : x;
      parts.push(`<path d="M${round(edge)} ${round(bottom)}V${round(box.y + box.height)}" stroke="#E5E2DA" stroke-width="1" fill="none"/>`);
    }
    for (const line of labelLines(lettering, words, port, cell - 8, 1)) parts.push(svgWords(lettering, line, port, x + (cell - line.width) / 2, bottom + 11.6));
  }
  // Outlines are no words to those who listen or search.
  const words = lettering.glyphs
    ? `<title>${escaped(withoutMarks([nodeTitle(node, lettering.language), node.caption].filter(Boolean).join(' · ')))}</title>`
    : '';
  return `<g data-node="${escaped(node.id)}">${words}${parts.join('')}</g>`;
}

/** The title as it is drawn: behind its number, where tables name it by one. */
function nodeTitle({ number, title }: DiagramNode, language: Language): string {
  return number === undefined ? title : `${numberFormat(localeOf[language]).format(number)} · ${title}`;
}

/** The channel's colour along the side reading starts from, over the border and around its corners. */
function strip(box: Box, color: string, rtl: boolean): string {
  const side = rtl ? -1 : 1;
  const x = (inwards: number) => round((rtl ? box.x + box.width : box.x) + side * inwards);
  const [top, bottom, r] = [round(box.y - 0.5), round(box.y + box.height + 0.5), 9.5];
  const sweep = rtl ? 1 : 0;
  return `<path d="M${x(r - 0.5)} ${top}A${r} ${r} 0 0 ${sweep} ${x(-0.5)} ${round(top + r)}V${round(bottom - r)}A${r} ${r} 0 0 ${sweep} ${x(r - 0.5)} ${bottom}Q${x(3)} ${round(bottom - 2)} ${x(3)} ${round(bottom - r)}V${round(top + r)}Q${x(3)} ${round(top + 2)} ${x(r - 0.5)} ${top}Z" fill="${color}"/>`;
}

/** Shape by family of kinds, so that a drawing printed in black still tells them apart. */
function chipShape(kind: string, x: number, y: number, color: string): string {
  const [cx, cy, half] = [round(x + chip / 2), round(y + chip / 2), chip / 2];
  const stroke = 'fill="none" stroke="#FFFFFF" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round"';
  const disc = `<circle cx="${cx}" cy="${cy}" r="${half}" fill="${color}"/>`;
  const square = `<rect x="${round(x)}" y="${round(y)}" width="${chip}" height="${chip}" rx="3.5" fill="${color}"/>`;
  const at = (d: string, style = stroke) => `<g transform="translate(${round(x)} ${round(y)})"><path d="${d}" ${style}/></g>`;
  if (kind.startsWith('wait') || kind === 'window') return disc + at('M6.5 3.6V6.7L8.6 8');
  if (kind === 'decision' || kind === 'join')
    return `<path d="M${cx} ${round(cy - half - 0.8)}L${round(cx + half + 0.8)} ${cy}L${cx} ${round(cy + half + 0.8)}L${round(cx - half - 0.8)} ${cy}Z" fill="${color}"/>${at('M6.5 3.8V9.2M3.8 6.5H9.2')}`;
  if (kind === 'trigger') return disc + at('M7.2 2.8L4.2 7H6.3L5.8 10.2L8.8 6H6.7Z', 'fill="#FFFFFF"');
  if (kind === 'send') return square + at('M3 4.2H10V9H3ZM3 4.4L6.5 7L10 4.4');
  if (kind === 'goal') return square + at('M4.2 10.2V3.4H9.2L8 5.2L9.2 7H4.2');
  if (kind === 'exit') return square + at('M3.6 6.5H9.2M7 4.2L9.3 6.5L7 8.8');
  if (kind === 'task') return square + at('M3.6 6.6L5.7 8.7L9.4 4.6');
  if (kind === 'ab') return square + at('M6.5 3.2V9.8M3.4 6.5H9.6');
  return square + at('M4 8.8L8.6 4.2M6.6 4.2H8.6V6.2');
}

/** Colours come from documents; nothing but a colour may get into the markup. */
export function safeColor(color: string | undefined, fallback: string): string {
  return color && /^(#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20})$/.test(color) ? color : fallback;
}
