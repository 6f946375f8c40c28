import type { PartEnd } from '../unpacker';
import type { Archive } from './archive';
import { builtInFormat, type NumberFormat, readFormat } from './number-format';
import { scanNamed } from './part-text';
import { attributeOf } from './scan-xml';

/** Excel's own limit of cell styles. */
const STYLES = 65_536;

/** The number format of each cell style. */
export async function readStyles(archive: Archive, part: string): Promise<{ formats: NumberFormat[]; end: PartEnd | 'missing' }> {
  const own = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  const end = await scanNamed(archive, part, {
    onOpen(name, attributes) {
      if (name === 'numFmt' && own.size < STYLES) {
        const id = Number(attributeOf(attributes, 'numFmtId'));
        if (Number.isInteger(id)) own.set(id, readFormat((attributeOf(attributes, 'formatCode') ?? '').slice(0, 300)));
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells && formats.length < STYLES) {
        const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
        formats.push(own.get(id) ?? builtInFormat(id));
      }
    },
    onClose(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return { formats, end };
}
