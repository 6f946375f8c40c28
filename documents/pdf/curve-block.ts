import type { Block } from '../../shared/report';
import { inReadingOrder, type Node, type Setting } from './page';
import { hairline, ink, rule, secondary } from './palette';
import { sentence } from './text';

type Curve = Extract<Block, { kind: 'curve' }>;

const HEIGHT = 104;
const RADIUS = 4;
/** Straight pieces a bend is drawn in. */
const BENDS = 10;

/** A line through the values, level at each, above the words for them; what should be, dotted. */
export function curveNode(setting: Setting, { points, min, max, step = 1, caption }: Curve): Node {
  const column = setting.room.width / points.length;
  const x = (i: number) => column * ((setting.rtl ? points.length - 1 - i : i) + 0.5);
  const share = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min) || 0));
  const y = (value: number) => RADIUS + 2 + (1 - share(value)) * (HEIGHT - 2 * RADIUS - 4);
  const levels = Array.from({ length: Math.max(0, Math.floor((max - min) / step + 1e-9)) + 1 }, (_, i) => min + i * step);
  const lines = (values: readonly (number | undefined)[], style: Node): Node[] =>
    values.flatMap((value, i) => {
      const next = values[i + 1];
      return value === undefined || next === undefined ? [] : [{ type: 'polyline', points: bend(x(i), y(value), x(i + 1), y(next)), ...style }];
    });
  const dots = points.flatMap(({ value, guess }, i): Node[] => {
    if (value === undefined) return [];
    const { mark } = setting.tones[value > 0 ? 'good' : value < 0 ? 'blocking' : 'plain'];
    return [{ type: 'ellipse', x: x(i), y: y(value), r1: RADIUS, r2: RADIUS, color: guess ? '#FFFFFF' : mark, lineColor: mark, lineWidth: 1.6 }];
  });
  return {
    unbreakable: true,
    stack: [
      {
        canvas: [
          ...levels.map((level) => ({
            type: 'line',
            x1: 0,
            x2: setting.room.width,
            y1: y(level),
            y2: y(level),
            lineWidth: level === 0 ? 0.9 : 0.5,
            lineColor: level === 0 ? rule : hairline,
          })),
          ...lines(
            points.map(({ target }) => target),
            { lineWidth: 1.1, lineColor: setting.brand.line, dash: { length: 1.5, space: 2.5 } },
          ),
          ...lines(
            points.map(({ value }) => value),
            { lineWidth: 1.7, lineColor: ink },
          ),
          ...dots,
        ],
      },
      {
        table: {
          widths: points.map(() => column),
          body: [
            inReadingOrder<Node>(
              setting,
              points.map(({ label }) => ({ text: sentence(setting, label), fontSize: 7.5, color: secondary, alignment: 'center' })),
            ),
          ],
        },
        layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 0, paddingTop: () => 3, paddingBottom: () => 0 },
      },
      ...(caption ? [{ text: sentence(setting, caption), fontSize: 8, color: secondary, margin: [0, 5, 0, 0] }] : []),
    ],
    margin: [0, 4, 0, 12],
  };
}

/** From one point to the next, level at both ends. */
function bend(x1: number, y1: number, x2: number, y2: number): { x: number; y: number }[] {
  return Array.from({ length: BENDS + 1 }, (_, i) => {
    const share = i / BENDS;
    return { x: x1 + (x2 - x1) * share, y: y1 + (y2 - y1) * share * share * (3 - 2 * share) };
  });
}
