import { zipSync } from 'fflate';

/** A file of the archive; `path` with `/`. */
export type ZippedFile = { path: string; bytes: Uint8Array };

/** Local noon, so that no time zone lacks it and the same files give the same bytes. */
const when = new Date(1980, 0, 1, 12);

/** Documents in one archive, in the folders they have. PDFs and workbooks are packed already. */
export function zipDocuments(files: readonly ZippedFile[]): Uint8Array<ArrayBuffer> {
  const packed = /\.(pdf|xlsx)$/i;
  return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, [bytes, { level: packed.test(path) ? 0 : 6, mtime: when }]])));
}
