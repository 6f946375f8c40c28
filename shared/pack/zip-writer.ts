/** A zip written file by file: whoever writes it out needs no more memory than its largest file. */
import { type ZipOptions, zipSync } from 'fflate';

export type ZipWriter = {
  /** The bytes of the next file, to be written behind what was given before. */
  add(path: string, content: Uint8Array, options: ZipOptions): Uint8Array;
  /** The list of contents, which ends it. */
  end(): Uint8Array;
};

const END_LENGTH = 22;

/** Each file is packed as an archive of its own, out of which its content and its line of the list are taken. */
export function createZipWriter(): ZipWriter {
  const lines: Uint8Array[] = [];
  let at = 0;
  return {
    add(path, content, options) {
      const archive = zipSync({ [path]: [content, options] });
      const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
      const list = view.getUint32(archive.length - END_LENGTH + 16, true);
      const line = archive.slice(list, archive.length - END_LENGTH);
      new DataView(line.buffer).setUint32(42, at, true);
      lines.push(line);
      at += list;
      return archive.subarray(0, list);
    },
    end() {
      const end = zipSync({});
      const view = new DataView(end.buffer, end.byteOffset, end.byteLength);
      for (const place of [8, 10]) view.setUint16(place, lines.length, true);
      view.setUint32(12, lengthOf(lines), true);
      view.setUint32(16, at, true);
      return joinBytes([...lines, end]);
    },
  };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
