import type { Block, Column, Line, Tone } from '../../shared/report';
import { plainText } from '../plain-text';
import { rowLegend } from '../row-legend';
import { lineHeightOf } from './fonts';
import { inReadingOrder, type Node, type Setting } from './page';
import type { Kept } from './page-turns';
import { hairline, rule, secondary, zebra } from './palette';
import { sentence, toCodeRuns, toRuns } from './text';

type TableBlock = Extract<Block, { kind: 'table' }>;

export const size = 8.5;
const padding = 5;
/** Of a page. */
const mostUnbroken = 0.4;

/** What the colours of its rows mean, where it has to be said, and the table. */
export function tableNodes(setting: Setting, block: TableBlock): Node[] {
  if (block.columns.length === 0) return [];
  const items = rowLegend(block);
  return [...(items.length > 0 ? [legendNode(setting, items)] : []), tableNode(setting, block)];
}

function legendNode(setting: Setting, items: ReturnType<typeof rowLegend>): Node {
  const swatch = (tone: Tone): Node => ({
    width: 13,
    canvas: [
      {
        type: 'rect',
        x: setting.rtl ? 3.5 : 0.5,
        y: 2.5,
        w: 9,
        h: 9,
        r: 1.5,
        color: setting.tones[tone].tint,
        lineColor: setting.tones[tone].mark,
        lineWidth: 0.6,
      },
    ],
  });
  const line = (some: typeof items): Node => ({
    columns: inReadingOrder<Node>(setting, [
      ...some.flatMap(({ tone, words }): Node[] => [
        swatch(tone),
        { width: 'auto', text: sentence(setting, words), fontSize: 8, color: secondary },
        { width: 12, text: '' },
      ]),
      { width: '*', text: '' },
    ]),
  });
  // Side by side only as long as they fit.
  const short = items.reduce((sum, { words }) => sum + words.length, 0) < 80;
  return { stack: short ? [line(items)] : items.map((item) => line([item])), margin: [0, 2, 0, 3], kept: { above: 0, room: 40, leads: true } satisfies Kept };
}

/** A quiet table: header repeated on every page, rows whole, columns in reading direction. */
function tableNode(setting: Setting, block: TableBlock): Node {
  const { columns, rows } = block;
  if (rows.length === 0 && block.whenEmpty) return { text: sentence(setting, block.whenEmpty), color: secondary, margin: [0, 2, 0, 12] };
  const { room } = setting;
  const widths = fitted(columns, room.width);
  const fits = (some: TableBlock['rows'], share?: number) => fitOnePage(columns, widths, some, room, share);
  const titles: TableBlock['rows'][number] = { cells: columns.map(({ title }) => title) };
  // pdfmake drops the rows of a table whose header leaves no room for one: such a header is a row like others, and goes over pages.
  const hasHeader = fits([titles], 0.35);
  // No row stands alone: neither under the header at the end of a page, nor at the top of the next.
  const first = rows.slice(0, block.together && fits(rows) ? rows.length : rows.length === 3 ? 3 : 2);
  // Moved whole to the next page, they would leave too much of one empty.
  const longRows = new Set(rows.flatMap((row, index) => (fits([row], mostUnbroken) ? [] : [index + 1])));
  const lineHeight = lineHeightOf(setting.language) * 0.92;
  const header = columns.map(
    (column): Node => ({
      text: sentence(setting, column.title),
      ...setting.strong,
      color: secondary,
      fontSize: size - 0.5,
      alignment: alignmentOf(column),
    }),
  );
  const body = rows.map(({ cells, total }) =>
    columns.map((column, index): Node => {
      const cell = cells[index] ?? '';
      if (column.tick) return { canvas: [{ type: 'rect', x: 0.5, y: 1.5, w: 9, h: 9, r: 1.5, lineWidth: 0.9, lineColor: secondary }], alignment: 'center' };
      return {
        ...(column.code
          ? { text: toCodeRuns(setting, cell), direction: 'ltr', fontSize: size - 0.5, lineHeight: (lineHeight * size) / (size - 0.5) }
          : { text: toRuns(setting, cell, size), fontSize: size }),
        ...(total && setting.strong),
        alignment: alignmentOf(column),
      };
    }),
  );
  /** Under the header, and above what sums the rest. */
  const isRule = (index: number) => index === 1 || rows[index - 1]?.total === true;
  return {
    table: {
      headerRows: hasHeader ? 1 : 0,
      keepWithHeaderRows: !hasHeader ? 0 : fits([titles, ...first]) ? first.length : fits([titles, ...rows.slice(0, 1)]) ? 1 : 0,
      dontBreakRows: hasHeader,
      longRows,
      keepLastRows: fits(rows.slice(-2)) && !longRows.has(rows.length),
      widths: inReadingOrder(setting, widths),
      body: [header, ...body].map((row) => inReadingOrder(setting, row)),
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : isRule(index) ? 0.9 : 0.5),
      vLineWidth: () => 0,
      hLineColor: (index: number) => (isRule(index) ? rule : hairline),
      fillColor: (index: number) => {
        const tone = index === 0 ? undefined : rows[index - 1]?.tone;
        if (tone && tone !== 'plain') return setting.tones[tone].tint;
        return index > 0 && index % 2 === 0 ? zebra : null;
      },
      paddingTop: () => 4,
      paddingBottom: () => 4,
      paddingLeft: () => padding,
      paddingRight: () => padding,
    },
    lineHeight,
    margin: [0, 2, 0, 14],
  };
}

function alignmentOf({ align = 'start' }: Column): string {
  return align === 'number' ? 'right' : align;
}

/** Fixed widths that are together wider than the page are shrunk in proportion; shares need some room of their own. */
export function fitted(columns: readonly Column[], width: number): (number | string)[] {
  const room = width - columns.length * 2 * padding - 2;
  const fixed = columns.reduce((sum, { width }) => sum + (typeof width === 'number' ? width : 0), 0);
  const flexible = columns.filter(({ width }) => typeof width !== 'number').length;
  const allowed = Math.max(room * 0.35, room - flexible * 48);
  const scale = fixed > allowed && fixed > 0 ? allowed / fixed : 1;
  const widths = columns.map((column) => (typeof column.width === 'number' ? column.width * scale : column.width));
  // A table always fills the page: one narrower would hang on the left side of a right-to-left page.
  if (!widths.includes('*')) {
    const growing = columns.findLastIndex(({ align, code }) => align !== 'number' && !code);
    widths[growing >= 0 ? growing : widths.length - 1] = '*';
  }
  return widths;
}

/** Rows that could be taller than a page must be allowed to break: pdfmake can't place them otherwise. */
function fitOnePage(columns: readonly Column[], widths: readonly (number | string)[], rows: TableBlock['rows'], room: Setting['room'], most = 0.7): boolean {
  const fixed = widths.reduce<number>((sum, width) => sum + (typeof width === 'number' ? width : 0), 0);
  const flexible = widths.filter((width) => typeof width !== 'number');
  // Shares are known; a column as wide as its words may take from them.
  const share = flexible.includes('auto') ? (room.width / columns.length) * 0.7 : (room.width - fixed - columns.length * 2 * padding) / flexible.length;
  const heightOf = (cell: Line, index: number) => {
    const width = widths[index];
    const text = plainText(cell);
    const lines = (text.length * size * 0.62) / Math.max(20, typeof width === 'number' ? width : share) + text.split('\n').length;
    return lines * size * 1.6;
  };
  return rows.reduce((height, { cells }) => height + Math.max(0, ...cells.map(heightOf)), 0) < room.height * most;
}
