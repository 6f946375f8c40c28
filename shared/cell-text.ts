/**
 * How text lies in a spreadsheet cell. A cell that begins with `=` is harmless in an XLSX file and becomes a live formula
 * as soon as somebody saves it as CSV, so such text carries an apostrophe; reading takes exactly that apostrophe off again.
 */
import { withoutMarks } from './direction-marks';

/** Excel's own limit, in UTF-16 units. */
export const CELL_LIMIT = 32_767;

/** Blanks, controls and invisible marks may stand before the dangerous sign; so may the apostrophes of earlier rounds. */
const live = /^'*[\s\p{Cc}\p{Cf}]*?[=+\-@\t\r\n＝＋－＠]/u;
/** Not allowed in XML 1.0, so a file that holds one is "repaired" by Excel. Tab and line feed stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
/** Excel reads `_x0041_` as `A`; SharePoint names its columns `Order_x0020_Date`. */
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text as it may stand in a cell: at most 32,767 units (`cut` says that some were lost), no direction marks, never live. */
export function toCellText(text: string): { text: string; cut: boolean } {
  const clean = withoutMarks(text)
    .replace(/\r\n?/g, '\n')
    .replace(illegal, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  const safe = (live.test(clean) ? `'${clean}` : clean).replace(escapeLike, '_x005F_');
  if (safe.length <= CELL_LIMIT) return { text: safe, cut: false };
  return { text: `${safe.slice(0, CELL_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…`, cut: true };
}

/** The text that was meant: undoes `toCellText` except for what it had to drop. */
export function fromCellText(cell: string): string {
  return withoutGuard(cell.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));
}

/** Takes off the apostrophe that keeps a text from being live; for sheets that were saved as CSV on the way back. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && live.test(text) ? text.slice(1) : text;
}
