/** The window's own copy of each engagement in IndexedDB: crash journal, never the truth (the file is). */
import Dexie, { type EntityTable } from 'dexie';

/** `document`: JSON text; rows of earlier versions hold the value itself. `openEngagement` reads both. */
export type CopyRow = { id: string; revision: number; savedAt: number; document: unknown };
/** A copy that lost against a newer one; kept until the user looks. */
type KeptRow = CopyRow & { key: string };

const database = new Dexie('masa', { chromeTransactionDurability: 'strict' }) as Dexie & {
  copies: EntityTable<CopyRow, 'id'>;
  kept: EntityTable<KeptRow, 'key'>;
};
database.version(1).stores({ copies: 'id', kept: 'key, id' });

/** Undefined when there is none or the browser's storage can't be read: the file still can. */
export async function readCopy(id: string): Promise<CopyRow | undefined> {
  try {
    return await database.copies.get(id);
  } catch {
    return undefined;
  }
}

/**
 * Strict durability: since Chrome 121 the default may lose a committed write on power loss. Gives false when storage refuses.
 * A row that was made later stays: page and worker write side by side while the page is being left.
 */
export async function writeCopy(row: CopyRow): Promise<boolean> {
  try {
    await database.transaction('rw', database.copies, async () => {
      const present = await database.copies
        .where('id')
        .equals(row.id)
        .and((other) => other.savedAt > row.savedAt)
        .count();
      if (present === 0) await database.copies.put(row);
    });
    return true;
  } catch {
    return false;
  }
}

export async function keepCopy(row: CopyRow): Promise<void> {
  try {
    await database.kept.put({ ...row, key: `${row.id}@${row.revision}` });
  } catch {
    // The other copy is in the file's backups; nothing more can be done here.
  }
}
