import type { DataValidation, Workbook, Worksheet } from 'exceljs';

/** Excel's limit for a list written into the rule itself. */
const INLINE_LIMIT = 255;
/**
 * The range-level list of a worksheet. It exists in ExcelJS 4.4.0 but is commented out of its typings; one rule per column
 * instead of one per cell keeps 5,000-row maps small.
 */
function rulesOf(sheet: Worksheet): { add: (range: string, rule: DataValidation) => unknown } {
  const found: unknown = Reflect.get(sheet, 'dataValidations');
  if (typeof found !== 'object' || found === null || !('add' in found))
    throw new Error('This ExcelJS has no worksheet.dataValidations; see documents/xlsx/drop-downs.ts');
  return found as { add: (range: string, rule: DataValidation) => unknown };
}

/**
 * Adds drop-downs to columns. Lists that don't fit into a rule (over 255 characters, or an option with a comma or quote)
 * are put on a sheet `_lists` that only the file's author can unhide. Options must be cell texts already.
 */
export function createDropDowns(book: Workbook): (sheet: Worksheet, column: number, firstRow: number, lastRow: number, options: readonly string[]) => void {
  let lists: Worksheet | undefined;
  const known = new Map<string, string>();

  function formulaOf(options: readonly string[]): string {
    const inline = options.join(',');
    if (inline.length <= INLINE_LIMIT && !options.some((option) => /[,"\n]/.test(option))) return `"${inline}"`;
    const key = JSON.stringify(options);
    const earlier = known.get(key);
    if (earlier) return earlier;
    lists ??= book.addWorksheet('_lists', { state: 'veryHidden' });
    const column = lists.getColumn(known.size + 1);
    column.values = [...options];
    const formula = `'_lists'!$${column.letter}$1:$${column.letter}$${options.length}`;
    known.set(key, formula);
    return formula;
  }

  return (sheet, column, firstRow, lastRow, options) => {
    if (options.length === 0) return;
    const letter = sheet.getColumn(column).letter;
    rulesOf(sheet).add(`${letter}${firstRow}:${letter}${Math.min(lastRow, 1_048_576)}`, {
      type: 'list',
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop',
      formulae: [formulaOf(options)],
    });
  };
}
