/** The rows of a sheet, one after the other, in bounded memory. */
import type { PartEnd } from '../unpacker';
import { formatNumber } from './number-format';
import type { OpenWorkbook, SheetPart } from './open-workbook';
import { scanNamed } from './part-text';
import { attributeOf } from './scan-xml';
import { cellString } from './shared-strings';

/** Cells with something in them, by column from 0, ascending as the file has them. */
export type SheetRow = { row: number; columns: number[]; texts: string[] };

export type SheetEnd = {
  end: PartEnd | 'missing';
  /** Formulas whose result was never saved. */
  emptyFormulas: number;
  /** The first cells that show nothing although something is in them. `column` from 0. */
  odd: OddCell[];
  /** Ranges that are one cell to the eye, such as `B4:B7`; all but the first cell of each are empty. */
  merged: string[];
};

export type OddCell = { kind: 'formula-unsaved' | 'error'; row: number; column: number };

/** Excel's own limits. */
const COLUMNS = 16_384;
const ROWS = 1_048_576;
/** Odd cells and merged ranges that are told of. */
const ODD = 200;
/** Characters of one cell that are looked at. */
const CELL = 40_000;

/** Empty rows are left out. `onRow` returns false to stop. */
export async function streamSheet(
  { archive, strings, formats, date1904 }: OpenWorkbook,
  { part }: SheetPart,
  onRow: (row: SheetRow) => boolean,
  onProgress?: (share: number) => void,
): Promise<SheetEnd> {
  let current: SheetRow | undefined;
  let lastRow = 0;
  let column = 0;
  let type = 'n';
  let style = 0;
  let value = '';
  let inValue = false;
  let inCell = false;
  let aside = 0;
  let hasFormula = false;
  let emptyFormulas = 0;
  let stopped = false;
  const odd: OddCell[] = [];
  const merged: string[] = [];

  function openCell(attributes: string): void {
    const reference = attributeOf(attributes, 'r');
    column = reference === undefined ? column + 1 : columnOf(reference);
    type = attributeOf(attributes, 't') ?? 'n';
    style = Number(attributeOf(attributes, 's') ?? 0);
    value = '';
    hasFormula = false;
    inCell = true;
  }

  function closeCell(): void {
    inCell = false;
    if (!current || column < 1 || column > COLUMNS || current.columns.length >= COLUMNS) return;
    const isUnsaved = value === '' && hasFormula;
    if (isUnsaved) emptyFormulas += 1;
    if ((isUnsaved || (type === 'e' && value !== '')) && odd.length < ODD)
      odd.push({ kind: isUnsaved ? 'formula-unsaved' : 'error', row: current.row, column: column - 1 });
    const text = textOf();
    if (text.trim() === '') return;
    current.columns.push(column - 1);
    current.texts.push(text);
  }

  function textOf(): string {
    switch (type) {
      case 's':
        return strings.get(Number(value));
      case 'str':
      case 'inlineStr':
        return cellString(value);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true' ? 'true' : value.trim() === '' ? '' : 'false';
      case 'e':
        return '';
      case 'd':
        return value.trim().replace(/T00:00:00(\.0+)?Z?$/, '');
      default:
        return formatNumber(value, formats[style] ?? { kind: 'plain' }, date1904);
    }
  }

  const end = await scanNamed(
    archive,
    part,
    {
      onOpen(name, attributes) {
        if (name === 'c') openCell(attributes);
        else if (name === 'v' || (name === 't' && inCell && aside === 0)) inValue = inCell;
        else if (name === 'f') hasFormula = true;
        else if (name === 'mergeCell' && merged.length < ODD) merged.push(attributeOf(attributes, 'ref') ?? '');
        else if (name === 'rPh') aside += 1;
        else if (name === 'row') {
          const given = Number(attributeOf(attributes, 'r') ?? 0);
          lastRow = Number.isInteger(given) && given > lastRow && given <= ROWS ? given : lastRow + 1;
          current = { row: lastRow, columns: [], texts: [] };
          column = 0;
        }
      },
      onClose(name) {
        if (name === 'v' || name === 't') inValue = false;
        else if (name === 'c') closeCell();
        else if (name === 'rPh') aside -= 1;
        else if (name === 'row' && current) {
          if (current.columns.length > 0 && !onRow(current)) stopped = true;
          current = undefined;
        }
      },
      onText(text) {
        if (inValue && value.length < CELL) value += text;
      },
      stopped: () => stopped,
    },
    onProgress,
  );
  return { end, emptyFormulas, odd, merged };
}

/** `BC12` → 55. 0 when it is no reference. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && i < 4; i++) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column;
}
