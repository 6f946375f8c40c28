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
  /** On the disk when it returns; until `finish` the store may still hold them. Throws when the file can't be written. */
  add(identifiers: readonly Identified[]): void;
  /** The store holds none of them any more. */
  finish(): void;
  /** An erasure was cut short, or the store was put back since. */
  isUnfinished(): boolean;
  /** Gives how many were there. */
  lift(identifiers: readonly Identified[]): number;
};

const fileSchema = z.object({ key: z.string(), marks: z.array(z.string()), unfinished: z.boolean() });

/** Throws when the file is there and can't be read: going on without would let people back in. */
export function openTombstones(dataFolder: string): Tombstones {
  const path = join(dataFolder, tombstonesFile);
  const file = readTombstones(path) ?? { key: randomBytes(32).toString('base64url'), marks: [], unfinished: false };
  let { unfinished } = file;
  const marks = new Set(file.marks);
  const markOf = ({ attribute, value }: Identified) =>
    createHmac('sha256', file.key).update(`${attribute}\u0000${value}`).digest().subarray(0, 16).toString('base64url');
  const write = () => writeWhole(path, `${JSON.stringify({ key: file.key, marks: [...marks], unfinished })}\n`);
  return {
    isEmpty: () => marks.size === 0,
    has: (identifier) => marks.has(markOf(identifier)),
    add(identifiers) {
      for (const one of identifiers) marks.add(markOf(one));
      unfinished = true;
      write();
    },
    finish() {
      if (!unfinished) return;
      unfinished = false;
      write();
    },
    isUnfinished: () => unfinished,
    lift(identifiers) {
      const lifted = identifiers.filter((one) => marks.delete(markOf(one))).length;
      if (lifted > 0) write();
      return lifted;
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
