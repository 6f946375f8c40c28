import { inflateSync } from 'node:zlib';

const headerLength = 44;
const entryLength = 20;

export function isWoff(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'wOFF';
}

/**
 * WOFF 1.0 → the same font as plain TrueType. fontkit reads WOFF too, but unpacks the whole outline table again for every
 * glyph it looks at. Throws on a damaged file: the fonts are our own.
 */
export function toTrueType(woff: Uint8Array): Uint8Array {
  const source = Buffer.from(woff.buffer, woff.byteOffset, woff.byteLength);
  const count = source.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = headerLength + index * entryLength;
    const [offset, packed, length] = [source.readUInt32BE(at + 4), source.readUInt32BE(at + 8), source.readUInt32BE(at + 12)];
    const bytes = source.subarray(offset, offset + packed);
    // A table that would not get smaller is stored as it is.
    return { tag: source.subarray(at, at + 4), checksum: source.readUInt32BE(at + 16), bytes: packed < length ? inflateSync(bytes) : bytes };
  });

  const directory = Buffer.alloc(12 + count * 16);
  source.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const depth = Math.floor(Math.log2(count));
  directory.writeUInt16BE(2 ** depth * 16, 6);
  directory.writeUInt16BE(depth, 8);
  directory.writeUInt16BE((count - 2 ** depth) * 16, 10);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const at = 12 + index * 16;
    tag.copy(directory, at);
    directory.writeUInt32BE(checksum, at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(bytes.length, at + 12);
    const padding = -bytes.length & 3;
    parts.push(bytes, Buffer.alloc(padding));
    offset += bytes.length + padding;
  }
  return new Uint8Array(Buffer.concat(parts));
}
