/**
 * About how high a block will be, before it is laid out: good enough to decide whether it is short. Characters are counted, not
 * measured; what is drawn by other rules than lines of text has no height here.
 */
import type { Block, Line } from '../../shared/report';
import { plainText } from '../plain-text';
import { rowLegend } from '../row-legend';
import { codeHeight } from './code-block';
import { headings, sizes } from './prose-blocks';
import { fitted, size as tableSize } from './table-block';

/** Of a character, in em; of a line, in em; of a word that does not fit on its line, in lines. */
const [advance, leading] = [0.54, 1.5];

export function linesOf(line: Line, size: number, width: number): number {
  return plainText(line)
    .split('\n')
    .reduce((sum, text) => sum + Math.max(1, Math.ceil((text.length * size * advance) / Math.max(size, width))), 0);
}

function textHeight(line: Line, size: number, width: number): number {
  return linesOf(line, size, width) * size * leading;
}

/** Points with the room around it; undefined: not known before it is drawn. */
export function heightOf(block: Block, width: number): number | undefined {
  switch (block.kind) {
    case 'heading': {
      const { size, above, below } = headings[block.level];
      return above + textHeight(block.text, size, width) * 0.85 + below;
    }
    case 'paragraph':
      return textHeight(block.text, sizes[block.size ?? 'normal'], width) + 9;
    case 'list':
      return block.items.reduce((sum, item) => sum + textHeight(item, 10, width - 20) + 4, 6);
    case 'facts':
      return block.rows.reduce((sum, { label, value }) => sum + Math.max(textHeight(label, 9.5, 142), textHeight(value, 10, width - 166)) + 9, 14);
    case 'table':
      return tableHeight(block, width);
    case 'callout':
      return textHeight(block.text, 9.5, width - 27) + (block.title ? 17 : 0) + 35;
    case 'code':
      return codeHeight(block, width - 18);
    case 'bars':
      return block.rows.length * 21 + 14;
    case 'stacked-bars':
      return block.rows.length * 28 + Math.ceil(block.parts.length / 4) * 15 + 18;
    case 'tornado':
      return block.rows.length * 30 + 38;
    case 'curve':
      return 200;
    case 'radar':
      return Math.ceil(block.axes.length / 2) * 15 + Math.ceil(block.shapes.length / 3) * 175 + 32;
    default:
      return undefined;
  }
}

function tableHeight(block: Extract<Block, { kind: 'table' }>, width: number): number {
  const { columns, rows } = block;
  const widths = fitted(columns, width);
  const fixed = widths.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
  const share = (width - fixed - columns.length * 10) / Math.max(1, widths.filter((one) => typeof one !== 'number').length);
  const rowHeight = (cells: readonly Line[]) =>
    Math.max(0, ...cells.map((cell, index) => textHeight(cell, tableSize, typeof widths[index] === 'number' ? widths[index] : share))) + 8.5;
  return [columns.map(({ title }) => title), ...rows.map(({ cells }) => cells)].reduce(
    (sum, cells) => sum + rowHeight(cells),
    rowLegend(block).length > 0 ? 34 : 16,
  );
}
