import type { HeatCell, HeatMap } from '../../shared/report';
import { lineHeightOf } from './fonts';
import { inReadingOrder, landscape, type Node, type Setting } from './page';
import type { Kept } from './page-turns';
import { gapShade, ink, secondary, sunken } from './palette';
import { sentence, toRuns } from './text';

/** Columns that have room on an upright page, and on one turned on its side. */
const [FEW, MOST] = [6, 12];
const NOTE_WIDTH = 62;
const GAP = 1.5;
/** Name of the pattern in the document's definition. */
export const hatch = 'open-answer';

/** Hatched in a color that stays light in print: an open answer is no low one. */
export const patterns = {
  [hatch]: { boundingBox: [0, 0, 4, 4], xStep: 4, yStep: 4, pattern: '0.6 w 0 0 m 4 4 l s -1 3 m 1 5 l s 3 -1 m 5 1 l s', colored: false },
};

export function isTurned({ columns }: HeatMap): boolean {
  return columns.length > FEW;
}

const leading: Kept = { above: 0, room: 60, leads: true };

/** One table for each set of columns: their names, which may be long, stand once on a page, the groups under them. */
export function heatMapNodes(setting: Setting, block: HeatMap): Node[] {
  const sets = columnSets(block.columns.length);
  const width = isTurned(block) ? landscape.text : setting.room.width;
  return [
    ...(block.caption ? [{ text: sentence(setting, block.caption), fontSize: 8, color: secondary, margin: [0, 0, 0, 5], kept: leading }] : []),
    legendNode(setting, block),
    ...sets.map((set) => setNode(setting, block, set, width)),
  ];
}

/** As even as possible, so that the last map is not a single column. */
function columnSets(count: number): number[][] {
  const sets = Math.max(1, Math.ceil(count / MOST));
  const size = Math.ceil(count / sets);
  const all = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: sets }, (_, i) => all.slice(i * size, (i + 1) * size));
}

function setNode(setting: Setting, { columns, groups }: HeatMap, set: readonly number[], width: number): Node {
  const shown = groups.filter(({ rows }) => rows.length > 0);
  const hasNotes = shown.some(({ rows }) => rows.some(({ note }) => note));
  const room = width - 150 - (hasNotes ? NOTE_WIDTH : 0);
  const cell = Math.min(74, Math.max(24, room / Math.max(1, set.length)));
  const nameSize = set.length > FEW ? 6.5 : 7.5;
  const blank = (count: number) => Array.from({ length: count }, (): Node => ({ text: '' }));
  const header: Node[] = [
    ...blank(hasNotes ? 2 : 1),
    ...set.map((index): Node => {
      const column = columns[index];
      return {
        stack: [
          { text: toRuns(setting, column?.title ?? '', nameSize), ...setting.strong, fontSize: nameSize },
          ...(column?.note ? [{ text: sentence(setting, column.note), fontSize: nameSize - 0.5, color: secondary }] : []),
        ],
        alignment: 'center',
      };
    }),
  ];
  const titles = new Set<number>();
  // No point stands alone at the end of a page under its group's title, nor at the top of the next.
  const leading = new Set<number>();
  const body = shown.flatMap(({ title, rows }): Node[][] => [
    [{ text: sentence(setting, title), ...setting.strong, fontSize: 9, color: ink }, ...blank(set.length + (hasNotes ? 1 : 0))],
    ...rows.map(({ label, note, cells }): Node[] => [
      { text: toRuns(setting, label, 8.5), fontSize: 8.5 },
      ...(hasNotes ? [{ text: sentence(setting, note ?? ''), fontSize: 7.5, color: secondary }] : []),
      ...set.map((index) => cellNode(setting, cells[index])),
    ]),
  ]);
  let row = 1;
  for (const { rows } of shown) {
    titles.add(row);
    leading.add(row);
    if (rows.length > 1) leading.add(row + 1).add(row + rows.length - 1);
    row += rows.length + 1;
  }
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: Math.min(3, body.length),
      dontBreakRows: true,
      leadingRows: leading,
      keepLastRows: true,
      widths: inReadingOrder<number | string>(setting, ['*', ...(hasNotes ? [NOTE_WIDTH - 6] : []), ...set.map(() => cell - 2 * GAP)]),
      body: [header, ...body].map((cells) => inReadingOrder(setting, cells)),
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : 2),
      hLineColor: () => '#FFFFFF',
      vLineWidth: () => 2,
      vLineColor: () => '#FFFFFF',
      paddingTop: (index: number) => (titles.has(index) && index > 1 ? 9 : 3),
      paddingBottom: () => 3,
      paddingLeft: () => GAP,
      paddingRight: () => GAP,
    },
    lineHeight: lineHeightOf(setting.language) * 0.88,
    margin: [0, 0, 0, 9],
  };
}

function cellNode(setting: Setting, cell: HeatCell | undefined): Node {
  const { text, strong } = cell ?? { text: '' };
  const words: Node = { text: sentence(setting, text), alignment: 'center', fontSize: 9, ...(strong && setting.strong) };
  if (cell && 'shade' in cell) {
    const { fill, text: color } = gapShade(cell.shade);
    return { ...words, fillColor: fill, color };
  }
  return { ...words, color: secondary, fillColor: cell?.empty === 'open' ? [hatch, '#C9C5BA'] : sunken };
}

/** What a colour means is said once, above the map, with the very cells it has. */
function legendNode(setting: Setting, { legend }: HeatMap): Node {
  const widths = legend.flatMap(() => [24, 'auto']);
  const cells = legend.flatMap(({ cell, words }): Node[] => [
    cellNode(setting, cell),
    { text: sentence(setting, words), fontSize: 7.5, color: secondary, margin: setting.rtl ? [6, 1, 2, 0] : [2, 1, 6, 0] },
  ]);
  if (legend.length === 0) return { text: '' };
  const table: Node = {
    table: { widths: inReadingOrder<number | string>(setting, widths), body: [inReadingOrder(setting, cells)] },
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingTop: () => 2, paddingBottom: () => 2, paddingLeft: () => 2, paddingRight: () => 2 },
  };
  return {
    columns: inReadingOrder<Node>(setting, [
      { width: 'auto', ...table },
      { width: '*', text: '' },
    ]),
    margin: [0, 0, 0, 8],
    kept: leading,
  };
}
