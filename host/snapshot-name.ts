/**
 * Names of snapshot files: `<time>-r<revision>~<name>.masa.json`. The name is the user's own text, written so that Windows,
 * macOS and Linux all take it and that a folder listing can still be read. Pure.
 */
import { type Snapshot, snapshotNameLength } from '../shared/platform';

/** File systems allow 255 bytes; time, revision, ending and the mark of a file being written need the rest. */
const MAX_NAME_BYTES = 180;
const FILE = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-r(\d{1,12})~(.{1,400})\.masa\.json$/su;
/** What Windows refuses, and our own separators. */
const UNSAFE = /[<>:"/\\|?*%~\p{Cc}]/gu;
/** Signs nobody sees, which could turn a file name round, but for the joiners that Persian and emoji are written with. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}/gu;

const percent = (sign: string) => [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const encode = (name: string) => name.replace(UNSAFE, percent);

/** The name as it will be kept: one form for the same letters, no outer or doubled space, cut where a file name would grow too long. '' when nothing is left. */
export function tidySnapshotName(name: string): string {
  const tidy = name
    .replace(/\p{Surrogate}/gu, '')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  let kept = '';
  let bytes = 0;
  for (const sign of tidy) {
    bytes += new TextEncoder().encode(encode(sign)).length;
    if (bytes > MAX_NAME_BYTES || kept.length + sign.length > snapshotNameLength) break;
    kept += sign;
  }
  return kept.trim();
}

/** `name` as `tidySnapshotName` gives it. Sorts by time. */
export function snapshotFile(savedAt: Date, revision: number, name: string): string {
  return `${savedAt.toISOString().replaceAll(/[:.]/g, '-')}-r${revision}~${encode(name)}.masa.json`;
}

/** Undefined for a file that is no snapshot of ours: only what `snapshotFile` would write is read, so that no other path is reached. */
export function parseSnapshotFile(file: string): Snapshot | undefined {
  // macOS may hand a name back in another form than it was given.
  const match = FILE.exec(file.normalize('NFC'));
  if (!match) return undefined;
  const [, day, hour, minute, second, ms, revision, encoded = ''] = match;
  const savedAt = `${day}T${hour}:${minute}:${second}.${ms}Z`;
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  const time = Date.parse(savedAt);
  if (Number.isNaN(time) || tidySnapshotName(name) !== name) return undefined;
  const same = snapshotFile(new Date(time), Number(revision), name) === file.normalize('NFC');
  return same ? { file, name, savedAt, revision: Number(revision) } : undefined;
}
