/**
 * Who was erased and must not come back: by a fingerprint of her identifiers, from which nobody can tell who she was. They are kept in a file of their own
 * beside the store, so that going back to a backup from before does not bring anybody back.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../care/whole-file';

export const tombstonesFile = 'erased.json';

export type Identified = { attribute: string; value: string };

export type Tombstones = {
  isEmpty(): boolean;
  has(identifier: Identified): boolean;
  /** On the disk when it returns; until `finish` nobody was told that it is done. Throws when the file can't be written; then nothing is marked. */
  add(identifiers: readonly Identified[]): void;
  /** The store holds none of them any more. */
  finish(): void;
  /** An erasure was begun of which nobody was told that it is done. */
  isUnfinished(): boolean;
  /** Marked by an erasure that was not finished, and by none before. */
  isPending(identifier: Identified): boolean;
  /** Gives how many were there. Throws when the file can't be written; they are lifted until the next start all the same. */
  lift(identifiers: readonly Identified[]): number;
};

/** `pending`: those of `marks` that the store may still hold, as their erasure was begun and not finished. */
const fileSchema = z.object({ key: z.string(), marks: z.array(z.string()), unfinished: z.boolean(), pending: z.array(z.string()).default([]) });

/** Throws when the file is there and can't be read: going on without would let people back in. */
export function openTombstones(dataFolder: string): Tombstones {
  const path = join(dataFolder, tombstonesFile);
  const file = readTombstones(path) ?? { key: randomBytes(32).toString('base64url'), marks: [], unfinished: false, pending: [] };
  let { unfinished } = file;
  const pending = new Set(file.pending);
  const marks = new Set(file.marks);
  const markOf = ({ attribute, value }: Identified) =>
    createHmac('sha256', file.key).update(`${attribute}\u0000${value}`).digest().subarray(0, 16).toString('base64url');
  const write = () => writeWhole(path, `${JSON.stringify({ key: file.key, marks: [...marks], unfinished, pending: [...pending] })}\n`);
  return {
    isEmpty: () => marks.size === 0,
    has: (identifier) => marks.has(markOf(identifier)),
    add(identifiers) {
      const added = identifiers.map(markOf).filter((mark) => !marks.has(mark));
      const before = unfinished;
      for (const mark of added) {
        marks.add(mark);
        pending.add(mark);
      }
      unfinished = true;
      try {
        write();
      } catch (error) {
        for (const mark of added) {
          marks.delete(mark);
          pending.delete(mark);
        }
        unfinished = before;
        throw error;
      }
    },
    finish() {
      if (!unfinished) return;
      unfinished = false;
      pending.clear();
      write();
    },
    isUnfinished: () => unfinished,
    isPending: (identifier) => pending.has(markOf(identifier)),
    lift(identifiers) {
      const lifted = identifiers.map(markOf).filter((mark) => marks.delete(mark));
      for (const mark of lifted) pending.delete(mark);
      if (lifted.length > 0) write();
      return lifted.length;
    },
  };
}

function readTombstones(path: string): z.infer<typeof fileSchema> | undefined {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
