import { type CareSettings, careSettingsSchema, defaultCare } from '../../shared/executor/care';
import type { Database } from '../store/driver';

/** Kept in the store, so that they go where it goes. */
export function readCare(db: Database): CareSettings {
  const row = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'care'");
  return row ? careSettingsSchema.parse(JSON.parse(row.value)) : defaultCare;
}

export function writeCare(db: Database, settings: CareSettings): void {
  db.run("INSERT INTO meta (key, value) VALUES ('care', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", JSON.stringify(settings));
}
