/** One entry of a zip's list of contents, held to what a file of a pack may be. */
import type { Problem } from '../../shared/problem';
import { packLimits } from './pack-limits';
import { isSafePath, shownPath } from './pack-paths';

export type ZipFault = { code: string; params?: Problem['params'] };
export type ZipEntry = {
  path: string;
  isFolder: boolean;
  /** The name as it is written, to be the same in front of the content. */
  name: Uint8Array;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
  /** Date and time as the format writes them. */
  time: number;
};

const DIRECTORY_ENTRY = 0x02014b50;
export const [LONG, SHORT] = [0xffffffff, 0xffff];
/** Bits of the flags: encrypted, strongly encrypted, directory masked. */
const ENCRYPTED = 0b10_0000_0100_0001;
const UTF8 = 0b1000_0000_0000;
const kindOfFile = { mask: 0o170000, plain: 0o100000, folder: 0o040000 };
/** 1980-01-01 12:00, which every file of a pack carries. */
export const packTime = 0x0021_6000;

/** `next`: where the next entry begins. */
export function readZipEntry(bytes: Uint8Array, at: number): { entry: ZipEntry; next: number } | ZipFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return { code: 'pack-damaged' };
  const nameLength = view.getUint16(at + 28, true);
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > bytes.length) return { code: 'pack-damaged' };
  const name = bytes.slice(at + 46, at + 46 + nameLength);
  const flags = view.getUint16(at + 8, true);
  const path = pathOf(name, flags);
  if (path === undefined || !isSafePath(path)) return { code: 'pack-unsafe-name', params: { path: shownPath(path ?? new TextDecoder().decode(name)) } };
  const [packed, unpacked, offset] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
  if ([packed, unpacked, offset].includes(LONG)) return { code: 'pack-zip64', params: { path } };
  if ((flags & ENCRYPTED) !== 0) return { code: 'pack-encrypted', params: { path } };
  const isFolder = path.endsWith('/');
  const kind = (view.getUint32(at + 38, true) >>> 16) & kindOfFile.mask;
  if (kind !== 0 && kind !== (isFolder ? kindOfFile.folder : kindOfFile.plain)) return { code: 'pack-not-plain', params: { path } };
  if (unpacked > packLimits.entryBytes || (unpacked > packLimits.ratioFrom && unpacked > packed * packLimits.ratio))
    return { code: 'pack-bomb', params: { path, limit: packLimits.entryBytes / 1_048_576 } };
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) return { code: 'pack-unknown-method', params: { path } };
  // A folder holds nothing, and what is only stored is as long as it is.
  if ((isFolder && unpacked > 0) || (method === 0 && packed !== unpacked)) return { code: 'pack-headers-differ', params: { path } };
  const time = view.getUint32(at + 12, true);
  return { entry: { path, isFolder, name, flags, method, crc: view.getUint32(at + 16, true), packed, unpacked, offset, time }, next };
}

/** Older programs write a folder's Hebrew or Persian name in a code page of their own: of no weight here, and not refused. */
function pathOf(name: Uint8Array, flags: number): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return (flags & UTF8) === 0
      ? Buffer.from(name)
          .toString('latin1')
          .replace(/[\x80-\x9f]/g, '·')
      : undefined;
  }
}
