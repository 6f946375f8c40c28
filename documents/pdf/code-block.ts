import type { Block } from '../../shared/report';
import { withoutControls } from '../plain-text';
import { withBreaks } from './bidi/isolate';
import { lineHeightOf } from './fonts';
import type { Node, Setting } from './page';
import { secondary, sunken } from './palette';
import { sentence } from './text';

const size = 8;
/** Lines that stay together at its beginning and at its end. */
const ends = 3;
/** Of one blank at the beginning of a line, in points; deeper than the second number no line begins. */
const indent = { blank: 4.5, most: 200 };

/** Lines without end are not kept together: higher than a page, they could not be placed. */
function isShort(lines: readonly string[]): boolean {
  return lines.every(({ length }) => length < 1000);
}

/** Rows that are not parted from the one behind them; the first row is the title. */
function leadingRows(lines: readonly string[]): ReadonlySet<number> {
  const last = lines.slice(-ends);
  return new Set(isShort(last) ? last.slice(1).map((_, index) => lines.length - 1 - index) : []);
}

/** About how high it is, with the room around it. */
export function codeHeight({ text }: Extract<Block, { kind: 'code' }>, width: number): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * size * 0.54) / width)), 0);
  return lines * (size * 1.5 + 1) + 52;
}

/** From left to right in every document, line by line, on a tinted ground; the title is said again on each page. */
export function codeNode(setting: Setting, { title, text }: Extract<Block, { kind: 'code' }>): Node {
  const source = text.split('\n');
  const lines = source.map((line): Node => {
    const written = line.trimStart();
    const left = Math.min(indent.most, (line.length - written.length) * indent.blank);
    // A line without ink keeps its height.
    return { text: withBreaks(withoutControls(written)) || '\u00a0', direction: 'ltr', alignment: 'left', fontSize: size, margin: [left, 0, 0, 0] };
  });
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: Math.min(isShort(source.slice(0, ends)) ? ends : 1, lines.length),
      leadingRows: leadingRows(source),
      widths: ['*'],
      body: [[{ text: sentence(setting, title), ...setting.strong, color: secondary, fontSize: size, alignment: 'start' }], ...lines.map((line) => [line])],
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      fillColor: (row: number) => (row === 0 ? null : sunken),
      paddingTop: (row: number) => (row === 1 ? 7 : row === 0 ? 4 : 0.5),
      paddingBottom: (row: number) => (row === lines.length ? 7 : row === 0 ? 4 : 0.5),
      paddingLeft: () => 9,
      paddingRight: () => 9,
    },
    lineHeight: lineHeightOf(setting.language) * 0.92,
    margin: [0, 2, 0, 14],
  };
}
