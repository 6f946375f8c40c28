/**
 * The files of a pack, wherever they lie: in the zip that was made, in one that was packed anew, or in a folder. Nothing of a
 * zip is ever written to disk, and no file is in memory that nobody asked for.
 */
import type { PackForm } from '../../shared/pack/check';
import { failed, ok, problem, type Result } from '../../shared/problem';
import type { ByteSource } from './byte-source';
import { isSystemFile, topFolder } from './pack-paths';
import { readZip, unpackEntry } from './zip-directory';
import { packTime } from './zip-entry';

export type OpenPack = {
  form: PackForm;
  /** In the order they are kept in, as the manifest calls them. */
  paths: readonly string[];
  /** Laid down by an operating system; no files of the pack. */
  systemFiles: readonly string[];
  sizeOf(path: string): number;
  /** The file piece by piece; false: it is damaged, and what was given is not all, or not what was packed. */
  stream(path: string, onBytes: (chunk: Uint8Array) => void): Promise<boolean>;
};

/**
 * Fails with `pack-too-large`, `pack-not-a-zip`, `pack-cut-off`, `pack-zip64`, `pack-zip64-whole`, `pack-too-many-files`,
 * `pack-encrypted`, `pack-unsafe-name`, `pack-duplicate-name`, `pack-not-plain`, `pack-bomb`, `pack-bomb-whole`,
 * `pack-headers-differ`, `pack-unknown-method`, `pack-shared-bytes`, `pack-hidden-bytes` or `pack-damaged`. Rejects with the
 * system's error where the source does.
 */
export async function openPack(source: ByteSource): Promise<Result<OpenPack>> {
  const read = await readZip(source);
  if ('code' in read) return failed(problem('blocks', read.code, [], read.params));
  const files = read.entries.filter(({ isFolder }) => !isFolder);
  const own = files.filter(({ path }) => !isSystemFile(path));
  const folder = topFolder(own.map(({ path }) => path));
  const entries = new Map(own.map((entry) => [entry.path.slice(folder.length), entry]));
  const isAsMade = folder === '' && own.length === read.entries.length && !read.hasComment && own.every(({ time }) => time === packTime);
  return ok({
    form: isAsMade ? 'as-made' : 'packed-anew',
    paths: [...entries.keys()],
    systemFiles: files.filter(({ path }) => isSystemFile(path)).map(({ path }) => path),
    sizeOf: (path) => entries.get(path)?.unpacked ?? 0,
    stream: async (path, onBytes) => {
      const entry = entries.get(path);
      return entry !== undefined && (await unpackEntry(source, entry, onBytes));
    },
  });
}

/** A whole file; undefined: it is not there, larger than `most`, or damaged. */
export async function readWhole(pack: OpenPack, path: string, most: number): Promise<Uint8Array | undefined> {
  if (!pack.paths.includes(path) || pack.sizeOf(path) > most) return undefined;
  const whole = createWhole(pack.sizeOf(path));
  return (await pack.stream(path, whole.add)) ? whole.bytes : undefined;
}

/** Gathers what comes piece by piece. More than was promised is left out: whoever gave it will say that it is damaged. */
export function createWhole(size: number): { bytes: Uint8Array; add: (chunk: Uint8Array) => void } {
  const bytes = new Uint8Array(size);
  let at = 0;
  return {
    bytes,
    add(chunk) {
      bytes.set(chunk.subarray(0, size - at), at);
      at = Math.min(size, at + chunk.length);
    },
  };
}
