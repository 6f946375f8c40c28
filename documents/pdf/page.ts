import type { BrandColors } from '../../shared/documents/brand-colors';
import { directionOf, type Language } from '../../shared/text';
import type { Tones } from './palette';
import type { BidiSession } from './pdfmake-adapter';

/** A node of a pdfmake document definition. Loosely typed: ours carry properties (`direction`, `alignment: 'start'`) pdfmake's typings don't know. */
export type Node = { [property: string]: unknown };

/** A4, in points. */
export const page = { width: 595.28, height: 841.89, side: 56, top: 78, bottom: 66 };
export const contentWidth = page.width - 2 * page.side;
export const contentHeight = page.height - page.top - page.bottom;

/** A page on its side has less height to give away: the text begins closer to the header, and a drawing may be wider than the text. */
export const landscape = {
  lift: 20,
  width: page.height - 80,
  height: page.width - page.top - page.bottom + 20,
  /** Of text and tables, which stay between the margins. */
  text: page.height - 2 * page.side,
};

/** Between the margins of an upright page, and of one that text and tables lie on sideways. */
export const rooms = {
  upright: { width: contentWidth, height: contentHeight },
  turned: { width: landscape.text, height: page.width - page.top - page.bottom },
};

/** What every part of one document is drawn with. */
export type Setting = {
  language: Language;
  rtl: boolean;
  /** Between the margins of the page. */
  room: { width: number; height: number };
  session: BidiSession;
  /** Ids of the headings a `#id` link may lead to. */
  anchors: ReadonlySet<string>;
  /** Family of headings and labels, one step heavier than the text. */
  strong: { font: string; bold?: boolean };
  brand: BrandColors;
  tones: Tones;
  number(value: number): string;
};

export function isRtl(language: Language): boolean {
  return directionOf(language) === 'rtl';
}

/** Columns, cells and widths in reading order → as pdfmake draws them, from the left. */
export function inReadingOrder<T>(setting: Setting, items: readonly T[]): T[] {
  return setting.rtl ? [...items].reverse() : [...items];
}

/** [start, top, end, bottom] → pdfmake's [left, top, right, bottom]. */
export function margins(setting: Setting, [start, top, end, bottom]: [number, number, number, number]): [number, number, number, number] {
  return setting.rtl ? [end, top, start, bottom] : [start, top, end, bottom];
}

/** pdfmake keeps ids on a plain array, where `map` or `length` would count as taken. */
export function anchorOf(id: string): string {
  return `at-${id}`;
}
