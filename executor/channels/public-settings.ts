/** What people and providers outside can reach of this executor: nothing, until somebody says so. */
import { type PublicSettings, publicSettingsSchema } from '../../shared/executor/channels';
import type { Database } from '../store/driver';

export type { PublicSettings };

export function readPublic(db: Database): PublicSettings {
  const row = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'public'");
  return row ? publicSettingsSchema.parse(JSON.parse(row.value)) : { listens: false };
}

export function writePublic(db: Database, settings: PublicSettings): void {
  db.run("INSERT INTO meta (key, value) VALUES ('public', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", JSON.stringify(settings));
}
