/**
 * Reads back what is written on the pages of a PDF that Masa made: enough of the format for our own files, which have a plain
 * table of objects, packed contents and a table from glyphs to characters for each font. Other PDFs are not read.
 * Whoever made the file may have made it to keep us busy: every pattern is such that no text is gone over again and again.
 */
import { inflateSync } from 'node:zlib';
import { packLimits } from './pack-limits';

const MOST_PAGES = 5_000;

/** The characters of each page in the order they were drawn, without blanks; undefined: not a PDF of this form. */
export function textOfPages(bytes: Uint8Array): string[] | undefined {
  try {
    const file = openPdf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const root = file.object(numberIn(file.trailer, 'Root'));
    return pagesUnder(file, numberIn(root, 'Pages')).map((page) => textOfPage(file, page));
  } catch {
    return undefined;
  }
}

type Pdf = { trailer: string; object(n: number): string; stream(n: number): Buffer; decoder(font: number): Map<number, string> };

function openPdf(bytes: Buffer): Pdf {
  const tail = bytes.subarray(-2048).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1]);
  const table = bytes.subarray(start).toString('latin1');
  const head = /^xref\s+0 (\d+)\s+/.exec(table);
  if (!head) throw new Error('no plain table of objects');
  // Twenty bytes a line, as the format wants it.
  const offsets = Array.from({ length: Number(head[1]) }, (_, n) => Number(table.slice(head[0].length + n * 20, head[0].length + n * 20 + 10)));
  const decoders = new Map<number, Map<number, string>>();
  let left: number = packLimits.entryBytes;

  function range(n: number): [from: number, to: number] {
    const from = offsets[n];
    const opening = `${n} 0 obj`;
    if (from === undefined || bytes.toString('latin1', from, from + opening.length) !== opening) throw new Error(`no object ${n}`);
    return [from + opening.length, bytes.indexOf('endobj', from)];
  }
  const object = (n: number) => {
    const [from, to] = range(n);
    const stream = bytes.indexOf('stream\n', from);
    return bytes.toString('latin1', from, stream >= 0 && stream < to ? stream : to);
  };
  const stream = (n: number) => {
    const dictionary = object(n);
    const from = bytes.indexOf('stream\n', range(n)[0]) + 'stream\n'.length;
    const packed = bytes.subarray(from, from + Number(/\/Length (\d+)/.exec(dictionary)?.[1]));
    const content = dictionary.includes('/FlateDecode') ? inflateSync(packed, { maxOutputLength: packLimits.wholeBytes }) : packed;
    left -= content.length;
    // A content that a thousand pages share is unpacked a thousand times.
    if (left < 0) throw new Error('too much on its pages');
    return content;
  };
  const decoder = (font: number) => {
    let decoder = decoders.get(font);
    if (!decoder) {
      decoder = charactersOf(stream(numberIn(object(font), 'ToUnicode')).toString('latin1'));
      decoders.set(font, decoder);
    }
    return decoder;
  };
  return { trailer: table.slice(table.indexOf('trailer')), object, stream, decoder };
}

function pagesUnder(file: Pdf, root: number): number[] {
  const pages: number[] = [];
  const waiting = [root];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    // A tree that leads back into itself has no end.
    if (seen.has(node) || seen.size > MOST_PAGES) throw new Error('pages within pages, or too many');
    seen.add(node);
    const dictionary = file.object(node);
    if (/\/Type \/Page\b(?!s)/.test(dictionary)) pages.push(node);
    else waiting.push(...referencesIn(/\/Kids \[([^[\]]*)\]/.exec(dictionary)?.[1] ?? '').reverse());
  }
  return pages;
}

function referencesIn(list: string): number[] {
  return [...list.matchAll(/\b(\d{1,10}) 0 R/g)].map((match) => Number(match[1]));
}

function textOfPage(file: Pdf, page: number): string {
  const dictionary = file.object(page);
  const resources = file.object(numberIn(dictionary, 'Resources'));
  const fonts = new Map(
    [...(/\/Font <<([^<>]*)>>/.exec(resources)?.[1] ?? '').matchAll(/\/([^\s/]+) (\d{1,10}) 0 R/g)].map(([, name, n]) => [name, Number(n)]),
  );
  const content = file.stream(numberIn(dictionary, 'Contents')).toString('latin1');
  let text = '';
  let decoder: Map<number, string> | undefined;
  // A font is chosen, or glyphs are drawn: numbers of four hex digits each.
  for (const [, font, glyphs] of content.matchAll(/\/([^\s/]+) [\d.]{1,20} Tf|<([0-9a-fA-F]+)>/g)) {
    if (font !== undefined) {
      const n = fonts.get(font);
      decoder = n === undefined ? undefined : file.decoder(n);
    } else if (glyphs !== undefined && decoder)
      for (let at = 0; at + 4 <= glyphs.length; at += 4) text += decoder.get(Number.parseInt(glyphs.slice(at, at + 4), 16)) ?? '�';
  }
  return text.replace(/\s/g, '');
}

/** Glyph → characters, out of a font's ToUnicode table. */
function charactersOf(table: string): Map<number, string> {
  const characters = new Map<number, string>();
  // A ligature stands for several, written with blanks between: passed over, every glyph after it would be taken for its neighbour.
  for (const [, from, , list] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^[\]]*)\]/gi))
    [...(list ?? '').matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, written = ''], index) => {
      const units = written.replaceAll(' ', '');
      characters.set(Number.parseInt(from ?? '', 16) + index, String.fromCharCode(...(units.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))));
    });
  return characters;
}

function numberIn(dictionary: string, key: string): number {
  const n = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1];
  if (n === undefined) throw new Error(`no ${key}`);
  return Number(n);
}
