/** Everything that touches the disk: store, engine, queries. In the real process it has a thread of its own (`core-thread.ts`), so that a sync never keeps a request from being read. */
import { mostAheadMs } from '../shared/executor/contract';
import { ok, type Result, refuse } from '../shared/problem';
import type { ApiHandlers } from './api/app';
import { createQueries } from './api/queries';
import { type Clock, systemClock } from './clock';
import { nextWakeAt } from './engine/due';
import { createEngine, type Engine } from './engine/engine';
import type { Log } from './log';
import { createSandboxClock } from './sandbox-clock';
import type { Database } from './store/driver';
import { closeStore, openStore } from './store/open';
import { executorVersion } from './version';

export type CoreOptions = {
  /** Holds the store; one process at a time. */
  dataFolder: string;
  clock?: Clock;
  /** Time may be moved through the API. What a sandbox has recorded says so for ever: it can't be opened without. */
  sandbox?: boolean;
};

export type Core = {
  handlers: ApiHandlers;
  /** Refuses new work and finishes what was taken on. */
  stop(): void | Promise<void>;
  /** Gives the store back. After `stop`. */
  close(): void | Promise<void>;
};

export type CoreInPlace = Core & { engine: Engine; db: Database };

/**
 * Opens the store and starts working. Refuses what `openStore` refuses, and `sandbox-mismatch` (a sandbox's data without the
 * sandbox, whose clock is elsewhere, or the other way round).
 */
export function openCore({ dataFolder, sandbox = false, ...options }: CoreOptions, log: Log): Result<CoreInPlace> {
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
  const engine = createEngine({ db, clock, onTrouble: (error) => log.trouble('engine', error) });
  const queries = createQueries(db, engine.attributesOf);
  const summaryOf = async (done: Result<{ n: number }>) => {
    if (!done.ok) return done;
    const summary = queries.deployment(done.value.n);
    return summary ? ok(summary) : refuse('unknown-deployment');
  };

  const handlers: ApiHandlers = {
    health: () => ok(queries.health(executorVersion, { now: clock.now(), sandbox })),
    sendEvents: ({ body }) => engine.sendEvents(body),
    updateProfiles: ({ body }) => engine.updateProfiles(body),
    deploy: async ({ body: { moves, ...bundle } }) => summaryOf(await engine.publish(bundle, moves)),
    deployments: () => ok(queries.deployments()),
    deployment({ hash }) {
      const bundle = queries.bundle(hash);
      return bundle ? ok(bundle) : refuse('unknown-deployment');
    },
    setState: async ({ hash, body }) => summaryOf(await engine.setState(hash, body.state)),
    counts: ({ id, deployment }) => ok(queries.counts(id, deployment, clock.now())),
    nodeCustomers: ({ id, ...asked }) => ok(queries.nodeCustomers(id, asked)),
    start: ({ id, body }) => engine.startRun(id, body),
    outbox: ({ limit, journeyId }) => ok(queries.outbox(limit, journeyId)),
    findCustomers: ({ text, limit }) => ok(queries.findCustomers(text, limit)),
    identity: () => ok(queries.identity()),
    customer: ({ id }) => ok(queries.customer(id)),
    trace: ({ id, ...asked }) => ok(queries.trace(id, asked)),
    whyOutside({ id, journey }) {
      const n = queries.customerNumber(id);
      return ok(n === undefined ? null : engine.whyOutside(n, journey));
    },
    decideFailed({ id, run, body }) {
      const n = queries.customerNumber(id);
      return n === undefined ? refuse('run-unknown') : engine.decideFailed(n, run, body.decision);
    },
    async moveClock({ body }) {
      if (!sandboxClock) return refuse('not-a-sandbox');
      const to =
        'advanceMs' in body ? sandboxClock.now() + body.advanceMs : body.to === 'next-wake' ? (nextWakeAt(db) ?? sandboxClock.now()) : Date.parse(body.to);
      if (to > sandboxClock.now() + mostAheadMs) return refuse('clock-too-far', { days: mostAheadMs / 86_400_000 });
      await engine.fastForward(Math.max(to, sandboxClock.now()), sandboxClock.set);
      return ok({ now: new Date(sandboxClock.now()).toISOString() });
    },
  };
  return ok({ handlers, engine, db, stop: () => engine.stop(), close: () => closeStore(db) });
}

function settleMode(db: Database, sandbox: boolean): Result<void> {
  const wanted = sandbox ? 'sandbox' : 'real';
  const known = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'mode'")?.value;
  if (known === undefined) db.transaction(() => db.run("INSERT INTO meta (key, value) VALUES ('mode', ?)", wanted));
  return known === undefined || known === wanted ? ok(undefined) : refuse('sandbox-mismatch', { known });
}
