/**
 * The first table of copied markup as tab-separated text; undefined when there is none. Parsed as an inert document: scripts
 * don't run and nothing is fetched. Tabs and line ends inside a cell become blanks.
 */
export function textOfTable(markup: string): string | undefined {
  if (!/<table/i.test(markup)) return undefined;
  const table = new DOMParser().parseFromString(markup, 'text/html').querySelector('table');
  if (!table || table.rows.length === 0) return undefined;
  return [...table.rows].map((row) => [...row.cells].flatMap(cellsOf).join('\t')).join('\n');
}

/** A cell over several columns leaves the others empty. */
function cellsOf(cell: HTMLTableCellElement): string[] {
  const text = (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
  const quoted = text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  return [quoted, ...Array.from({ length: Math.min(cell.colSpan, 100) - 1 }, () => '')];
}
