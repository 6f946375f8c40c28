/**
 * The zip of a pack, looked at before anything of it is unpacked. Unlike a spreadsheet, which is read as far as it goes, a pack
 * that is odd in any way is refused: it is either what Masa wrote, or somebody should ask where it has been. Nothing of it is
 * ever written to disk.
 */

import { limits } from '../../importers/limits';
import { type Archive, type Part, unpackPart } from '../../importers/xlsx/archive';
import { failed, ok, type Problem, problem, type Result } from '../../shared/problem';
import { packLimits } from './pack-limits';

export type OpenPack = {
  /** In the order of the archive. */
  paths: readonly string[];
  /** undefined: it is damaged, or larger than `most`. */
  read(path: string, most: number): Promise<Uint8Array | undefined>;
};

type Fault = { code: string; params?: Problem['params'] };
type Entry = Part & { path: string };

const EndOfDirectory = 0x06054b50;
const DirectoryEntry = 0x02014b50;
const LocalHeader = 0x04034b50;
const Zip64Locator = 0x07064b50;
const [LONG, SHORT] = [0xffffffff, 0xffff];
/** Bits of the flags: encrypted, strongly encrypted, directory masked. */
const ENCRYPTED = 0b10_0000_0100_0001;
const kindOfFile = { mask: 0o170000, plain: 0o100000, folder: 0o040000 };

/**
 * Fails with `pack-too-large`, `pack-not-a-zip`, `pack-cut-off`, `pack-zip64`, `pack-too-many-files`, `pack-encrypted`,
 * `pack-unsafe-name`, `pack-duplicate-name`, `pack-not-plain`, `pack-bomb` or `pack-damaged`.
 */
export function openPack(bytes: Uint8Array): Result<OpenPack> {
  const read = readDirectory(bytes);
  if ('code' in read) return failed(problem('blocks', read.code, [], read.params));
  const entries = new Map(read.entries.map((entry) => [entry.path, entry]));
  return ok({
    paths: [...entries.keys()],
    async read(path, most) {
      const entry = entries.get(path);
      if (!entry || entry.unpacked > most) return undefined;
      const archive: Archive = { file: path, bytes, parts: new Map(), limits: { ...limits, unpackedBytes: most } };
      const content = new Uint8Array(entry.unpacked);
      let at = 0;
      const end = await unpackPart(archive, entry, (chunk) => {
        content.set(chunk, at);
        at += chunk.length;
        return true;
      });
      return end === 'done' ? content : undefined;
    },
  });
}

function readDirectory(bytes: Uint8Array): { entries: Entry[] } | Fault {
  if (bytes.length > packLimits.bytes) return { code: 'pack-too-large', params: { limit: packLimits.bytes / 1_048_576 } };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || ![LocalHeader, EndOfDirectory].includes(view.getUint32(0, true))) return { code: 'pack-not-a-zip' };
  const end = findEnd(view);
  if (end === undefined) return { code: 'pack-cut-off' };
  if (end >= 20 && view.getUint32(end - 20, true) === Zip64Locator) return { code: 'pack-zip64' };
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === SHORT || start === LONG) return { code: 'pack-zip64' };
  if (count > packLimits.files) return { code: 'pack-too-many-files', params: { limit: packLimits.files } };
  // Of several disks, or with a directory that is elsewhere.
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count || start + view.getUint32(end + 12, true) !== end)
    return { code: 'pack-damaged' };

  const entries: Entry[] = [];
  const taken = new Set<string>();
  let unpacked = 0;
  let at = start;
  for (let n = 0; n < count; n++) {
    const entry = readEntry(bytes, view, at);
    if ('code' in entry) return entry;
    at = entry.next;
    const key = entry.path.normalize('NFC').toLowerCase();
    if (taken.has(key)) return { code: 'pack-duplicate-name', params: { path: entry.path } };
    taken.add(key);
    unpacked += entry.unpacked;
    if (unpacked > packLimits.unpackedBytes) return { code: 'pack-bomb', params: { limit: packLimits.unpackedBytes / 1_048_576 } };
    if (!entry.isFolder) entries.push(entry);
  }
  if (at !== end) return { code: 'pack-damaged' };
  return overlap(entries, view) ? { code: 'pack-bomb', params: { limit: packLimits.unpackedBytes / 1_048_576 } } : { entries };
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): (Entry & { isFolder: boolean; next: number }) | Fault {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== DirectoryEntry) return { code: 'pack-damaged' };
  const nameLength = view.getUint16(at + 28, true);
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  const name = bytes.subarray(at + 46, at + 46 + nameLength);
  const path = safePath(name);
  if (path === undefined) return { code: 'pack-unsafe-name', params: { path: shown(name) } };
  const [packed, unpacked, offset] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
  if ([packed, unpacked, offset].includes(LONG)) return { code: 'pack-zip64' };
  const flags = view.getUint16(at + 8, true);
  if ((flags & ENCRYPTED) !== 0) return { code: 'pack-encrypted', params: { path } };
  const isFolder = path.endsWith('/');
  const kind = (view.getUint32(at + 38, true) >>> 16) & kindOfFile.mask;
  if (kind !== 0 && kind !== (isFolder ? kindOfFile.folder : kindOfFile.plain)) return { code: 'pack-not-plain', params: { path } };
  if (unpacked > packLimits.ratioFrom && unpacked > packed * packLimits.ratio)
    return { code: 'pack-bomb', params: { limit: packLimits.unpackedBytes / 1_048_576 } };
  const method = view.getUint16(at + 10, true);
  // A folder holds nothing; another name in front of the content would be what other programs see.
  if ((isFolder && unpacked > 0) || (method !== 0 && method !== 8) || !isNamedAlike(bytes, view, offset, name)) return { code: 'pack-damaged' };
  return { name: path, path, method, crc: view.getUint32(at + 16, true), packed, unpacked, offset, isFolder, next };
}

/** A relative path that stays inside any folder on any system; undefined otherwise. */
function safePath(name: Uint8Array): string | undefined {
  let path: string;
  try {
    path = new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return undefined;
  }
  const parts = path.replace(/\/$/, '').split('/');
  const isSafe = (part: string) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with such a character is the point
  const odd = /[\u0000-\u001f\u007f\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  return path.length <= packLimits.pathLength && !odd.test(path) && parts.every(isSafe) ? path : undefined;
}

function shown(name: Uint8Array): string {
  return new TextDecoder().decode(name.subarray(0, 200)).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�');
}

function isNamedAlike(bytes: Uint8Array, view: DataView, offset: number, name: Uint8Array): boolean {
  if (offset + 30 + name.length > bytes.length || view.getUint32(offset, true) !== LocalHeader) return false;
  if (view.getUint16(offset + 26, true) !== name.length) return false;
  return name.every((byte, i) => bytes[offset + 30 + i] === byte);
}

/** Contents that share bytes: a small file that unpacks to a huge one. */
function overlap(entries: readonly Entry[], view: DataView): boolean {
  let end = 0;
  for (const { offset, packed } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < end) return true;
    end = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true) + packed;
  }
  return false;
}

/** The record at the end, behind which only a comment of the length it says may stand. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - SHORT); at--)
    if (view.getUint32(at, true) === EndOfDirectory && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  return undefined;
}
