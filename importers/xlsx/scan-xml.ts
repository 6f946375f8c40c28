/**
 * A linear scanner over XML that comes in pieces. A million-row sheet as a tree would not fit the memory; here only the tag
 * at hand is kept. It knows no entities but XML's own five, and a DOCTYPE, which could define others, ends it.
 */

export type XmlListener = {
  /** Names come without their prefix. `attributes` is the text between name and end, see `attributeOf`. */
  onOpen(name: string, attributes: string, isEmpty: boolean): void;
  onClose(name: string): void;
  /** A text may come in several pieces. */
  onText?(text: string): void;
};

export type XmlScanner = {
  /** False: the XML is broken or has a DOCTYPE; nothing more will be read. */
  push(text: string): boolean;
  /** True when nothing was left open. */
  end(): boolean;
};

/** Characters of one tag, comment or section of text; more is no sheet. */
const LONGEST = 2 * 1024 * 1024;
const DEPTH = 200;

export function createXmlScanner({ onOpen, onClose, onText }: XmlListener): XmlScanner {
  let rest = '';
  let depth = 0;
  let broken = false;

  function push(piece: string): boolean {
    if (broken) return false;
    const text = rest === '' ? piece : rest + piece;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open < 0) {
        at = giveText(text, at, text.length, false);
        break;
      }
      if (open > at) giveText(text, at, open, true);
      const next = takeMarkup(text, open);
      if (next === undefined) {
        at = open;
        break;
      }
      if (broken) return false;
      at = next;
    }
    rest = text.slice(at);
    if (rest.length > LONGEST) broken = true;
    return !broken;
  }

  /** Returns up to where the text was given: half an entity waits for its other half. */
  function giveText(text: string, from: number, to: number, complete: boolean): number {
    let until = to;
    if (!complete) {
      const half = text.lastIndexOf('&', to);
      if (half >= from && to - half < 12 && text.indexOf(';', half) < 0) until = half;
    }
    if (depth > 0 && until > from) onText?.(decodeEntities(text.slice(from, until)));
    return until;
  }

  /** Where the markup that begins at `open` ends; undefined while its end has not come. */
  function takeMarkup(text: string, open: number): number | undefined {
    const sign = text.charCodeAt(open + 1);
    // <! or <?
    if (sign === 33) {
      if (text.startsWith('<!--', open)) return after(text.indexOf('-->', open + 4), 3);
      if (text.startsWith('<![CDATA[', open)) {
        const end = text.indexOf(']]>', open + 9);
        if (end >= 0 && depth > 0) onText?.(text.slice(open + 9, end));
        return after(end, 3);
      }
      if (text.length - open < 9) return undefined;
      broken = true;
      return open;
    }
    if (sign === 63) return after(text.indexOf('?>', open + 2), 2);
    const end = tagEnd(text, open + 1);
    if (end === undefined) return undefined;
    takeTag(text, open + 1, end);
    return end + 1;
  }

  function takeTag(text: string, from: number, end: number): void {
    if (text.charCodeAt(from) === 47) {
      depth -= 1;
      if (depth < 0) broken = true;
      else onClose(localName(text.slice(from + 1, end).trim()));
      return;
    }
    const isEmpty = text.charCodeAt(end - 1) === 47;
    const stop = isEmpty ? end - 1 : end;
    let nameEnd = from;
    while (nameEnd < stop && text.charCodeAt(nameEnd) > 32) nameEnd += 1;
    const name = localName(text.slice(from, nameEnd));
    if (name === '' || depth >= DEPTH) {
      broken = true;
      return;
    }
    onOpen(name, text.slice(nameEnd, stop), isEmpty);
    if (isEmpty) onClose(name);
    else depth += 1;
  }

  return { push, end: () => !broken && depth === 0 && rest.trim() === '' };
}

/** The value of an attribute in the text of a tag; undefined when it is not there. Prefixes of names don't count. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1);
    // A blank, or the colon of a prefix.
    if (!(before <= 32 || before === 58 || at === 0)) continue;
    let equals = at + name.length;
    while (attributes.charCodeAt(equals) <= 32) equals += 1;
    if (attributes.charCodeAt(equals) !== 61) continue;
    let quote = equals + 1;
    while (attributes.charCodeAt(quote) <= 32) quote += 1;
    const sign = attributes.charAt(quote);
    const end = sign === '"' || sign === "'" ? attributes.indexOf(sign, quote + 1) : -1;
    return end < 0 ? undefined : decodeEntities(attributes.slice(quote + 1, end));
  }
  return undefined;
}

function after(found: number, length: number): number | undefined {
  return found < 0 ? undefined : found + length;
}

/** A `>` inside quotes ends no tag. */
function tagEnd(text: string, from: number): number | undefined {
  let end = text.indexOf('>', from);
  let quote = 0;
  let at = from;
  while (end >= 0) {
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (quote === 0) {
        if (code === 34 || code === 39) quote = code;
      } else if (code === quote) quote = 0;
    }
    if (quote === 0) return end;
    end = text.indexOf('>', end + 1);
  }
  return undefined;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML, and characters by number; others stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return named[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return code > 0x10ffff || code === 0 ? '\ufffd' : String.fromCodePoint(code);
  });
}
