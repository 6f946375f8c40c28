import type { StackedBars } from '../../shared/report';
import { inReadingOrder, type Node, type Setting } from './page';
import type { Kept } from './page-turns';
import { partColors, secondary } from './palette';
import { sentence, toRuns } from './text';

const [TRACK, TOTAL, BAR] = [230, 92, 11];

/** Parts follow each other in reading direction; the longest bar fills the track. */
export function stackedBarsNodes(setting: Setting, { parts, rows }: StackedBars): Node[] {
  const used = parts.map((_, part) => rows.some(({ values }) => (values[part] ?? 0) > 0));
  const most = Math.max(0, ...rows.map(({ values }) => values.reduce((sum, value) => sum + Math.max(0, value), 0)));
  const bar = (values: readonly number[]): Node => {
    let from = 0;
    const pieces = values.flatMap((value, part): Node[] => {
      const w = most > 0 ? (Math.max(0, value) / most) * TRACK : 0;
      if (w === 0) return [];
      const x = setting.rtl ? TRACK - from - w : from;
      from += w;
      return [{ type: 'rect', x, y: 2, w, h: BAR, color: colorOf(part) }];
    });
    // Something has to be drawn for the row to have its height.
    return { canvas: [{ type: 'rect', x: 0, y: 2, w: TRACK, h: BAR, color: '#F4F2ED' }, ...pieces] };
  };
  return [
    legendNode(
      setting,
      parts.flatMap((words, part) => (used[part] ? [{ words, color: colorOf(part) }] : [])),
    ),
    {
      table: {
        widths: inReadingOrder<number | string>(setting, ['*', TRACK, TOTAL]),
        dontBreakRows: true,
        keepFirstRows: 2,
        keepLastRows: true,
        body: rows.map(({ label, values, total, note }) =>
          inReadingOrder<Node>(setting, [
            { text: toRuns(setting, label, 9), fontSize: 9 },
            bar(values),
            {
              stack: [
                { text: sentence(setting, total), ...setting.strong, fontSize: 9 },
                ...(note ? [{ text: sentence(setting, note), fontSize: 7.5, color: secondary }] : []),
              ],
            },
          ]),
        ),
      },
      layout: {
        hLineWidth: () => 0,
        vLineWidth: () => 0,
        paddingTop: () => 3,
        paddingBottom: () => 3,
        paddingLeft: (index: number) => (index === 0 ? 0 : 6),
        paddingRight: (index: number) => (index === 2 ? 0 : 6),
      },
      margin: [0, 0, 0, 12],
    },
  ];
}

type LegendItem = { words: string; color: string };

function colorOf(part: number): string {
  return partColors[part % partColors.length] ?? partColors[0];
}

/** Of a letter at the legend's size, and of a swatch with the room around it, in points. */
const [LETTER, SWATCH] = [4.2, 22];

/** As many side by side as fit, each as wide as its words. */
function legendNode(setting: Setting, items: readonly LegendItem[]): Node {
  const rows: LegendItem[][] = [];
  let left = 0;
  for (const item of items) {
    const width = item.words.length * LETTER + SWATCH;
    if (rows.length === 0 || width > left) {
      rows.push([]);
      left = setting.room.width;
    }
    rows.at(-1)?.push(item);
    left -= width;
  }
  return {
    stack: rows.map((row): Node => {
      const cells = row.flatMap(({ words, color }): Node[] => [
        { width: 12, canvas: [{ type: 'rect', x: setting.rtl ? 4 : 0, y: 3, w: 8, h: 8, r: 1.5, color }] },
        { width: 'auto', text: sentence(setting, words), fontSize: 8, color: secondary },
        { width: 10, text: '' },
      ]);
      return { columns: inReadingOrder<Node>(setting, [...cells, { width: '*', text: '' }]), margin: [0, 0, 0, 3] };
    }),
    margin: [0, 0, 0, 6],
    kept: { above: 0, room: 40, leads: true } satisfies Kept,
  };
}
