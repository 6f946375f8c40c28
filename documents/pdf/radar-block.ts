import type { Radar } from '../../shared/report';
import { inReadingOrder, type Node, type Setting } from './page';
import type { Kept } from './page-turns';
import { hairline, ink, rule, secondary } from './palette';
import { sentence, toRuns } from './text';

const PER_ROW = 3;
const SIZE = 132;
const RADIUS = 50;
const RINGS = 4;
const center = SIZE / 2;

/** Small webs side by side: twelve shapes on top of each other would tell nothing. What the axes' numbers stand for is listed once. */
export function radarNodes(setting: Setting, block: Radar): Node[] {
  const { shapes, axes, beside } = block;
  if (axes.length < 3) return [];
  const rows = Array.from({ length: Math.ceil(shapes.length / PER_ROW) }, (_, i) => shapes.slice(i * PER_ROW, (i + 1) * PER_ROW));
  return [
    axisList(setting, axes),
    ...rows.map((row): Node => {
      const cells = Array.from({ length: PER_ROW }, (_, i): Node => {
        const shape = row[i];
        const width = setting.room.width / PER_ROW;
        return shape ? { width, stack: webNode(setting, block, shape) } : { width, text: '' };
      });
      return { unbreakable: true, columns: inReadingOrder(setting, cells), columnGap: 0, margin: [0, 0, 0, 10] };
    }),
    ...(beside
      ? [{ text: [{ text: '- - -  ', color: secondary }, ...toRuns(setting, beside.title, 8)], fontSize: 8, color: secondary, margin: [0, 0, 0, 10] }]
      : []),
  ];
}

function webNode(setting: Setting, { axes, max, beside }: Radar, { title, note, values, tone = 'accent' }: Radar['shapes'][number]): Node[] {
  const { mark } = setting.tones[tone];
  const at = (index: number, share: number) => place(setting, axes.length, index, share);
  const ring = (share: number) => axes.map((_, index) => at(index, share));
  const polygon = (points: Point[], style: Node): Node => ({ type: 'polyline', closePath: true, points, ...style });
  const shareOf = (value: number | undefined) => Math.min(1, Math.max(0, (value ?? 0) / max || 0));
  // An axis without a value is no zero: the line goes past it, from neighbour to neighbour.
  const shapeOf = (of: readonly (number | undefined)[]) => axes.flatMap((_, index) => (of[index] === undefined ? [] : [at(index, shareOf(of[index]))]));
  return [
    {
      alignment: 'center',
      canvas: [
        // As high as the room for the numbers: a drawing is otherwise measured by what is drawn.
        { type: 'rect', x: 0, y: 0, w: SIZE, h: SIZE, color: '#FFFFFF' },
        ...Array.from({ length: RINGS }, (_, i) =>
          polygon(ring((i + 1) / RINGS), { lineWidth: i + 1 === RINGS ? 0.8 : 0.4, lineColor: i + 1 === RINGS ? rule : hairline }),
        ),
        ...axes.map((_, index) => ({ type: 'line', x1: center, y1: center, x2: at(index, 1).x, y2: at(index, 1).y, lineWidth: 0.4, lineColor: hairline })),
        ...(beside ? [polygon(shapeOf(beside.values), { lineWidth: 0.9, lineColor: secondary, dash: { length: 2, space: 2 } })] : []),
        polygon(shapeOf(values), { lineWidth: 1.4, lineColor: mark, color: mark, fillOpacity: 0.18 }),
        ...axes.flatMap((_, index) =>
          values[index] === undefined ? [] : [{ type: 'ellipse', ...at(index, shareOf(values[index])), r1: 1.9, r2: 1.9, color: mark }],
        ),
      ],
    },
    ...axes.map((_, index): Node => {
      const { x, y } = at(index, 1.17);
      const words = setting.number(index + 1);
      // Back up over the drawing: what stands at a place of its own takes no room.
      return {
        text: words,
        fontSize: 7,
        color: secondary,
        alignment: 'left',
        relativePosition: { x: (setting.room.width / PER_ROW - SIZE) / 2 + x - words.length * 2, y: y - SIZE - 5 },
      };
    }),
    { text: toRuns(setting, title, 9), ...setting.strong, fontSize: 9, color: ink, alignment: 'center' },
    ...(note ? [{ text: sentence(setting, note), fontSize: 8, color: secondary, alignment: 'center' }] : []),
  ];
}

type Point = { x: number; y: number };

/** The first axis up, the next ones in reading direction: clockwise, or counter-clockwise from right to left. */
function place({ rtl }: Setting, axes: number, index: number, share: number): Point {
  const angle = (2 * Math.PI * index) / axes;
  return { x: center + (rtl ? -1 : 1) * Math.sin(angle) * share * RADIUS, y: center - Math.cos(angle) * share * RADIUS };
}

function axisList(setting: Setting, axes: readonly string[]): Node {
  const half = Math.ceil(axes.length / 2);
  const column = (from: number, to: number): Node => ({
    width: '*',
    stack: axes.slice(from, to).map(
      (axis, i): Node => ({
        columns: inReadingOrder<Node>(setting, [
          { width: 18, text: setting.number(from + i + 1), color: secondary, ...setting.strong },
          { width: '*', text: sentence(setting, axis) },
        ]),
        fontSize: 8.5,
        margin: [0, 0, 0, 2],
      }),
    ),
  });
  return {
    columns: inReadingOrder<Node>(setting, [column(0, half), column(half, axes.length)]),
    columnGap: 14,
    margin: [0, 2, 0, 10],
    kept: { above: 0, leads: true } satisfies Kept,
  };
}
