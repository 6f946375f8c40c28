import type { Line, Tornado } from '../../shared/report';
import { inReadingOrder, type Node, type Setting } from './page';
import { hairline, ink, secondary } from './palette';
import { sentence, toRuns } from './text';

const [TRACK, WORDS] = [168, 92];

/** Down in one colour, up in another, from the mark where it stands now; both are written at their side. */
export function tornadoNode(setting: Setting, { rows, max, columns }: Tornado): Node {
  const x = (value: number) => {
    const at = Math.min(1, Math.max(0, value / max || 0)) * TRACK;
    return setting.rtl ? TRACK - at : at;
  };
  const span = (from: number, to: number, color: string): Node => ({
    type: 'rect',
    x: Math.min(x(from), x(to)),
    y: 3,
    w: Math.abs(x(to) - x(from)),
    h: 8,
    color,
  });
  const title = (words: string): Node => ({ text: sentence(setting, words), ...setting.strong, fontSize: 8, color: secondary });
  const words = (line: Line | undefined): Node => ({ text: toRuns(setting, line ?? '–', 8), fontSize: 8, color: line ? ink : secondary });
  const scale: Node = {
    columns: inReadingOrder<Node>(setting, [
      { width: '*', text: setting.number(0), alignment: 'start' },
      { width: '*', text: setting.number(max), alignment: 'end' },
    ]),
    fontSize: 8,
    color: secondary,
  };
  const header = [title(columns.label), title(columns.down), scale, title(columns.up)];
  const body = rows.map(({ label, at, down, up }): Node[] => [
    { text: toRuns(setting, label, 8.5), fontSize: 8.5 },
    words(down?.words),
    {
      canvas: [
        { type: 'rect', x: 0, y: 6, w: TRACK, h: 2, color: hairline },
        ...(down ? [span(down.to, at, setting.brand.accent)] : []),
        ...(up ? [span(at, up.to, setting.tones.accent.mark)] : []),
        { type: 'line', x1: x(at), x2: x(at), y1: 0.5, y2: 13.5, lineWidth: 1.4, lineColor: ink },
      ],
    },
    words(up?.words),
  ]);
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: Math.min(2, rows.length),
      dontBreakRows: true,
      keepLastRows: true,
      widths: inReadingOrder<number | string>(setting, ['*', WORDS, TRACK, WORDS]),
      body: [header, ...body].map((row) => inReadingOrder(setting, row)),
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => hairline,
      paddingTop: () => 3,
      paddingBottom: () => 3,
      paddingLeft: (index: number) => (index === 0 ? 0 : 5),
      paddingRight: (index: number) => (index === 3 ? 0 : 5),
    },
    margin: [0, 2, 0, 12],
  };
}
