/** The look of every sheet: calm, printable, the same in Excel and LibreOffice. Arial, because every machine has it. */
import type { Alignment, Borders, Fill, Font, Style } from 'exceljs';
import type { SheetColumn } from '../../shared/report';

const ink = { argb: 'FF1F2937' };
const quiet = { argb: 'FF5B6472' };
const rule = { style: 'thin', color: { argb: 'FFE3E7ED' } } as const;
const strong = { style: 'thin', color: { argb: 'FF9DB0CC' } } as const;
const openFill: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFBE6' } };
const openRule = { style: 'thin', color: { argb: 'FFD9C88A' } } as const;
const headerFill: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE9EFF8' } };

function arial(font: Partial<Font> = {}): Partial<Font> {
  return { name: 'Arial', size: 10, color: ink, ...font };
}

/** Technical tokens read left to right everywhere, and stand at the reading edge of the sheet so that they don't touch the next column. */
function alignmentOf(kind: SheetColumn['kind'], rtl: boolean): Partial<Alignment> {
  const start = rtl ? 'right' : 'left';
  const own = rtl ? 'rtl' : 'ltr';
  switch (kind) {
    case 'code':
      return { vertical: 'top', horizontal: start, readingOrder: 'ltr', wrapText: true };
    case 'number':
      return { vertical: 'top', horizontal: rtl ? 'left' : 'right', readingOrder: 'ltr' };
    case 'date':
      return { vertical: 'top', horizontal: start, readingOrder: 'ltr' };
    case 'boolean':
      return { vertical: 'top', horizontal: 'center', readingOrder: own };
    case 'text':
      return { vertical: 'top', horizontal: start, readingOrder: own, wrapText: true };
  }
}

/** `open`: to be filled in, in a locked sheet. */
export type Look = {
  intro: Partial<Style>;
  introTitle: Partial<Style>;
  header: Partial<Style>;
  cell: (kind: SheetColumn['kind'], open?: boolean) => Partial<Style>;
};

/** Styles are made once per sheet and shared by its cells: ExcelJS then writes each of them once and stays fast. */
export function createLook(rtl: boolean): Look {
  const start = rtl ? 'right' : 'left';
  const own = rtl ? 'rtl' : 'ltr';
  const border: Partial<Borders> = { bottom: rule };
  const cells = Object.fromEntries(
    (['text', 'code', 'number', 'date', 'boolean'] as const).map((kind) => [
      kind,
      { font: arial(), alignment: alignmentOf(kind, rtl), border, ...(kind === 'date' ? { numFmt: 'yyyy-mm-dd' } : {}) } satisfies Partial<Style>,
    ]),
  ) as Record<SheetColumn['kind'], Partial<Style>>;
  const openBorder: Partial<Borders> = { top: openRule, bottom: openRule, left: openRule, right: openRule };
  const openCells = Object.fromEntries(
    Object.entries(cells).map(([kind, style]) => [
      kind,
      { ...style, fill: openFill, border: openBorder, protection: { locked: false } } satisfies Partial<Style>,
    ]),
  ) as Record<SheetColumn['kind'], Partial<Style>>;
  return {
    introTitle: { font: arial({ size: 14, bold: true }), alignment: { vertical: 'middle', horizontal: start, readingOrder: own } },
    intro: { font: arial({ color: quiet }), alignment: { vertical: 'middle', horizontal: start, readingOrder: own } },
    header: {
      font: arial({ bold: true }),
      fill: headerFill,
      alignment: { vertical: 'middle', horizontal: start, readingOrder: own, wrapText: true },
      border: { top: strong, bottom: strong },
    },
    cell: (kind, open = false) => (open ? openCells[kind] : cells[kind]),
  };
}
