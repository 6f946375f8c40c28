/**
 * After a restore. What was decided since the backup is not known any more, so it would be decided again and messages would
 * leave twice. Everything therefore comes back paused, and what each deployment was is kept until somebody says that it goes on.
 */
import { z } from 'zod';
import { backupNameSchema, type Restored } from '../../shared/executor/care';
import { ok, type Result } from '../../shared/problem';
import type { Engine } from '../engine/engine';
import { setState } from '../engine/publish';
import { createRegistry } from '../engine/registry';
import { createVocabulary } from '../engine/vocabulary';
import { beginWork } from '../engine/work';
import type { Database } from '../store/driver';

/** `held` comes at the first start on the restored store: what the deployments paused then were before, by hash. */
const noteSchema = z.object({ backup: backupNameSchema, at: z.number(), held: z.record(z.string(), z.enum(['live', 'draining'])).optional() });
type Note = z.infer<typeof noteSchema>;

const key = 'restored';

/** Marks a store that nobody runs on yet. */
export function noteRestored(db: Database, note: Pick<Note, 'backup' | 'at'>): void {
  db.run('INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(note));
}

function readNote(db: Database): Note | undefined {
  const row = db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key);
  return row && noteSchema.parse(JSON.parse(row.value));
}

/** Pauses all that runs, once, before anything does. */
export function holdRestored(db: Database, now: number): void {
  const note = readNote(db);
  if (!note || note.held) return;
  db.transaction(() => {
    const work = beginWork(db, createVocabulary(db), now);
    const registry = createRegistry(db);
    const held: Note['held'] = {};
    for (const { state, deployment } of registry.all()) if (state === 'live' || state === 'draining') held[deployment.hash] = state;
    for (const hash of Object.keys(held)) setState(work, registry, hash, 'paused');
    work.flush();
    db.run('UPDATE meta SET value = ? WHERE key = ?', JSON.stringify({ ...note, held }), key);
  });
}

/** Deployments that are still paused because of the restore, and what they were. */
function heldNow(db: Database, note: Note): [hash: string, state: 'live' | 'draining'][] {
  return Object.entries(note.held ?? {}).filter(([hash]) => db.get<{ state: string }>('SELECT state FROM deployment WHERE hash = ?', hash)?.state === 'paused');
}

/** Undefined when the store was never put back, or everything in it has been decided on. */
export function restoredOf(db: Database): Restored | undefined {
  const note = readNote(db);
  const paused = note ? heldNow(db, note).length : 0;
  return note && paused > 0 ? { backup: note.backup, at: new Date(note.at).toISOString(), paused } : undefined;
}

/** Everything goes on as what it was. Refuses what the writer refuses; asked again, the rest goes on. */
export async function resumeRestored(db: Database, engine: Pick<Engine, 'setState'>): Promise<Result<{ resumed: number }>> {
  const note = readNote(db);
  const held = note ? heldNow(db, note) : [];
  for (const [hash, state] of held) {
    const done = await engine.setState(hash, state);
    if (!done.ok) return done;
  }
  return ok({ resumed: held.length });
}
