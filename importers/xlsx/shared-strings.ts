/** The texts of a workbook, which its cells name by number. Kept as bytes: a million JavaScript strings would cost thrice as much. */
import type { PartEnd } from '../unpacker';
import type { Archive } from './archive';
import { scanNamed } from './part-text';

export type StringTable = {
  /** False when the table is full. */
  add(text: string): boolean;
  get(index: number): string;
};

export function createStringTable(mostBytes: number): StringTable {
  let bytes = Buffer.alloc(64 * 1024);
  let ends = new Uint32Array(4_096);
  let count = 0;
  let used = 0;
  return {
    add(text) {
      const size = Buffer.byteLength(text);
      if (used + size > mostBytes || count >= 50_000_000) return false;
      if (used + size > bytes.length) bytes = Buffer.concat([bytes.subarray(0, used)], Math.max(bytes.length * 2, used + size));
      if (count === ends.length) {
        const longer = new Uint32Array(ends.length * 2);
        longer.set(ends);
        ends = longer;
      }
      bytes.write(text, used);
      used += size;
      ends[count] = used;
      count += 1;
      return true;
    },
    get(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) return '';
      return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
    },
  };
}

/** Rich text gives its words; the reading aids of East Asian text are left out. `stopped`: too much text. */
export async function readStrings(archive: Archive, part: string, table: StringTable): Promise<PartEnd | 'missing'> {
  let text = '';
  let inText = false;
  let aside = 0;
  let full = false;
  return scanNamed(archive, part, {
    onOpen(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') aside += 1;
    },
    onClose(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') aside -= 1;
      else if (name === 'si' && !table.add(cellString(text))) full = true;
    },
    onText(piece) {
      if (inText && aside === 0) text += piece;
    },
    stopped: () => full,
  });
}

/** `_x000D_` stands for a character that XML can't hold. */
export function cellString(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
