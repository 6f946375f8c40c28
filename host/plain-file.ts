import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a path to read it and gives what `work` makes of it; `size` is in bytes. Rejects with the system's error, and when the
 * path is no plain file: reading a pipe would wait for ever, and a device may have no end.
 */
export async function withPlainFile<T>(path: string, work: (file: FileHandle, size: number) => Promise<T>): Promise<T> {
  // Without O_NONBLOCK even opening a pipe waits for somebody to write into it. Windows has no such flag and no such pipes.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new Error('not a file');
    return await work(file, about.size);
  } finally {
    await file.close();
  }
}
