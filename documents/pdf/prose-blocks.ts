import type { Block, Fact, Line, Tone } from '../../shared/report';
import { directionOf, type Language } from '../../shared/text';
import type { ContentsEntry } from '../headings';
import { plainText } from '../plain-text';
import { anchorOf, inReadingOrder, margins, type Node, type Setting } from './page';
import type { Kept } from './page-turns';
import { hairline, ink, secondary } from './palette';
import { sentence, toRuns } from './text';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

export const headings = {
  1: { size: 21, above: 26, below: 12 },
  2: { size: 14, above: 22, below: 7 },
  3: { size: 11, above: 14, below: 4 },
} as const;

/** Three lines of prose: so much follows on its page what leads to something. */
export const roomBelow = 46;

/** `parent`: id of the heading this one lies under in the bookmarks. */
export function headingNode(setting: Setting, block: Of<'heading'>, id: string, parent: string | undefined): Node {
  const { size, above, below } = headings[block.level];
  const words: Node = {
    text: toRuns(setting, block.text, size),
    ...setting.strong,
    fontSize: size,
    lineHeight: setting.language === 'fa' ? 1 : 1.12,
    color: block.level === 3 ? secondary : ink,
    margin: [0, block.level === 1 ? 9 : 0, 0, below],
    id: anchorOf(id),
    outline: true,
    outlineText: plainText(block.text),
    ...(parent ? { outlineParentId: anchorOf(parent) } : {}),
  };
  const accent: Node = { canvas: [{ type: 'rect', x: 0, y: 0, w: 26, h: 2.4, r: 1.2, color: setting.brand.fill }], alignment: setting.rtl ? 'right' : 'left' };
  const kept: Kept = { above, room: roomBelow, leads: true };
  return { stack: [...(block.level === 1 ? [accent] : []), words], kept };
}

export const sizes = { small: 8.5, normal: 10, large: 12.5 } as const;

export function paragraphNode(setting: Setting, block: Of<'paragraph'>): Node {
  const size = sizes[block.size ?? 'normal'];
  const color = block.tone ? setting.tones[block.tone].text : block.size === 'large' ? '#3A3F4E' : ink;
  return { text: toRuns(setting, block.text, size), fontSize: size, color, margin: [0, 0, 0, block.size === 'small' ? 6 : 9] };
}

export function listNode(setting: Setting, block: Of<'list'>): Node {
  const width = block.ordered ? 14 + 5 * String(block.items.length).length : 13;
  const rows = block.items.map((item, index): Node => {
    const marker: Node = block.ordered
      ? { width, text: `${setting.number(index + 1)}.`, color: setting.brand.text, ...setting.strong }
      : { width, text: '•', color: setting.brand.text, bold: true };
    const words: Node = { width: '*', text: toRuns(setting, item, 10) };
    // No margins at the sides of what may go over a page: pdfmake would shift everything after it.
    return { columns: inReadingOrder<Node>(setting, [{ width: 3, text: '' }, marker, words]), margin: [0, 0, 0, 4] };
  });
  return { stack: withEndsTogether(block.items, rows), margin: [0, 0, 0, 6] };
}

/** Neither the first item stands alone at the end of a page nor the last at the top of one. */
function withEndsTogether(items: readonly Line[], rows: readonly Node[]): Node[] {
  const pair = (from: number) => items.slice(from, from + 2).every((item) => plainText(item).length < 1500);
  const last = rows.length - 2;
  return rows.flatMap((row, index): Node[] => {
    const starts = (index === 0 || index === last) && (index !== last || last !== 1) && last >= 0;
    if (starts && pair(index)) return [{ unbreakable: true, stack: rows.slice(index, index + 2) }];
    const inPair = (index === 1 && pair(0)) || (index === last + 1 && last > 1 && pair(last));
    return inPair ? [] : [row];
  });
}

export function factsNode(setting: Setting, facts: readonly Fact[], size = 10, labelWidth = 150): Node {
  const rows = facts.flatMap(paragraphsOf);
  if (rows.length === 0) return { text: '' };
  const whole = rows.every(({ value }) => plainText(value).length < 1500);
  const goesOn = (index: number) => rows[index + 1]?.within === true;
  // Neither the greeting of a letter stands alone at the end of a page nor its farewell at the top of the next.
  const leading = rows.flatMap(({ within }, index) => (goesOn(index) && (!within || !goesOn(index + 1)) ? [index] : []));
  return {
    table: {
      widths: inReadingOrder(setting, [labelWidth, '*']),
      body: rows.map(({ label, value, language }) =>
        inReadingOrder<Node>(setting, [
          { text: sentence(setting, label), color: secondary, fontSize: size * 0.95 },
          { text: toRuns(setting, value, size), fontSize: size, ...(language ? ownWay(language) : {}) },
        ]),
      ),
      dontBreakRows: whole,
      ...(whole && leading.length > 0 ? { leadingRows: new Set(leading) } : {}),
      ...(whole ? { keepFirstRows: rows.length === 3 ? 3 : 2 } : {}),
      keepLastRows: whole,
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 || rows[index]?.within ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => hairline,
      paddingTop: (index: number) => (rows[index]?.within ? 0 : 4.5),
      paddingBottom: (index: number) => (goesOn(index) ? size * 1.2 : 4.5),
      paddingLeft: (index: number) => (index === 0 ? 0 : 8),
      paddingRight: (index: number) => (index === 1 ? 0 : 8),
    },
    margin: [0, 2, 0, 12],
  };
}

/** From so many letters on a text may be parted by the end of a page, between its paragraphs. `within`: a paragraph after the first. */
const longText = 200;

function paragraphsOf(fact: Fact): (Fact & { within?: boolean })[] {
  const { value, ...rest } = fact;
  if (Array.isArray(value) || plainText(value).length < longText) return [fact];
  const { text, ...look } = typeof value === 'string' ? { text: value } : value;
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph, index) => ({ ...rest, ...(index > 0 && { label: '', within: true }), value: { ...look, text: paragraph } }));
}

function ownWay(language: Language): Node {
  const direction = directionOf(language);
  return { direction, alignment: direction === 'rtl' ? 'right' : 'left' };
}

export function calloutNode(setting: Setting, block: Of<'callout'>): Node {
  const { text, mark, tint } = setting.tones[block.tone];
  const stack: Node[] = [];
  if (block.title) stack.push({ text: sentence(setting, block.title), ...setting.strong, color: text, margin: [0, 0, 0, 2] });
  stack.push({ text: toRuns(setting, block.text, 9.5), fontSize: 9.5, color: ink });
  const long = (plainText(block.text).length / (setting.room.width / 5)) * 15 > setting.room.height / 2;
  return {
    unbreakable: !long,
    table: { widths: ['*'], body: [[{ stack }]] },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (index: number) => (index === (setting.rtl ? 1 : 0) ? 3 : 0),
      vLineColor: () => mark,
      fillColor: () => tint,
      paddingTop: () => 9,
      paddingBottom: () => 10,
      paddingLeft: () => 12,
      paddingRight: () => 12,
    },
    margin: [0, 4, 0, 12],
  };
}

/** Value as a bar, drawn in reading direction; the number is always written beside it. */
export function barsNode(setting: Setting, block: Of<'bars'>): Node {
  const [track, number] = [200, 92];
  const bar = (value: number, max: number, tone: Tone): Node => {
    const share = max > 0 && Number.isFinite(value) ? Math.min(1, Math.max(0, value / max)) : 0;
    const filled = share === 0 ? 0 : Math.max(4, share * track);
    return {
      canvas: [
        { type: 'rect', x: 0, y: 4.4, w: track, h: 6, r: 3, color: '#EFEDE7' },
        ...(filled > 0 ? [{ type: 'rect', x: setting.rtl ? track - filled : 0, y: 4.4, w: filled, h: 6, r: 3, color: setting.tones[tone].mark }] : []),
      ],
    };
  };
  return {
    table: {
      widths: inReadingOrder<number | string>(setting, ['*', track, number]),
      dontBreakRows: true,
      keepFirstRows: 2,
      keepLastRows: true,
      body: block.rows.map(({ label: words, value, max, tone = 'accent', note }) =>
        inReadingOrder<Node>(setting, [
          { text: sentence(setting, words), fontSize: 9.5 },
          bar(value, max, tone),
          {
            text: [
              { text: setting.number(value), ...setting.strong, color: tone === 'plain' || tone === 'quiet' ? ink : setting.tones[tone].text },
              ...(note ? [{ text: `  ${sentence(setting, note)}`, color: secondary, fontSize: 8.5 }] : []),
            ],
            fontSize: 9.5,
          },
        ]),
      ),
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
      paddingLeft: (index: number) => (index === 0 ? 0 : 6),
      paddingRight: (index: number) => (index === 2 ? 0 : 6),
    },
    margin: [0, 2, 0, 12],
  };
}

/** Room in a list of contents: as it should be, and closer where the list would run over to another page by a few lines. */
const listings = [
  { chapter: 10.5, part: 9.5, above: 5, padding: 2.5 },
  { chapter: 10, part: 9, above: 3, padding: 0.5 },
  { chapter: 9.5, part: 8.5, above: 2, padding: 0.2 },
] as const;

export function contentsNode(setting: Setting, block: Of<'contents'>, entries: readonly ContentsEntry[]): Node {
  const title: Node = { text: sentence(setting, block.title), ...setting.strong, fontSize: 14, margin: [0, 0, 0, 10] };
  if (entries.length === 0) return title;
  const line = setting.language === 'fa' ? 1.6 : 1.52;
  const heightIn = ({ chapter, part, above, padding }: (typeof listings)[number]) =>
    entries.reduce((sum, { level }) => sum + (level === 1 ? chapter * line + above : part * line) + 2 * padding, 34);
  const listing = listings.find((one) => heightIn(one) < setting.room.height) ?? listings[0];
  const { padding } = listing;
  return {
    stack: [
      title,
      {
        table: {
          // pdfmake measures the page column with five digits.
          widths: inReadingOrder<number | string>(setting, ['*', 44]),
          dontBreakRows: true,
          body: entries.map(({ id, text, level }) => {
            const [size, above] = level === 1 ? [listing.chapter, listing.above] : [listing.part, 0];
            return inReadingOrder<Node>(setting, [
              {
                text: sentence(setting, plainText(text)),
                linkToDestination: anchorOf(id),
                ...(level === 1 ? setting.strong : { color: secondary }),
                fontSize: size,
                margin: margins(setting, [level === 1 ? 0 : 14, above, 0, 0]),
              },
              {
                pageReference: anchorOf(id),
                linkToDestination: anchorOf(id),
                alignment: 'end',
                color: secondary,
                fontSize: size,
                margin: [0, above, 0, 0],
              },
            ]);
          }),
        },
        layout: {
          hLineWidth: (index: number) => (index > 0 && index < entries.length && entries[index]?.level === 1 ? 0.5 : 0),
          vLineWidth: () => 0,
          hLineColor: () => hairline,
          paddingTop: () => padding,
          paddingBottom: () => padding,
          paddingLeft: () => 0,
          paddingRight: () => 0,
        },
      },
    ],
    margin: [0, 0, 0, 18],
  };
}
