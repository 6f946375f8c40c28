/** The sealed pack of an export, written to its file while the documents are drawn: it is never whole in memory. */
import { basename } from 'node:path';
import { beginPack, type MadeDocument, type PackOrder, type Seal } from '../../shared/pack/seal-pack';
import { ok, type Result } from '../../shared/problem';
import { type AtomicFile, createFileAtomic } from '../atomic-file';
import { refuseFile } from '../file-problem';

export type PackWriting = {
  add(document: MadeDocument): Promise<void>;
  /** Fails with what the disk said, whenever it said it. */
  finish(): Promise<Result<Seal>>;
  discard(): Promise<void>;
};

export function writePack(path: string, order: PackOrder): PackWriting {
  const sealing = beginPack(order);
  let file: AtomicFile | undefined;
  let failure: unknown;
  async function write(pieces: readonly Uint8Array[]): Promise<void> {
    if (failure !== undefined) return;
    try {
      file ??= await createFileAtomic(path);
      for (const piece of pieces) await file.write(piece);
    } catch (error) {
      failure = error;
    }
  }
  const discard = async () => file?.discard();
  return {
    async add(document) {
      const piece = sealing.add(document);
      if (piece) await write([piece]);
    },
    async finish() {
      const { bytes, ...seal } = sealing.finish();
      await write(bytes);
      try {
        if (failure !== undefined) throw failure;
        await file?.commit();
        return ok(seal);
      } catch (error) {
        await discard();
        return refuseFile(basename(path), error);
      }
    },
    discard,
  };
}
