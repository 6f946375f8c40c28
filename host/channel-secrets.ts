/**
 * Secrets of channels, kept by the system's key store where the shell has one: sealed on the disk, told to the executor each time it starts, and held
 * by it in memory only. Without one the executor keeps them itself, in a file that only this user can read.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type OutChannel, outChannelSchema, type SecretName, secretsSchema } from '../shared/executor/channels';
import { ok, type Result } from '../shared/problem';
import { writeFileAtomic } from './atomic-file';
import type { ExecutorClient } from './executor-client';
import { refuseFile } from './file-problem';

/** The system's key store, as Electron's `safeStorage` gives it. Both may throw: the key store may be locked. */
export type KeyStore = { seal(text: string): string; open(sealed: string): string };

type Values = Partial<Record<SecretName, string | null>>;
type SetSecrets = ExecutorClient['setSecrets'];
const sealedSchema = z.partialRecord(outChannelSchema, z.string());

export function createChannelSecrets({ file, keyStore }: { file: string; keyStore: KeyStore }) {
  const read = async (): Promise<Partial<Record<OutChannel, Values>>> => {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      throw error;
    }
    return Object.fromEntries(
      Object.entries(sealedSchema.parse(JSON.parse(text))).map(([channel, sealed]) => [channel, secretsSchema.parse(JSON.parse(keyStore.open(sealed)))]),
    );
  };
  const write = (all: Partial<Record<OutChannel, Values>>) =>
    writeFileAtomic(
      file,
      `${JSON.stringify(Object.fromEntries(Object.entries(all).map(([channel, values]) => [channel, keyStore.seal(JSON.stringify(values))])))}\n`,
    );

  return {
    /** Seals them, then tells the executor. Refuses what it refuses, and `key-store-refused` or a file's problem. */
    async set(setSecrets: SetSecrets, { channel, body }: Parameters<SetSecrets>[0]): ReturnType<SetSecrets> {
      try {
        const all = await read();
        const mine = Object.fromEntries(Object.entries({ ...all[channel], ...body.values }).filter(([, value]) => value !== null));
        await write({ ...all, [channel]: mine });
      } catch (error) {
        return refuseFile(file, error);
      }
      return setSecrets({ channel, body: { ...body, keep: false } });
    },
    /** Tells an executor that has just started. What can't be told now is missing until the next start, and shown so. */
    async tell(setSecrets: SetSecrets): Promise<Result<void>> {
      try {
        for (const [channel, values] of Object.entries(await read()) as [OutChannel, Values][]) {
          const told = await setSecrets({ channel, body: { values, keep: false } });
          if (!told.ok) return told;
        }
        return ok(undefined);
      } catch (error) {
        return refuseFile(file, error);
      }
    },
  };
}

export type ChannelSecrets = ReturnType<typeof createChannelSecrets>;
