/**
 * An executor whose clock can be moved, on the app's own data: started alone, as `masa executor` would be, and taken over by
 * the host when that starts. So a journey that waits for an hour is tested in a moment and with its real waits.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createExecutorClient, type ExecutorClient } from '../../shared/executor/client';
import type { Result } from '../../shared/problem';

const program = join(import.meta.dirname, '..', '..', 'dist', 'executor', 'main.js');
const DAY_MS = 86_400_000;

/** Resolves when it is ready. It ends with the host that took it over, and with the tests in any case. */
export async function startSandboxExecutor(home: string): Promise<void> {
  const data = join(home, 'executor');
  const child = spawn(process.execPath, [program, '--data', data, '--sandbox', '--supervised'], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    if (JSON.parse(line).ready !== true) throw new Error(line);
    child.stdout.resume();
    return;
  }
  throw new Error('the executor ended without a word');
}

/** Its HTTP API as any other program on this machine would use it: address and token from the data folder. */
export function executorOf(home: string, folder: 'executor' | 'executor-sandbox' = 'executor'): ExecutorClient {
  const { port } = JSON.parse(readFileSync(join(home, folder, 'endpoint.json'), 'utf8'));
  const token = readFileSync(join(home, folder, 'token'), 'utf8').trim();
  return createExecutorClient({ port, token, fetch });
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/**
 * Moves the clock to ten in the morning of a Tuesday in November, in Israel: no night, no rest day and none of the holidays
 * there holds a message, whenever the test runs. Gives the time.
 */
export async function moveToAnOrdinaryMorning(executor: ExecutorClient): Promise<number> {
  const now = Date.parse(unwrap(await executor.moveClock({ body: { advanceMs: 0 } })).now);
  let morning = Date.UTC(new Date(now).getUTCFullYear(), 10, 8, 8);
  if (morning < now) morning = Date.UTC(new Date(now).getUTCFullYear() + 1, 10, 8, 8);
  while (new Date(morning).getUTCDay() !== 2) morning += DAY_MS;
  await advance(executor, morning - now);
  return morning;
}

export async function advance(executor: ExecutorClient, ms: number): Promise<void> {
  unwrap(await executor.moveClock({ body: { advanceMs: ms } }));
}
