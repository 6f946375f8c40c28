/** What a power cut leaves on the disk that a killed process does not: bytes that were written and never synced are there, in part, or something else. */
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { storeFile } from '../../executor/store/open';
import type { Random } from '../../shared/sample/random';

const sector = 512;

/**
 * Spoils what of the log lies beyond the newest synced commit, as `crash-points.mjs` noted it: cuts it off somewhere, or leaves some
 * of its sectors empty, old or mad. Gives what was done, in words.
 */
export function spoilUnsynced(data: string, synced: string, random: Random): string {
  const wal = join(data, `${storeFile}-wal`);
  if (!existsSync(wal) || !existsSync(synced)) return 'no log';
  const [salt, noted] = readFileSync(synced, 'utf8').split(/ +/);
  const file = openSync(wal, 'r+');
  try {
    const { size } = fstatSync(file);
    // Begun anew since then: all that was synced has been folded into the store and synced there.
    const from = size >= 32 && saltOf(file) === salt ? Number(noted) : 0;
    const tail = size - from;
    switch (random.int(0, 2)) {
      case 0:
        ftruncateSync(file, from + random.int(0, tail));
        return `log of ${size} bytes cut after ${from}`;
      case 1: {
        // The file grew and what was to be in it did not come.
        const junk = Buffer.alloc(random.int(1, 12_000), random.chance(0.5) ? 0 : random.int(1, 255));
        writeSync(file, junk, 0, junk.length, size);
        return `${junk.length} bytes of junk after ${size}`;
      }
      default: {
        const spoilt = spoilSectors(file, from, size, random);
        return `${spoilt} sectors of the log spoilt after ${from} of ${size}`;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Spoils pages of the store that are in the synced part of the log too: the power went while the log was folded in. Gives how many. */
export function spoilHalfFolded(data: string, synced: string, random: Random): number {
  const wal = join(data, `${storeFile}-wal`);
  if (!existsSync(wal) || !existsSync(synced)) return 0;
  const [salt, noted] = readFileSync(synced, 'utf8').split(/ +/);
  const log = openSync(wal, 'r');
  const store = openSync(join(data, storeFile), 'r+');
  try {
    const head = Buffer.alloc(32);
    if (readSync(log, head, 0, 32, 0) < 32 || saltOf(log) !== salt) return 0;
    const pageSize = head.readUInt32BE(8);
    const { size } = fstatSync(store);
    const pages = new Set<number>();
    for (let at = 32; at < Number(noted) && readSync(log, head, 0, 24, at) === 24; at += 24 + pageSize) pages.add(head.readUInt32BE(0));
    let spoilt = 0;
    for (const page of pages) {
      // What is beyond the end was not written yet. The first sector says what the file is; it is written whole or not at all.
      const from = (page - 1) * pageSize + (page === 1 ? sector : 0);
      if (page * pageSize > size || random.chance(0.5)) continue;
      spoilSectors(store, from, page * pageSize, random);
      spoilt++;
    }
    return spoilt;
  } finally {
    closeSync(log);
    closeSync(store);
  }
}

function saltOf(log: number): string {
  const head = Buffer.alloc(32);
  readSync(log, head, 0, 32, 0);
  return head.toString('hex', 16, 24);
}

function spoilSectors(file: number, from: number, to: number, random: Random): number {
  let spoilt = 0;
  for (let at = from; at < to; at += sector) {
    if (random.chance(0.6)) continue;
    const length = Math.min(sector, to - at);
    const bytes = Buffer.from(Array.from({ length }, () => random.int(0, 255)));
    writeSync(file, random.chance(0.5) ? bytes : Buffer.alloc(length), 0, length, at);
    spoilt++;
  }
  return spoilt;
}
