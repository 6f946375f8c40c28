/** A file named on the command line, read in the app's workbench worker. */
import { basename } from 'node:path';
import { failed, ok, type Result, refuse } from '../../shared/problem';
import { fileTooLarge } from '../../shared/sources/file-size';
import { isMissing, refuseFile } from '../file-problem';
import { withPlainFile } from '../plain-file';
import type { Outcome } from '../workbench/messages';
import type { Workbench } from '../workbench/workbench';

/** Fails with `file-missing`, `file-too-large`, or what keeps the file from being read at all. */
export async function readInBench(bench: Workbench, file: string): Promise<Outcome['read-files']> {
  const name = basename(file);
  try {
    const read: Result<Uint8Array> = await withPlainFile(file, async (handle, size) => {
      // Known before the bytes are in memory.
      const tooLarge = fileTooLarge({ name, size });
      return tooLarge ? failed(tooLarge) : ok(new Uint8Array(await handle.readFile()));
    });
    return read.ok ? await bench.run({ kind: 'read-files', args: { files: [{ name, bytes: new Uint8Array(read.value) }] } }) : read;
  } catch (error) {
    return isMissing(error) ? refuse('file-missing', { file }) : refuseFile(file, error);
  }
}
