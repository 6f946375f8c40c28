/** Where all documents go at once: one archive, or a folder as files. */
import { zipDocuments } from '../../../shared/documents/zip-documents';
import { ok, type Result } from '../../../shared/problem';
import type { ChosenFolder } from '../../store/chosen-folder';
import { downloadBytes } from '../../store/download';

export type Destination = {
  /** Of the folder; absent: an archive, of which nothing comes before it is whole. */
  folder?: string;
  put(path: string, bytes: Uint8Array): Promise<Result<unknown>>;
  /** All were put. */
  finish(): void;
};

export function toArchive(name: string): Destination {
  const files: { path: string; bytes: Uint8Array }[] = [];
  return {
    put: async (path, bytes) => {
      files.push({ path, bytes });
      return ok(null);
    },
    finish: () => {
      if (files.length > 0) downloadBytes(name, 'application/zip', zipDocuments(files));
    },
  };
}

/** @param replaced paths that the user said may be replaced */
export function toFolder(folder: ChosenFolder, replaced: readonly string[]): Destination {
  return { folder: folder.name, put: (path, bytes) => folder.write(path, bytes, { replace: replaced.includes(path) }), finish: () => {} };
}
