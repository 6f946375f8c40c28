/** The executor as a thing with a beginning and an end; `main.ts` makes a process of it, tests start it within their own. */
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { ok, type Result, refuse } from '../shared/problem';
import { createApi } from './api/app';
import { createQueries } from './api/queries';
import { type Clock, systemClock } from './clock';
import { createEngine, type Engine } from './engine/engine';
import { createLog } from './log';
import { createSandboxClock } from './sandbox-clock';
import type { Database } from './store/driver';
import { closeStore, openStore } from './store/open';

export const executorVersion = '0.1.0';

export type ExecutorOptions = {
  /** Holds the store, `token` and `endpoint.json`; one process at a time. */
  dataFolder: string;
  /** 0 or absent: any free one. */
  port?: number;
  clock?: Clock;
  /** Time may be moved through the API. What a sandbox has recorded says so for ever: it can't be opened without. */
  sandbox?: boolean;
};

export type Executor = { port: number; token: string; engine: Engine; db: Database; stop(): Promise<void> };

/**
 * Opens the store and listens on 127.0.0.1. Refuses what `openStore` refuses, `port-taken`, and `sandbox-mismatch` (a sandbox's
 * data without the sandbox, whose clock is elsewhere, or the other way round).
 */
export async function startExecutor(options: ExecutorOptions): Promise<Result<Executor>> {
  const { dataFolder, port = 0, sandbox = false } = options;
  const log = createLog();
  const store = openStore(dataFolder);
  if (!store.ok) return store;
  const db = store.value;
  const mode = settleMode(db, sandbox);
  if (!mode.ok) {
    closeStore(db);
    return mode;
  }

  const realClock = options.clock ?? systemClock;
  const sandboxClock = sandbox ? createSandboxClock(db, realClock) : undefined;
  const clock = sandboxClock ?? realClock;
  const token = readOrMakeToken(dataFolder);
  const engine = createEngine({ db, clock, onTrouble: (error) => log.trouble('engine', error) });
  const queries = createQueries(db, engine.attributesOf);
  const summaryOf = async (done: Result<{ n: number }>) => {
    if (!done.ok) return done;
    const summary = queries.deployment(done.value.n);
    return summary ? ok(summary) : refuse('unknown-deployment');
  };

  const app = createApi({
    token,
    version: executorVersion,
    onBug: (route, error) => log.trouble(route, error),
    handlers: {
      health: () => ok(queries.health(executorVersion, clock.now())),
      sendEvents: ({ body }) => engine.sendEvents(body),
      updateProfiles: ({ body }) => engine.updateProfiles(body),
      deploy: async ({ body }) => summaryOf(await engine.publish(body)),
      deployments: () => ok(queries.deployments()),
      deployment({ hash }) {
        const bundle = queries.bundle(hash);
        return bundle ? ok(bundle) : refuse('unknown-deployment');
      },
      setState: async ({ hash, body }) => summaryOf(await engine.setState(hash, body.state)),
      counts: ({ id, deployment }) => ok(queries.counts(id, deployment, clock.now())),
      start: ({ id, body }) => engine.startRun(id, body),
      outbox: ({ limit, journeyId }) => ok(queries.outbox(limit, journeyId)),
      findCustomers: ({ text, limit }) => ok(queries.findCustomers(text, limit)),
      identity: () => ok(queries.identity()),
      customer: ({ id }) => ok(queries.customer(id)),
      async moveClock({ body }) {
        if (!sandboxClock) return refuse('not-a-sandbox');
        await engine.fastForward(sandboxClock.now() + body.advanceMs, sandboxClock.set);
        return ok({ now: new Date(sandboxClock.now()).toISOString() });
      },
    },
  });

  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  // Slow senders must not hold connections for ever.
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  const listening = await listen(server, port);
  if (!listening.ok) {
    engine.stop();
    closeStore(db);
    return listening;
  }
  writeWhole(join(dataFolder, 'endpoint.json'), `${JSON.stringify({ port: listening.value, pid: process.pid })}\n`);

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      engine.stop();
      // Answers under way get a moment, connections kept open for later calls none; then all are cut, what they asked for is on disk.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const cut = setTimeout(() => server.closeAllConnections(), 300);
      await closed;
      clearInterval(idle);
      clearTimeout(cut);
      rmSync(join(dataFolder, 'endpoint.json'), { force: true });
      closeStore(db);
    })();
    return stopping;
  };
  return ok({ port: listening.value, token, engine, db, stop });
}

function listen(server: Server, port: number): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(refuse(error.code === 'EADDRINUSE' ? 'port-taken' : 'port-refused', { port })));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? ok(address.port) : refuse('port-refused', { port }));
    });
  });
}

/** The token stays the same over restarts, so that other programs need to be told once. */
function readOrMakeToken(dataFolder: string): string {
  const path = join(dataFolder, 'token');
  try {
    const token = readFileSync(path, 'utf8').trim();
    if (/^[\w-]{32,100}$/.test(token)) {
      chmodSync(path, 0o600);
      return token;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const token = randomBytes(32).toString('base64url');
  writeWhole(path, `${token}\n`);
  return token;
}

/** Whole or not at all, readable by this user alone. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, text, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

function settleMode(db: Database, sandbox: boolean): Result<void> {
  const wanted = sandbox ? 'sandbox' : 'real';
  const known = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'mode'")?.value;
  if (known === undefined) db.transaction(() => db.run("INSERT INTO meta (key, value) VALUES ('mode', ?)", wanted));
  return known === undefined || known === wanted ? ok(undefined) : refuse('sandbox-mismatch', { known });
}
