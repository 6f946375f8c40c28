/**
 * A ZIP archive, looked at before anything of it is unpacked: the directory at its end says what is in it and how large,
 * and parts are unpacked piece by piece, so that an archive made to fill the memory is stopped on the way.
 */
import { ok, type Result, refuse } from '../../shared/problem';
import type { Limits } from '../limits';
import { createUnpacker, type PartEnd, UNPACK_STEP } from '../unpacker';

export type Part = { name: string; method: number; crc: number; packed: number; unpacked: number; offset: number };
export type Archive = { file: string; bytes: Uint8Array; parts: ReadonlyMap<string, Part>; limits: Limits };

/** Real sheets repeat themselves some hundred times at most. */
const RATIO = 500;
const RATIO_FROM = 32 * 1024 * 1024;
const ENTRIES = 20_000;

/** Fails with `xlsx-damaged` or `xlsx-too-large`. */
export function openArchive(file: string, bytes: Uint8Array, limits: Limits): Result<Archive> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return refuse('xlsx-damaged', { file });
  const parts = new Map<string, Part>();
  let at = end.directory;
  let unpacked = 0;
  for (let entry = 0; entry < end.entries; entry++) {
    if (entry >= ENTRIES) return tooLarge(file, limits);
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return refuse('xlsx-damaged', { file });
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const part = withLongSizes(view, at + 46 + nameLength, extraLength, {
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    unpacked += part.unpacked;
    if (unpacked > limits.unpackedBytes || (part.unpacked > RATIO_FROM && part.unpacked > part.packed * RATIO)) return tooLarge(file, limits);
    // Names differ in case and slashes between writers; of two alike the first counts.
    const key = partKey(name);
    if (!parts.has(key)) parts.set(key, part);
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return ok({ file, bytes, parts, limits });
}

/** Unpacks a part piece by piece. `onBytes` returns false to stop. */
export async function unpackPart({ bytes, limits }: Archive, part: Part, onBytes: (chunk: Uint8Array, share: number) => boolean): Promise<PartEnd> {
  const start = dataStart(bytes, part);
  if (start === undefined || (part.method !== 0 && part.method !== 8)) return 'damaged';
  let share = 0;
  const unpacker = createUnpacker(part, limits.unpackedBytes, (chunk) => onBytes(chunk, share));
  for (let at = 0; at < part.packed; at += UNPACK_STEP) {
    const to = Math.min(at + UNPACK_STEP, part.packed);
    share = to / part.packed;
    if (unpacker.push(bytes.subarray(start + at, start + to), to === part.packed)) break;
    // A caller who cancels must be heard.
    if ((at / UNPACK_STEP) % 64 === 63) await new Promise((resolve) => setImmediate(resolve));
  }
  return unpacker.end();
}

/** How parts are found: without regard to case, with plain slashes, from the root. */
export function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

export function tooLarge(file: string, limits: Limits): { ok: false } & Result<never> {
  return refuse('xlsx-too-large', { file, limit: Math.round(limits.unpackedBytes / 1_048_576) });
}

/** The record at the end, behind which only a comment may stand. */
function findEnd(view: DataView): { entries: number; directory: number } | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const entries = view.getUint16(at + 10, true);
    const directory = view.getUint32(at + 16, true);
    if (entries !== 0xffff && directory !== 0xffffffff) return { entries, directory };
    // ZIP64: a locator before the record leads to the long one.
    if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) return undefined;
    const long = Number(view.getBigUint64(at - 12, true));
    if (long + 56 > view.byteLength || view.getUint32(long, true) !== 0x06064b50) return undefined;
    return { entries: Number(view.getBigUint64(long + 32, true)), directory: Number(view.getBigUint64(long + 48, true)) };
  }
  return undefined;
}

/** Sizes over 4 GB, and those of writers that always use the long form, stand in an extra field. */
function withLongSizes(view: DataView, from: number, length: number, part: Part): Part {
  const next = { ...part };
  for (let at = from; at + 4 <= Math.min(from + length, view.byteLength); ) {
    const id = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    if (id === 1) {
      let value = at + 4;
      for (const key of ['unpacked', 'packed', 'offset'] as const) {
        if (next[key] !== 0xffffffff || value + 8 > Math.min(at + 4 + size, view.byteLength)) continue;
        next[key] = Number(view.getBigUint64(value, true));
        value += 8;
      }
    }
    at += 4 + size;
  }
  return next;
}

function dataStart(bytes: Uint8Array, { offset, packed }: Part): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) return undefined;
  // Encrypted parts can't be read.
  if ((view.getUint16(offset + 6, true) & 1) !== 0) return undefined;
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return start + packed <= bytes.length ? start : undefined;
}
