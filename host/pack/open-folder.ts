/** A pack that somebody unpacked: the same files, in a folder. Links are not followed, they could lead anywhere. */
import { constants } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, refuse } from '../../shared/problem';
import type { OpenPack } from './open-pack';
import { packLimits } from './pack-limits';
import { isSystemFile, shownPath, topFolder } from './pack-paths';

type Found = { path: string; bytes: number };
const BLOCK = 256 * 1024;

/** Fails with `pack-not-plain`, `pack-too-many-files`, `pack-bomb` or `pack-bomb-whole`; rejects with the system's error. */
export async function openFolder(folder: string): Promise<Result<OpenPack>> {
  const listed = await filesIn(folder);
  if (!listed.ok) return listed;
  const own = listed.value.filter(({ path }) => !isSystemFile(path));
  const top = topFolder(own.map(({ path }) => path));
  const files = new Map(own.map((file) => [file.path.slice(top.length), file]));
  return ok({
    form: 'folder',
    paths: [...files.keys()],
    systemFiles: listed.value.filter(({ path }) => isSystemFile(path)).map(({ path }) => path),
    sizeOf: (path) => files.get(path)?.bytes ?? 0,
    async stream(path, onBytes) {
      const file = files.get(path);
      return file !== undefined && (await streamFile(join(folder, file.path), file.bytes, onBytes));
    },
  });
}

async function filesIn(folder: string): Promise<Result<Found[]>> {
  const found: Found[] = [];
  const waiting = [''];
  let seen = 0;
  let bytes = 0;
  for (let under = waiting.pop(); under !== undefined; under = waiting.pop()) {
    for (const entry of await readdir(join(folder, under), { withFileTypes: true })) {
      const path = `${under}${entry.name}`;
      if (++seen > packLimits.files) return refuse('pack-too-many-files', { limit: packLimits.files });
      if (entry.isDirectory()) waiting.push(`${path}/`);
      else if (entry.isFile()) {
        const size = await withFile(join(folder, path), async (file) => (await file.stat()).size);
        bytes += size;
        if (size > packLimits.entryBytes) return refuse('pack-bomb', { path: shownPath(path), limit: packLimits.entryBytes / 1_048_576 });
        if (bytes > packLimits.unpackedBytes) return refuse('pack-bomb-whole', { limit: packLimits.unpackedBytes / 1_048_576 });
        found.push({ path, bytes: size });
      } else return refuse('pack-not-plain', { path: shownPath(path) });
    }
  }
  return ok(found.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

async function streamFile(path: string, size: number, onBytes: (chunk: Uint8Array) => void): Promise<boolean> {
  return withFile(path, async (file) => {
    const block = new Uint8Array(BLOCK);
    let given = 0;
    for (;;) {
      const { bytesRead } = await file.read(block, 0, BLOCK);
      given += bytesRead;
      // It grew, or became shorter, since it was listed.
      if (bytesRead === 0 || given > size) return given === size;
      onBytes(block.slice(0, bytesRead));
    }
  });
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  // Neither through a link that was put there since, nor waiting for a pipe. Windows has neither flag.
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
