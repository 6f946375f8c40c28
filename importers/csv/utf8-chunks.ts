import type { Detected } from './detect-encoding';

const CHUNK = 256 * 1024;

/** The file as UTF-8, piece by piece: a decoded copy of 200 MB in memory would be twice its size. */
export function* utf8Chunks(bytes: Uint8Array, { encoding, skip }: Detected, from = 0): Generator<Uint8Array> {
  if (encoding === 'utf-8') {
    for (let at = skip + from; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    return;
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let left = from;
  for (let at = skip; at < bytes.length; at += CHUNK) {
    const text = decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length });
    let chunk: Uint8Array = Buffer.from(text, 'utf8');
    if (left > 0) {
      const dropped = Math.min(left, chunk.length);
      chunk = chunk.subarray(dropped);
      left -= dropped;
    }
    if (chunk.length > 0) yield chunk;
  }
}

/** The first characters, for looking at the form of the file. */
export function headOf(bytes: Uint8Array, { encoding, skip }: Detected, limit = 128 * 1024): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(skip, skip + limit), { stream: true });
}
