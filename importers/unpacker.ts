/** One part of a ZIP unpacked piece by piece and held to what the directory says of it, so that what lies is stopped on the way. */
import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';

/** `stopped`: by the one who listens. */
export type PartEnd = 'done' | 'stopped' | 'damaged' | 'too-large';

/** Packed bytes unpacked at a time: at the format's best ratio of 1:1032 this gives 8 MB. */
export const UNPACK_STEP = 8 * 1024;

export type Unpacker = {
  /** The next packed bytes, at most `UNPACK_STEP`; gives the end when it is one. */
  push(packed: Uint8Array, last: boolean): PartEnd | undefined;
  /** After the last of them. */
  end(): PartEnd;
};

/** `most`: more than that is `too-large`, more than the directory says `damaged`. `onBytes` returns false to stop. */
export function createUnpacker(part: { method: number; crc: number; unpacked: number }, most: number, onBytes: (chunk: Uint8Array) => boolean): Unpacker {
  let end: PartEnd | undefined;
  let given = 0;
  let sum = 0;
  let final = part.method === 0;
  const take = (chunk: Uint8Array): void => {
    if (end || chunk.length === 0) return;
    given += chunk.length;
    if (given > most) end = 'too-large';
    // More than the directory said: it lies.
    else if (given > part.unpacked) end = 'damaged';
    else {
      sum = crc32(chunk, sum);
      if (!onBytes(chunk)) end = 'stopped';
    }
  };
  const inflate = new Inflate((chunk, last) => {
    take(chunk);
    final ||= last;
  });
  return {
    push(packed, last) {
      if (end) return end;
      if (part.method === 0) take(packed);
      else {
        try {
          inflate.push(packed, last);
        } catch {
          end = 'damaged';
        }
      }
      return end;
    },
    end: () => end ?? (given === part.unpacked && sum === part.crc && final ? 'done' : 'damaged'),
  };
}
