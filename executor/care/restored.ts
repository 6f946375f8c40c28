/**
 * After a restore. What was decided since the backup is not known any more, so it would be decided again and messages would
 * leave twice. Everything therefore comes back paused, and what each deployment was is kept until somebody says that it goes on.
 */
import { momentOfBackup, type Restored } from '../../shared/executor/care';
import { ok, type Result } from '../../shared/problem';
import { holdAfterRestore } from '../channels/deliveries';
import type { Engine } from '../engine/engine';
import { setState } from '../engine/publish';
import { createRegistry } from '../engine/registry';
import { createVocabulary } from '../engine/vocabulary';
import { beginWork } from '../engine/work';
import { carryWords } from '../rights/carry-words';
import type { LastingWords } from '../rights/lasting-words';
import type { Database } from '../store/driver';
import { type HeldState, heldNow, type RestoredNote, readNote, writeNote } from './held';

/** Links in mails and visitors' tokens name people by their number: those first heard of since the backup had numbers that must become nobody else's. */
export const numbersLeftOut = 1_000_000;

const iso = (at: number) => new Date(at).toISOString();

/** Marks a store that nobody runs on yet. */
export function noteRestored(db: Database, { backup, at }: Pick<RestoredNote, 'backup' | 'at'>): void {
  writeNote(db, { backup, at });
}

/**
 * Pauses all that runs, once, before anything does, and lets everybody hear what she said since against being written to. Whether it was put back since
 * it was last opened.
 */
export function holdRestored(db: Database, now: number, { words, unknownUntil }: { words: LastingWords; unknownUntil: number | undefined }): boolean {
  const note = readNote(db);
  if (!note || note.held) return false;
  words.notLaterThan(now);
  db.transaction(() => {
    const work = beginWork(db, createVocabulary(db), now);
    const registry = createRegistry(db);
    const held: Record<string, HeldState> = {};
    for (const { state, deployment } of registry.all()) if (state === 'live' || state === 'draining') held[deployment.hash] = state;
    for (const hash of Object.keys(held)) setState(work, registry, hash, 'paused');
    holdAfterRestore(work);
    const kept = carryWords(work, registry, words, note.backup);
    work.flush();
    // Nobody has been heard of yet: there is no row, or one without a number.
    if (db.change("UPDATE sqlite_sequence SET seq = coalesce(seq, 0) + ? WHERE name = 'customer'", numbersLeftOut) === 0)
      db.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('customer', ?)", numbersLeftOut);
    writeNote(db, { ...note, held, kept, ...(unknownUntil !== undefined && { unknownUntil }) });
  });
  return true;
}

/** Undefined when the store was never put back, or everything in it has been decided on and what was kept has been read. */
export function restoredOf(db: Database): Restored | undefined {
  const note = readNote(db);
  const paused = note ? heldNow(db).size : 0;
  if (!note) return undefined;
  const { backup, at, kept = 0, unknownUntil, seen = false } = note;
  if (paused === 0 && (seen || (kept === 0 && unknownUntil === undefined))) return undefined;
  return { backup, at: iso(at), paused, kept, ...(unknownUntil !== undefined && { unknown: { from: momentOfBackup(backup), until: iso(unknownUntil) } }) };
}

/** Everything goes on as what it was, or finishes where another version was published meanwhile. Refuses what the writer refuses; asked again, the rest goes on. */
export async function resumeRestored(db: Database, engine: Pick<Engine, 'setState' | 'write'>): Promise<Result<{ resumed: number }>> {
  const held = heldNow(db);
  for (const [hash, state] of held) {
    const done = await engine.setState(hash, state);
    if (!done.ok) return done;
  }
  const noted = await engine.write(1, () => {
    const note = readNote(db);
    if (note && !note.seen) writeNote(db, { ...note, seen: true });
  });
  if (!noted.ok) return noted;
  return ok({ resumed: held.size });
}
