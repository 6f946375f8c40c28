/** What every workbook of ours that comes back has in common: sheets found by what they hold, and their rows by column key. */
import { withoutGuard } from '../../shared/cell-text';
import { type ReturnedSheet, throughCell } from '../../shared/returned-sheet';
import { type Language, languages } from '../../shared/text';
import type { SheetLayout } from './find-layout';
import type { OpenWorkbook, SheetPart } from './open-workbook';
import { type SheetEnd, type SheetRow, streamSheet } from './stream-sheet';

export type Found<Role extends string> = { sheet: SheetPart; layout: SheetLayout<Role> };

/** Rows among which the header is looked for. */
export const HEAD = 60;

/** The sheets that can be it, best first: the one that still has its name, then visible ones, in order. */
export function ofRole<Role extends string>(found: readonly Found<Role>[], role: Role, names: ReadonlyMap<Role, string>): Found<Role>[] {
  const name = names.get(role)?.toLowerCase();
  const rank = ({ sheet }: Found<Role>) => (sheet.name.toLowerCase() === name ? 0 : sheet.hidden ? 2 : 1);
  return found.filter(({ layout }) => layout.role === role).sort((a, b) => rank(a) - rank(b));
}

/** The language that most titles are in. */
export function languageOf(layouts: readonly Pick<SheetLayout<string>, 'languages'>[]): Language | undefined {
  const votes = (language: Language) => layouts.reduce((sum, layout) => sum + (layout.languages.get(language) ?? 0), 0);
  const [best] = [...languages].sort((a, b) => votes(b) - votes(a));
  return best && votes(best) > 0 ? best : undefined;
}

export async function readHead(book: OpenWorkbook, sheet: SheetPart, limit: number): Promise<SheetRow[]> {
  return (await readRows(book, sheet, limit)).rows;
}

export async function readReturnedSheet(
  book: OpenWorkbook,
  { sheet, layout }: Found<string>,
  limit: number,
  keepUnknown = false,
): Promise<{ returned: ReturnedSheet; end: SheetEnd }> {
  const { rows, complete, end } = await readRows(book, sheet, limit + layout.headerRow);
  return { returned: toReturnedSheet(sheet.name, rows, layout, { complete, keepUnknown }), end };
}

/**
 * Texts by column key, below the header. `keepUnknown`: what stands in columns that are none of ours is kept under `+` and
 * their title, or `+` alone where they have none.
 */
export function toReturnedSheet(
  name: string,
  rows: readonly SheetRow[],
  layout: SheetLayout<string>,
  { complete, keepUnknown }: { complete: boolean; keepUnknown: boolean },
): ReturnedSheet {
  const keys = new Map([...layout.columns].map(([key, column]) => [column, key]));
  const returned: ReturnedSheet = {
    name,
    columns: Object.fromEntries([...layout.columns.keys()].map((key) => [key, layout.titles.get(key) ?? key])),
    rows: [],
    complete,
  };
  for (const { row, columns: at, texts } of rows) {
    if (row <= layout.headerRow) continue;
    const cells: Record<string, string> = {};
    at.forEach((column, index) => {
      const key = keys.get(column) ?? (keepUnknown ? `+${layout.unknown.get(column) ?? ''}` : undefined);
      const text = cellText(texts[index] ?? '');
      if (key === undefined || text === '') return;
      cells[key] = key.startsWith('+') && cells[key] !== undefined ? `${cells[key]}\n${text}` : text;
    });
    if (Object.keys(cells).length > 0) returned.rows.push({ row, cells });
  }
  return returned;
}

/** `complete` is false when the sheet goes on, or is damaged from there on. */
async function readRows(book: OpenWorkbook, sheet: SheetPart, limit: number): Promise<{ rows: SheetRow[]; complete: boolean; end: SheetEnd }> {
  const rows: SheetRow[] = [];
  const end = await streamSheet(book, sheet, (row) => {
    rows.push(row);
    return rows.length <= limit;
  });
  return { rows: rows.slice(0, limit), complete: end.end === 'done' && rows.length <= limit, end };
}

/** As it was meant: without the guard of dangerous signs, direction marks, controls, and the blanks that office programs put around. */
function cellText(text: string): string {
  return throughCell(withoutGuard(text));
}
