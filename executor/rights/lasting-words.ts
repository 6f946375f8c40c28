/**
 * What people said against being written to, kept in a file of its own beside the store: going back to a backup from before does not undo it.
 * By fingerprints of their identifiers, as those who were erased are. The file is never more permissive than the store: a no is on the disk
 * before the store's own commit, what ends a no after it.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../shared/condition/facts';
import { moveFile } from '../care/whole-file';
import { type Database, openDatabase, sqliteCodeOf } from '../store/driver';
import type { Identified } from './tombstones';

export const lastingFile = 'withdrawn.sqlite';

/** `about`: the attribute, or the event (`message-bounced:email`). `value`: of the attribute (null: cleared), or the event's uid and properties. */
export type Word = { about: string; forbids: boolean; at: number; value: Json };
/** `who`: the same for all marks of one person when it was said. */
export type StoredWord = Word & { who: string };
/** One person's words, with all by which she is known. */
export type Said = { identifiers: readonly Identified[]; words: readonly Word[] };

export type LastingWords = {
  id: string;
  isEmpty(): boolean;
  /** From when on the file is complete, epoch ms; undefined: nothing has been gathered for it yet. */
  since(): number | undefined;
  /** Fills a file that is new with what a store knows, and says from when on it is complete. All of it or nothing. */
  begin(since: number, said: Iterable<Said>): void;
  /** On the disk when it returns. What was said later than this stays; what ends a no is kept only where there is one. Throws SQLite's errors. */
  keep(said: readonly Said[]): void;
  of(identifier: Identified): StoredWord[];
  /** The clock has gone back, as a sandbox's does with its store: what was said later than that was said just now. */
  notLaterThan(now: number): void;
  /** Nothing is kept of her any more. */
  forget(identifiers: readonly Identified[]): void;
  close(): void;
};

/** `behind`: this store was put back from a backup of this name, or begun anew (''), and does not know what was said before; whoever it hears of is looked for there. */
export type Lasting = { words: LastingWords; behind: string | undefined };

const shape = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS word (
    mark TEXT NOT NULL, about TEXT NOT NULL, forbids INTEGER NOT NULL, at INTEGER NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL,
    PRIMARY KEY (mark, about, forbids)
  ) STRICT, WITHOUT ROWID;
`;

const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

/**
 * Opens or makes the file; only whoever has the folder's lock may. One that is damaged is set aside and begun anew: the store knows most of it.
 * Throws SQLite's errors.
 */
export function openLastingWords(dataFolder: string, now: number): LastingWords {
  try {
    return openFile(join(dataFolder, lastingFile));
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code !== sqliteCorrupt && code !== sqliteNotADatabase) throw error;
    const aside = join(dataFolder, 'set-aside', new Date(now).toISOString().replaceAll(/[:.]/g, '-'));
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const end of ['-wal', '-shm', ''])
      if (existsSync(join(dataFolder, `${lastingFile}${end}`))) moveFile(join(dataFolder, `${lastingFile}${end}`), join(aside, `${lastingFile}${end}`));
    return openFile(join(dataFolder, lastingFile));
  }
}

function openFile(path: string): LastingWords {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const db = openDatabase(path);
  try {
    // Written to for itself alone, with a sync of its own; a lock that is the process's own needs no file of shared memory.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = 1');
    db.transaction(() => db.exec(shape));
    return wordsIn(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function wordsIn(db: Database): LastingWords {
  const meta = (key: string) => db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value;
  const setMeta = (key: string, value: string) =>
    db.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
  if (meta('key') === undefined)
    db.transaction(() => {
      setMeta('key', randomBytes(32).toString('base64url'));
      setMeta('id', randomBytes(12).toString('base64url'));
    });
  const key = meta('key') ?? '';
  const markOf = ({ attribute, value }: Identified) =>
    createHmac('sha256', key).update(`${attribute}\u0000${value}`).digest().subarray(0, 16).toString('base64url');
  const holdsAny = () => db.get('SELECT 1 FROM word LIMIT 1') !== undefined;
  let isEmpty = !holdsAny();

  const keepOne = ({ identifiers, words }: Said) => {
    const marks = identifiers.map(markOf).sort();
    const [who = ''] = marks;
    for (const { about, forbids, at, value } of words)
      for (const mark of marks) {
        if (!forbids && !db.get('SELECT 1 FROM word WHERE mark = ? AND about = ? AND forbids = 1 AND at <= ?', mark, about, at)) continue;
        const isNews = db.change(
          `INSERT INTO word (mark, about, forbids, at, value, who) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET at = excluded.at, value = excluded.value, who = excluded.who WHERE excluded.at >= at`,
          mark,
          about,
          forbids ? 1 : 0,
          at,
          JSON.stringify(value),
          who,
        );
        // Said at the same moment, what is said last is the newer word.
        if (forbids && isNews > 0) db.run('DELETE FROM word WHERE mark = ? AND about = ? AND forbids = 0 AND at <= ?', mark, about, at);
      }
  };

  return {
    id: meta('id') ?? '',
    isEmpty: () => isEmpty,
    since() {
      const since = meta('since');
      return since === undefined ? undefined : Number(since);
    },
    begin(since, said) {
      db.transaction(() => {
        for (const one of said) keepOne(one);
        setMeta('since', String(since));
      });
      isEmpty = !holdsAny();
    },
    keep(said) {
      // Where no no is known there is none to be ended.
      if (said.length === 0 || (isEmpty && said.every(({ words }) => words.every(({ forbids }) => !forbids)))) return;
      db.transaction(() => {
        for (const one of said) keepOne(one);
      });
      isEmpty = false;
    },
    of: (identifier) =>
      db
        .all<{ about: string; forbids: number; at: number; value: string; who: string }>(
          'SELECT about, forbids, at, value, who FROM word WHERE mark = ?',
          markOf(identifier),
        )
        .map((row) => ({ ...row, forbids: row.forbids === 1, value: JSON.parse(row.value) })),
    notLaterThan(now) {
      if (!isEmpty) db.transaction(() => db.run('UPDATE word SET at = ?1 WHERE at > ?1', now));
    },
    forget(identifiers) {
      if (isEmpty) return;
      db.transaction(() => {
        for (const one of identifiers) db.run('DELETE FROM word WHERE mark = ?', markOf(one));
      });
    },
    close() {
      try {
        // As the store's own file is left (`closeStore`): whoever opens it next, within this process too, finds no lock.
        db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL');
        db.get('SELECT 1 FROM meta');
      } finally {
        db.close();
      }
    },
  };
}
