/**
 * After a restore. What was decided since the backup is not known any more, so it would be decided again and messages would
 * leave twice. Everything therefore comes back paused, and what each deployment was is kept until somebody says that it goes on.
 */
import type { Restored } from '../../shared/executor/care';
import { ok, type Result } from '../../shared/problem';
import { holdAfterRestore } from '../channels/deliveries';
import type { Engine } from '../engine/engine';
import { setState } from '../engine/publish';
import { createRegistry } from '../engine/registry';
import { createVocabulary } from '../engine/vocabulary';
import { beginWork } from '../engine/work';
import type { Database } from '../store/driver';
import { type HeldState, heldNow, type RestoredNote, readNote, writeNote } from './held';

/** Links in mails and visitors' tokens name people by their number: those first heard of since the backup had numbers that must become nobody else's. */
const numbersLeftOut = 1_000_000;

/** Marks a store that nobody runs on yet. */
export function noteRestored(db: Database, { backup, at }: Pick<RestoredNote, 'backup' | 'at'>): void {
  writeNote(db, { backup, at });
}

/** Pauses all that runs, once, before anything does. Whether it was put back since it was last opened. */
export function holdRestored(db: Database, now: number): boolean {
  const note = readNote(db);
  if (!note || note.held) return false;
  db.transaction(() => {
    const work = beginWork(db, createVocabulary(db), now);
    const registry = createRegistry(db);
    const held: Record<string, HeldState> = {};
    for (const { state, deployment } of registry.all()) if (state === 'live' || state === 'draining') held[deployment.hash] = state;
    for (const hash of Object.keys(held)) setState(work, registry, hash, 'paused');
    holdAfterRestore(work);
    work.flush();
    // Nobody has been heard of yet: there is no row.
    if (db.change("UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'customer'", numbersLeftOut) === 0)
      db.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('customer', ?)", numbersLeftOut);
    writeNote(db, { ...note, held });
  });
  return true;
}

/** Undefined when the store was never put back, or everything in it has been decided on. */
export function restoredOf(db: Database): Restored | undefined {
  const note = readNote(db);
  const paused = note ? heldNow(db).size : 0;
  return note && paused > 0 ? { backup: note.backup, at: new Date(note.at).toISOString(), paused } : undefined;
}

/** Everything goes on as what it was, or finishes where another version was published meanwhile. Refuses what the writer refuses; asked again, the rest goes on. */
export async function resumeRestored(db: Database, engine: Pick<Engine, 'setState'>): Promise<Result<{ resumed: number }>> {
  const held = heldNow(db);
  for (const [hash, state] of held) {
    const done = await engine.setState(hash, state);
    if (!done.ok) return done;
  }
  return ok({ resumed: held.size });
}
