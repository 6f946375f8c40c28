/** What a restore holds: deployments it paused that wait for somebody's word, and what each will be then. In the store, so that a restart changes nothing. */
import { z } from 'zod';
import { backupNameSchema } from '../../shared/executor/care';
import type { Database } from '../store/driver';

const heldStateSchema = z.enum(['live', 'draining']);
export type HeldState = z.infer<typeof heldStateSchema>;
/** `held` comes at the first start on the restored store: what the deployments paused then were before, by hash. */
const noteSchema = z.object({
  backup: backupNameSchema,
  at: z.number(),
  held: z.record(z.string(), heldStateSchema).optional(),
  /** How many had said since that nothing may be sent to them. */
  kept: z.number().optional(),
  /** Until when that is not known here, by the machine's clock; absent: all of it is. */
  unknownUntil: z.number().optional(),
  /** Somebody has read all this and let it go on. */
  seen: z.boolean().optional(),
});
export type RestoredNote = z.infer<typeof noteSchema>;

const key = 'restored';

/** Undefined when the store was never put back. */
export function readNote(db: Database): RestoredNote | undefined {
  const row = db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key);
  return row && noteSchema.parse(JSON.parse(row.value));
}

export function writeNote(db: Database, note: RestoredNote): void {
  db.run('INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(note));
}

/** By hash, those that are still paused because of the restore. */
export function heldNow(db: Database): ReadonlyMap<string, HeldState> {
  const held = Object.entries(readNote(db)?.held ?? {});
  return new Map(held.filter(([hash]) => db.get<{ state: string }>('SELECT state FROM deployment WHERE hash = ?', hash)?.state === 'paused'));
}

/** What a held deployment will be when it is let go; without a state it is held no more. Of one that is not held nothing is noted. */
export function holdAs(db: Database, hash: string, state: HeldState | undefined): void {
  const note = readNote(db);
  if (!note?.held || !Object.hasOwn(note.held, hash)) return;
  const { [hash]: _, ...others } = note.held;
  writeNote(db, { ...note, held: state === undefined ? others : { ...others, [hash]: state } });
}
