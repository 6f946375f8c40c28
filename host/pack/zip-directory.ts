/**
 * The zip of a pack, looked at before anything of it is unpacked, and read from where it lies. Unlike a spreadsheet, which is
 * read as far as it goes, a pack that is odd in any way is refused: it is either what Masa wrote, perhaps packed anew, or
 * somebody should ask where it has been.
 */
import { createUnpacker, UNPACK_STEP } from '../../importers/unpacker';
import type { ByteSource } from './byte-source';
import { packLimits } from './pack-limits';
import { pathKey } from './pack-paths';
import { LONG, readZipEntry, SHORT, type ZipEntry, type ZipFault } from './zip-entry';

export type ZipDirectory = { entries: ZipEntry[]; hasComment: boolean };

const END_OF_DIRECTORY = 0x06054b50;
const LOCAL_HEADER = 0x04034b50;
const ZIP64_LOCATOR = 0x07064b50;
/** Set when sizes and checksum stand behind the content and not in front of it. */
const SIZES_BEHIND = 0b1000;
/** Of what is read at a time. */
const BLOCK = 32 * UNPACK_STEP;

const tooMuch = (): ZipFault => ({ code: 'pack-bomb-whole', params: { limit: packLimits.unpackedBytes / 1_048_576 } });

/** What is in it, or the first thing that is wrong with it. */
export async function readZip(source: ByteSource): Promise<ZipDirectory | ZipFault> {
  const { size } = source;
  if (size > packLimits.bytes) return { code: 'pack-too-large', params: { limit: Math.round(packLimits.bytes / 1_048_576) } };
  if (size < 4 || ![LOCAL_HEADER, END_OF_DIRECTORY].includes(viewOf(await source.read(0, 4)).getUint32(0, true))) return { code: 'pack-not-a-zip' };
  const end = await readEnd(source);
  if ('code' in end) return end;
  const directory = await source.read(end.start, end.length);
  const entries: ZipEntry[] = [];
  let unpacked = 0;
  let at = 0;
  for (let n = 0; n < end.count; n++) {
    const read = readZipEntry(directory, at);
    if ('code' in read) return read;
    at = read.next;
    unpacked += read.entry.unpacked;
    if (unpacked > packLimits.unpackedBytes) return tooMuch();
    entries.push(read.entry);
  }
  if (at !== end.length) return { code: 'pack-damaged' };
  const fault = sameNames(entries) ?? (await contentsDiffer(source, entries, end.start));
  return fault ?? { entries, hasComment: end.hasComment };
}

/** Unpacks one file piece by piece; false: it is not what the list of contents says. */
export async function unpackEntry(source: ByteSource, entry: ZipEntry, onBytes: (chunk: Uint8Array) => void): Promise<boolean> {
  const start = entry.offset + lengthOfLocal(viewOf(await source.read(entry.offset, 30)));
  const unpacker = createUnpacker(entry, packLimits.entryBytes, (chunk) => {
    onBytes(chunk);
    return true;
  });
  for (let from = 0; from < entry.packed; from += BLOCK) {
    const block = await source.read(start + from, Math.min(BLOCK, entry.packed - from));
    for (let at = 0; at < block.length; at += UNPACK_STEP) {
      const to = Math.min(at + UNPACK_STEP, block.length);
      if (unpacker.push(block.subarray(at, to), from + to === entry.packed)) return false;
    }
    // A caller who cancels must be heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return unpacker.end() === 'done';
}

type End = { count: number; start: number; length: number; hasComment: boolean };

/** The record at the end, behind which only a comment of the length it says may stand. */
async function readEnd(source: ByteSource): Promise<End | ZipFault> {
  const length = Math.min(source.size, 22 + SHORT + 20);
  const view = viewOf(await source.read(source.size - length, length));
  let at = view.byteLength - 22;
  while (at >= 0 && !(view.getUint32(at, true) === END_OF_DIRECTORY && at + 22 + view.getUint16(at + 20, true) === view.byteLength)) at--;
  if (at < 0) return { code: 'pack-cut-off' };
  const [count, directoryLength, start] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
  if ((at >= 20 && view.getUint32(at - 20, true) === ZIP64_LOCATOR) || count === SHORT || start === LONG) return { code: 'pack-zip64-whole' };
  if (count > packLimits.files || directoryLength > packLimits.directoryBytes) return { code: 'pack-too-many-files', params: { limit: packLimits.files } };
  // Of several disks, or with a directory that is elsewhere.
  const isElsewhere = start + directoryLength !== source.size - view.byteLength + at;
  if (view.getUint32(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count || isElsewhere) return { code: 'pack-damaged' };
  return { count, start, length: directoryLength, hasComment: view.getUint16(at + 20, true) > 0 };
}

/** Two names that are one file on some system, or a file where others see a folder. */
function sameNames(entries: readonly ZipEntry[]): ZipFault | undefined {
  const taken = new Map<string, string>();
  for (const { path } of entries) {
    const key = pathKey(path);
    const other = taken.get(key);
    if (other !== undefined) return { code: 'pack-duplicate-name', params: { path, other } };
    taken.set(key, path);
  }
  for (const { path } of entries) {
    const key = pathKey(path);
    for (let slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      const other = taken.get(key.slice(0, slash));
      if (other !== undefined) return { code: 'pack-duplicate-name', params: { path, other } };
    }
  }
  return undefined;
}

/**
 * What stands in front of each content has to say what the list says of it: other programs go by it. The contents lie one
 * behind the other from the first byte on; what shared bytes would unpack to more than there is, and what lies between them
 * nobody is to see.
 */
async function contentsDiffer(source: ByteSource, entries: readonly ZipEntry[], directory: number): Promise<ZipFault | undefined> {
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    const { path, offset, packed, flags } = entry;
    if (offset < end) return { code: 'pack-shared-bytes', params: { path } };
    if (offset > end) return { code: 'pack-hidden-bytes', params: { path } };
    if (offset + 30 + entry.name.length > directory) return { code: 'pack-headers-differ', params: { path } };
    const head = await source.read(offset, 30 + entry.name.length);
    if (!isHeadOf(entry, head)) return { code: 'pack-headers-differ', params: { path } };
    end = offset + lengthOfLocal(viewOf(head)) + packed;
    if (end > directory) return { code: 'pack-headers-differ', params: { path } };
    if ((flags & SIZES_BEHIND) !== 0) end += await lengthBehind(source, entry, end, directory);
  }
  return end === directory ? undefined : { code: 'pack-hidden-bytes', params: { path: entries.at(-1)?.path ?? '' } };
}

function isHeadOf(entry: ZipEntry, head: Uint8Array): boolean {
  const view = viewOf(head);
  if (view.getUint32(0, true) !== LOCAL_HEADER || view.getUint16(6, true) !== entry.flags || view.getUint16(8, true) !== entry.method) return false;
  if (view.getUint16(26, true) !== entry.name.length || !entry.name.every((byte, i) => head[30 + i] === byte)) return false;
  const said = [view.getUint32(14, true), view.getUint32(18, true), view.getUint32(22, true)];
  const isSame = [entry.crc, entry.packed, entry.unpacked].every((value, i) => said[i] === value);
  return isSame || ((entry.flags & SIZES_BEHIND) !== 0 && said.every((value) => value === 0));
}

/** Of the checksum and sizes behind a content, which begin with a signature or not. */
async function lengthBehind(source: ByteSource, { crc, packed, unpacked }: ZipEntry, at: number, directory: number): Promise<number> {
  for (const length of [16, 12]) {
    if (at + length > directory) continue;
    const view = viewOf(await source.read(at, length));
    const from = length - 12;
    if (view.getUint32(from, true) === crc && view.getUint32(from + 4, true) === packed && view.getUint32(from + 8, true) === unpacked) return length;
  }
  return 0;
}

function lengthOfLocal(head: DataView): number {
  return 30 + head.getUint16(26, true) + head.getUint16(28, true);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
