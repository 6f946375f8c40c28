/** What a store that is opened has to do with the words that outlive it. */
import { momentOfBackup } from '../../shared/executor/care';
import { readNote } from '../care/held';
import type { Database } from '../store/driver';
import { saidIn } from './carry-words';
import type { LastingWords } from './lasting-words';

/** `behind`: see `Lasting`. `unknownUntil`: nobody here knows what was said between the backup and then, epoch ms by the machine's clock. */
export type Settled = { behind: string | undefined; unknownUntil: number | undefined };

const companion = 'lasting-words';
const anew = 'lasting-words-behind';

/**
 * Fills the file where it is new, or was another store's: with what this store knows. Says which file is the store's. Before anything runs on it.
 * `machineNow`: by the clock that backups are named by.
 */
export function settleWords(db: Database, words: LastingWords, machineNow: number): Settled {
  const read = (key: string) => db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value;
  const write = (key: string, value: string) =>
    db.transaction(() => db.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value));
  const note = readNote(db);
  const isPutBack = note !== undefined && !note.held;
  const known = read(companion);
  const since = words.since();
  const isOfAnother = since !== undefined && known !== undefined && known !== words.id;
  if (since === undefined || isOfAnother) {
    // A store that has always gone on knows the newest of everybody's words; of one that was put back, or brought here, others may be elsewhere.
    words.begin(note || isOfAnother ? machineNow : 0, saidIn(db));
  } else if (known === undefined && !isPutBack && !words.isEmpty()) {
    // Begun anew beside it: whoever comes in again is remembered.
    write(anew, words.id);
  }
  if (known !== words.id) write(companion, words.id);
  const complete = words.since() ?? 0;
  return {
    behind: note?.backup ?? (read(anew) === undefined ? undefined : ''),
    unknownUntil: isPutBack && Date.parse(momentOfBackup(note.backup)) < complete ? complete : undefined,
  };
}
