import { createHash } from 'node:crypto';
import { read } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

const readAt = promisify(read);
/** Small enough that hashing one does not keep the thread for longer than a moment. */
const chunkBytes = 256 * 1024;
/** So much at most is handed to the disk at once: a sync of others would have to wait for all of it. */
const syncEvery = 16;

export type Copied = { bytes: number; sha256: string };

/**
 * Copies a file that is open already, up to the size it has now, into a new one for this user alone; on the disk when it is done. SHA-256 is of the copy.
 * @param change may change the first piece
 * @param isCut asked between pieces; true ends it with an error
 */
export async function copyOpenFile(from: number, size: number, to: string, change: (first: Buffer) => void, isCut: () => boolean): Promise<Copied> {
  const target = await open(to, 'w', 0o600);
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let at = 0;
    for (let n = 1; at < size; n++) {
      if (isCut()) throw new Error('stopped');
      const { bytesRead } = await readAt(from, chunk, 0, Math.min(chunkBytes, size - at), at);
      if (bytesRead === 0) throw new Error('the file ended early');
      const piece = chunk.subarray(0, bytesRead);
      if (at === 0) change(piece);
      hash.update(piece);
      await target.write(piece);
      at += bytesRead;
      if (n % syncEvery === 0) await target.datasync();
    }
    await target.sync();
    return { bytes: at, sha256: hash.digest('hex') };
  } finally {
    await target.close();
  }
}
