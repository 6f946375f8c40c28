/**
 * Passwords and tokens of providers: in a file of their own that only this user of the machine can read, never in the store, so that no backup,
 * export or answer has them. Where the shell has a key store of the system it keeps them there and tells them at each start; then they stay in memory.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { OutChannel, SecretName } from '../../shared/executor/channels';
import { outChannelSchema } from '../../shared/executor/channels';
import { writeWhole } from '../care/whole-file';

export const secretsFile = 'secrets.json';

export type Secrets = {
  of(channel: OutChannel): Readonly<Partial<Record<SecretName, string>>>;
  /** null forgets one. `keep`: also over a restart. Throws when the file can't be written. */
  set(channel: OutChannel, values: Readonly<Partial<Record<SecretName, string | null>>>, keep: boolean): void;
};

const fileSchema = z.partialRecord(outChannelSchema, z.record(z.string(), z.string()));
type Kept = Partial<Record<OutChannel, Partial<Record<SecretName, string>>>>;

/** Throws when the file is there and can't be read: going on without would look like a wrong password. */
export function openSecrets(dataFolder: string): Secrets {
  const path = join(dataFolder, secretsFile);
  const kept: Kept = readKept(path);
  const told: Kept = {};
  return {
    of: (channel) => ({ ...kept[channel], ...told[channel] }),
    set(channel, values, keep) {
      for (const where of [kept, told]) {
        const mine = { ...where[channel] };
        for (const [name, value] of Object.entries(values) as [SecretName, string | null][]) {
          if (value !== null && (where === kept) === keep) mine[name] = value;
          else delete mine[name];
        }
        where[channel] = mine;
      }
      writeWhole(path, `${JSON.stringify(kept)}\n`);
    },
  };
}

function readKept(path: string): Kept {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) as Kept;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
