/** The plain words of a message as HTML of a mail: paragraphs, lines, links, and values that stand on their own whatever their direction. */
import { LinkifyIt } from 'linkify-it';
import type { Direction } from '../text';

/** Addresses that are written out: a word with a dot in it is no link, and nothing but these three is ever one. */
const links = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false }).add('ftp:', null).add('//', null);

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * What a mail shows and no more: no control characters, no marks that turn text around. Isolates (FSI, LRI, RLI … PDI) stay; they only
 * keep what is in them from disturbing the rest.
 */
export function cleanWords(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\ufeff]/g, '')
      .trim()
  );
}

/** Paragraphs stand apart by empty lines; single line ends stay line ends. */
export function wordsToHtml(text: string, base: Direction, linkStyle: string): string {
  return text
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((paragraph) => {
      const direction = directionOfWords(paragraph) ?? base;
      // A paragraph in the other language reads in its own direction, and stays at the side where the reader looks for it.
      const other = direction === base ? '' : ` dir="${direction}"`;
      const side = direction === base ? '' : `;text-align:${base === 'rtl' ? 'right' : 'left'}`;
      const lines = paragraph.split('\n').map((line) => lineToHtml(line, linkStyle));
      return `<p${other} style="margin:0 0 16px${side}">${lines.join('<br>\n')}</p>`;
    })
    .join('\n');
}

type Span = { from: number; to: number; open: string; close: string };

/** One line: links, and isolates as elements with a direction, which every mailbox keeps. */
export function lineToHtml(line: string, linkStyle: string): string {
  const { plain, isolates } = apart(line);
  const found = (links.match(plain) ?? []).map(
    ({ index, lastIndex, url }): Span => ({ from: index, to: lastIndex, open: `<a href="${escapeHtml(url)}" dir="ltr" style="${linkStyle}">`, close: '</a>' }),
  );
  // A value within an address is part of it; only those that hold a whole address, or none of it, are elements.
  const around = isolates.filter(({ from, to }) => found.every((link) => to <= link.from || from >= link.to || (from <= link.from && to >= link.to)));
  return nest([...around, ...found], plain);
}

/** The text with its spans as elements, outer ones first. Spans lie within each other or apart. */
function nest(spans: Span[], plain: string): string {
  const inOrder = spans.map((span, order) => ({ ...span, order })).sort((a, b) => a.from - b.from || b.to - a.to || a.order - b.order);
  let html = '';
  let at = 0;
  const open: Span[] = [];
  const writeTo = (to: number) => {
    html += escapeHtml(plain.slice(at, to));
    at = to;
  };
  const closeUpTo = (position: number) => {
    for (let last = open.at(-1); last && last.to <= position; last = open.at(-1)) {
      writeTo(last.to);
      html += last.close;
      open.pop();
    }
  };
  for (const span of inOrder) {
    closeUpTo(span.from);
    writeTo(span.from);
    html += span.open;
    open.push(span);
  }
  closeUpTo(plain.length);
  writeTo(plain.length);
  return html;
}

/** The text without its isolates, and where they were; one that is never closed ends with the line, as it does on a screen. */
function apart(line: string): { plain: string; isolates: Span[] } {
  let plain = '';
  const begun: { from: number; mark: string }[] = [];
  const isolates: Span[] = [];
  const end = () => {
    const last = begun.pop();
    if (last === undefined || last.from === plain.length) return;
    const own = directionOfWords(plain.slice(last.from)) ?? 'ltr';
    const direction = last.mark === '\u2066' ? 'ltr' : last.mark === '\u2067' ? 'rtl' : own;
    isolates.push({ from: last.from, to: plain.length, open: `<span dir="${direction}">`, close: '</span>' });
  };
  for (const character of line) {
    if (character === '\u2069') end();
    // As deep as anybody nests; hostile text must not nest elements without end.
    else if (/[\u2066-\u2068]/.test(character)) begun.push({ from: plain.length, mark: begun.length < 8 ? character : '' });
    else plain += character;
  }
  while (begun.length > 0) end();
  // Inner ones were closed first: outer ones first where two begin and end together.
  return { plain, isolates: isolates.reverse() };
}

/** By the first letter that has a direction; letters in isolates do not count. Undefined: there is none. */
export function directionOfWords(text: string): Direction | undefined {
  const outside = text.includes('\u2069') ? text.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '') : text;
  const first = /[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200e\u200f]|(?![\u0590-\u08ff])\p{L}/u.exec(outside)?.[0];
  if (first === undefined) return undefined;
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f]/.test(first) ? 'rtl' : 'ltr';
}
