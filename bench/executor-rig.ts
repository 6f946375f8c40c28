/** What executor benches share: the built executor as a process of its own, and HTTP as a program that sends all day would use it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventEnvelope, Health } from '../shared/executor/api';
import { createExecutorClient, type FetchLike } from '../shared/executor/client';
import type { Result } from '../shared/problem';
import { type Running, runExecutor } from '../tests/integration/executor-process';

/** HTTP on connections that stay open, as a program that sends all day would use it. */
export function keptAlive(connections: number): { fetch: FetchLike; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const fetch: FetchLike = (url, init) =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: init.method, headers: init.headers, agent }, (reply) => {
        let text = '';
        reply.setEncoding('utf8');
        reply.on('data', (data: string) => {
          text += data;
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: () => Promise.resolve(text) }));
      });
      sent.on('error', reject);
      sent.end(init.body);
    });
  return { fetch, close: () => agent.destroy() };
}

export type Rig = { client: Running['client']; data: string; pid: number };

/** A fresh executor for each measurement. */
export async function withExecutor<T>(built: string, args: string[], connections: number, work: (rig: Rig) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'masa-bench-'));
  const running = await runExecutor(built, data, args);
  const http = keptAlive(connections);
  try {
    return await work({ client: createExecutorClient({ port: running.port, token: running.token, fetch: http.fetch }), data, pid: running.child.pid ?? 0 });
  } finally {
    http.close();
    running.child.kill('SIGTERM');
    await running.exited;
    rmSync(data, { recursive: true, force: true });
  }
}

export async function send(client: Rig['client'], events: readonly EventEnvelope[], size: number, atOnce: number): Promise<number> {
  const began = performance.now();
  let next = 0;
  const sender = async () => {
    while (next < events.length) {
      const body = events.slice(next, next + size);
      next += size;
      unwrap(await client.sendEvents({ body }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return performance.now() - began;
}

export async function until(client: Rig['client'], isSo: (health: Health) => boolean): Promise<void> {
  while (!isSo(unwrap(await client.health({})))) await new Promise((resolve) => setTimeout(resolve, 20));
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.value;
}
