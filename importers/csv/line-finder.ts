import type { Detected } from './detect-encoding';
import { utf8Chunks } from './utf8-chunks';

/**
 * Line, from 1, of an offset in the file's text (UTF-8, after the mark). The CSV parser counts lines too, but a quoted
 * CR LF twice; as only problems need lines, they are counted when asked. Asking in ascending order is quick.
 */
export function createLineFinder(bytes: Uint8Array, detected: Detected): (offset: number) => number {
  let chunks = utf8Chunks(bytes, detected);
  let chunk: Uint8Array = new Uint8Array();
  let chunkStart = 0;
  let at = 0;
  let line = 1;
  let returned = false;

  return (offset) => {
    if (offset < chunkStart + at) {
      chunks = utf8Chunks(bytes, detected);
      [chunk, chunkStart, at, line, returned] = [new Uint8Array(), 0, 0, 1, false];
    }
    for (;;) {
      while (at < chunk.length && chunkStart + at < offset) {
        const byte = chunk[at];
        // Old Mac files end lines with CR alone; the LF of CR LF is not another line.
        if (byte === 13 || (byte === 10 && !returned)) line += 1;
        returned = byte === 13;
        at += 1;
      }
      if (chunkStart + at >= offset) return line;
      const next = chunks.next();
      if (next.done) return line;
      chunkStart += chunk.length;
      chunk = next.value;
      at = 0;
    }
  };
}
