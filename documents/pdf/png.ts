/**
 * PNG in one form only. Logos come in all of its forms (few colours packed into bits, woven rows, sixteen bits, one colour that
 * shines through), and the library below the drawer reads some of them wrongly and fails on others after it has returned.
 */
import { deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Values of one pixel by kind: gray, colour, palette, gray and alpha, colour and alpha. */
const channelsOf: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Record<number, readonly number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

/** First column and row of each pass, and how far apart its columns and rows are. */
type Pass = readonly [x: number, y: number, dx: number, dy: number];
const whole: readonly Pass[] = [[0, 0, 1, 1]];
const woven: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** The same picture as plain RGBA with eight bits a value; undefined: it is no whole PNG. */
export function plainPng(bytes: Buffer): Buffer | undefined {
  const parts = chunksOf(bytes);
  const header = parts?.find(({ type }) => type === 'IHDR')?.data;
  if (!parts || header?.length !== 13) return undefined;
  const [width, height, depth, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header.readUInt8(8), header.readUInt8(9)];
  const channels = channelsOf[kind];
  if (!channels || !depthsOf[kind]?.includes(depth)) return undefined;
  const find = (type: string) => parts.find((part) => part.type === type)?.data;
  const packed = Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const passes = (header.readUInt8(12) === 1 ? woven : whole).map(([x, y, dx, dy]) => ({
    x,
    y,
    dx,
    dy,
    columns: Math.ceil((width - x) / dx),
    rows: Math.ceil((height - y) / dy),
  }));
  const strideOf = (columns: number) => Math.ceil((columns * channels * depth) / 8);
  const wanted = passes.reduce((sum, { columns, rows }) => sum + (columns > 0 && rows > 0 ? rows * (1 + strideOf(columns)) : 0), 0);
  let packedRows: Buffer;
  try {
    packedRows = inflateSync(packed, { maxOutputLength: wanted + 1 });
  } catch {
    return undefined;
  }
  if (packedRows.length !== wanted) return undefined;

  const pixels = Buffer.alloc(width * height * 4);
  const color = colorReader({ kind, depth, palette: find('PLTE'), transparent: find('tRNS') });
  if (!color) return undefined;
  let at = 0;
  for (const { x, y, dx, dy, columns, rows } of passes) {
    if (columns <= 0 || rows <= 0) continue;
    const stride = strideOf(columns);
    let above: Buffer = Buffer.alloc(stride);
    for (let row = 0; row < rows; row++) {
      const line = packedRows.subarray(at + 1, at + 1 + stride);
      if (!unfilter(packedRows[at] ?? 0, line, above, Math.max(1, (channels * depth) >> 3))) return undefined;
      for (let column = 0; column < columns; column++) color(line, column, pixels, ((y + row * dy) * width + x + column * dx) * 4);
      above = line;
      at += 1 + stride;
    }
  }
  return writePng(width, height, pixels);
}

type Chunk = { type: string; data: Buffer };

function chunksOf(bytes: Buffer): Chunk[] | undefined {
  if (!bytes.subarray(0, 8).equals(signature)) return undefined;
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (at + 12 + length > bytes.length) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') return chunks;
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return undefined;
}

/** In place. @param step bytes from a value to the same value of the pixel before. */
function unfilter(filter: number, line: Buffer, above: Buffer, step: number): boolean {
  if (filter > 4) return false;
  for (let i = 0; filter > 0 && i < line.length; i++) {
    const left = i < step ? 0 : (line[i - step] ?? 0);
    const up = above[i] ?? 0;
    const corner = i < step ? 0 : (above[i - step] ?? 0);
    const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : nearest(left, up, corner);
    line[i] = ((line[i] ?? 0) + guess) & 0xff;
  }
  return true;
}

function nearest(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}

type ColorReader = (line: Buffer, column: number, to: Buffer, at: number) => void;

/** Writes the colour of one pixel of a row as RGBA. undefined: a palette is wanted and not there. */
function colorReader({
  kind,
  depth,
  palette,
  transparent,
}: {
  kind: number;
  depth: number;
  palette?: Buffer | undefined;
  transparent?: Buffer | undefined;
}): ColorReader | undefined {
  const channels = channelsOf[kind] ?? 1;
  const most = 2 ** depth - 1;
  const raw = (line: Buffer, index: number): number => {
    if (depth === 8) return line[index] ?? 0;
    if (depth === 16) return ((line[2 * index] ?? 0) << 8) | (line[2 * index + 1] ?? 0);
    return ((line[(index * depth) >> 3] ?? 0) >> (8 - depth - ((index * depth) & 7))) & most;
  };
  const byte = (value: number) => (depth === 8 ? value : Math.round((value * 255) / most));
  if (kind === 3) {
    if (!palette || palette.length < 3) return undefined;
    return (line, column, to, at) => {
      const index = raw(line, column);
      for (let i = 0; i < 3; i++) to[at + i] = palette[index * 3 + i] ?? 0;
      to[at + 3] = transparent?.[index] ?? 255;
    };
  }
  const colors = kind === 0 || kind === 4 ? 1 : 3;
  /** The one colour that shines through. */
  const hole =
    channels === colors && transparent && transparent.length >= 2 * colors
      ? Array.from({ length: colors }, (_, i) => transparent.readUInt16BE(2 * i))
      : undefined;
  return (line, column, to, at) => {
    const first = column * channels;
    let hidden = hole !== undefined;
    for (let i = 0; i < 3; i++) {
      const value = raw(line, first + (colors === 1 ? 0 : i));
      to[at + i] = byte(value);
      hidden &&= value === hole?.[colors === 1 ? 0 : i];
    }
    to[at + 3] = channels > colors ? byte(raw(line, first + colors)) : hidden ? 0 : 255;
  };
}

/** @param pixels RGBA, row by row */
export function writePng(width: number, height: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 4));
  for (let row = 0; row < height; row++) rows.set(pixels.subarray(row * width * 4, (row + 1) * width * 4), row * (1 + width * 4) + 1);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(checksum(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** CRC-32, bit by bit: pictures are small. */
function checksum(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
