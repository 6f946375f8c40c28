/** The note a running browser-mode host leaves for a second start. Only this user can read it. */
import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../atomic-file';
import { isAlive } from '../is-alive';

const runningSchema = z.object({ pid: z.number().int().positive(), port: z.number().int(), controlKey: z.string().min(20) });
export type Running = z.infer<typeof runningSchema>;

const ANSWER_WITHIN_MS = 3000;

export async function writeRunning(file: string, running: Running): Promise<void> {
  await writeFileAtomic(file, JSON.stringify(running));
}

export async function readRunning(file: string): Promise<Running | undefined> {
  try {
    return runningSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Only its own note: another host may have started in the meantime. */
export async function removeRunning(file: string, pid: number): Promise<void> {
  if ((await readRunning(file))?.pid === pid) await rm(file, { force: true });
}

/** A fresh link from the host that is already running; undefined when there is none (a note left by one that was killed). */
export async function askRunning(file: string): Promise<string | undefined> {
  const running = await readRunning(file);
  if (!running || !isAlive(running.pid)) return undefined;
  try {
    const response = await fetch(`http://127.0.0.1:${running.port}/control/link`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.controlKey}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      redirect: 'error',
    });
    if (!response.ok) return undefined;
    const { url } = z.object({ url: z.string() }).parse(await response.json());
    // After a kill the port may be another program's, and what it answers is opened in the user's browser.
    return url.startsWith(`http://127.0.0.1:${running.port}/open/`) ? url : undefined;
  } catch {
    return undefined;
  }
}
