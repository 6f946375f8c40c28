/** Bytes that are read where they lie, so that a file of gigabytes is never whole in memory. */
import type { FileHandle } from 'node:fs/promises';

/** `read` gives exactly `length` bytes, or rejects; whoever asks has looked at `size`. */
export type ByteSource = { size: number; read(from: number, length: number): Promise<Uint8Array> };

export function inMemory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) };
}

export function inFile(file: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(from, length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        const { bytesRead } = await file.read(bytes, at, length - at, from + at);
        // Somebody made it shorter while it was read.
        if (bytesRead === 0) throw new Error('the file ends before its size');
        at += bytesRead;
      }
      return bytes;
    },
  };
}
