/**
 * One preferred port per install: browser storage belongs to an origin including its port, so a window finds its own copy
 * again only on the same one.
 */
import { readFile } from 'node:fs/promises';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { z } from 'zod';
import { writeFileAtomic } from '../atomic-file';

const FIRST_PORT = 47_210;
const TRIES = 50;
const installSchema = z.object({ port: z.number().int().min(1024).max(65_535) });

export type Server = ReturnType<typeof createAdaptorServer>;
export type Listening = { server: Server; port: number /** The port it wanted, when another program has it. */; taken?: number };

/** `wanted`: a port to insist on (0 = any). Otherwise the install's own port, or the next free one this time. */
export async function listen(app: Hono, installFile: string, wanted?: number): Promise<Listening> {
  if (wanted !== undefined) return tryPort(app, wanted);
  const remembered = await readPort(installFile);
  const preferred = remembered ?? FIRST_PORT;
  for (let port = preferred; port < preferred + TRIES && port <= 65_535; port++) {
    try {
      const listening = await tryPort(app, port);
      // The first port that is free becomes this install's; later ones are only lent.
      if (remembered === undefined) await writeFileAtomic(installFile, JSON.stringify({ port })).catch(() => {});
      return port === preferred || remembered === undefined ? listening : { ...listening, taken: preferred };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  return { ...(await tryPort(app, 0)), taken: preferred };
}

async function tryPort(app: Hono, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no address');
  return { server, port: address.port };
}

async function readPort(installFile: string): Promise<number | undefined> {
  try {
    return installSchema.parse(JSON.parse(await readFile(installFile, 'utf8'))).port;
  } catch {
    return undefined;
  }
}
