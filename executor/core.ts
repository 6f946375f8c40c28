/** Everything that touches the disk: store, engine, queries. In the real process it has a thread of its own (`core-thread.ts`), so that a sync never keeps a request from being read. */

import type { Health } from '../shared/executor/api';
import type { Backup } from '../shared/executor/care';
import { bySeverity } from '../shared/executor/monitor';
import { mostAheadMs } from '../shared/executor/routes/storing';
import { ok, type Result, refuse } from '../shared/problem';
import type { ApiHandlers } from './api/app';
import { deliveries, undeliveredReasons } from './api/delivery-rows';
import { createQueries } from './api/queries';
import { audienceDetail } from './audiences/journeys';
import { audienceMoves } from './audiences/moves';
import { audienceCustomer, audienceMembers, audiences } from './audiences/rows';
import { tryAudience } from './audiences/trial';
import { unwatchSegment, watchSegment } from './audiences/watch';
import type { Inspect } from './care/backups';
import { createCare } from './care/care';
import { lockFile, lockFolder } from './care/folder-lock';
import { inspectStore } from './care/inspect';
import { finishExchange, prepareRestore } from './care/restore';
import { holdRestored, restoredOf, resumeRestored } from './care/restored';
import { type ChannelCore, createChannelCore } from './channels/channel-core';
import type { ChannelHandlers } from './channels/channels';
import { type Clock, systemClock } from './clock';
import { nextWakeAt } from './engine/due';
import { createEngine, type Engine } from './engine/engine';
import type { Log } from './log';
import { watchClock } from './monitor/clock-watch';
import { findingsOf } from './monitor/findings';
import { readHistory } from './monitor/history';
import { createPressure } from './monitor/pressure-of';
import { metricsText } from './monitor/prometheus';
import { identifiedBy } from './rights/admit';
import { eraseCustomer, settleErasures } from './rights/erase';
import { everythingAbout } from './rights/everything';
import { identifiersOf } from './rights/identified';
import { lastingFile, openLastingWords } from './rights/lasting-words';
import { settleWords } from './rights/settle-words';
import { openTombstones, tombstonesFile } from './rights/tombstones';
import { createSandboxClock } from './sandbox-clock';
import type { Database } from './store/driver';
import { prepareFolder } from './store/folder';
import { modeOf } from './store/mode';
import { closeStore, isCutShort, openStore, storeFile } from './store/open';
import { summaryOf } from './summary/summary';
import { changeTask } from './tasks/change-task';
import { tasks } from './tasks/task-rows';
import { tried } from './tried';
import { executorVersion } from './version';

export type CoreOptions = {
  /** Holds the store; one process at a time. */
  dataFolder: string;
  clock?: Clock;
  /** Time may be moved through the API. What a sandbox has recorded says so for ever: it can't be opened without. */
  sandbox?: boolean;
  /** The machine's own time, which a sandbox does not move: backups are kept by it. */
  machineClock?: Clock;
  /** Reads a store from end to end; elsewhere than here, so that nobody waits for it. */
  inspect?: Inspect;
  /** Something may leave: told after the commit. */
  onLeaving?(): void;
};

/** What the process adds to the core's own calls. */
export type CoreHandlers = Omit<ApiHandlers, 'restore' | keyof ChannelHandlers>;

export type Core = {
  handlers: CoreHandlers;
  channels: ChannelCore;
  /** Makes the next store ready out of a backup; the next core that is opened finds it. Refuses what `prepareRestore` refuses. */
  prepareRestore(backup: string): Promise<Result<Backup>>;
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
export function openCore(options: CoreOptions, log: Log): Result<CoreInPlace> {
  const folder = prepareFolder(options.dataFolder, [storeFile, lockFile, lastingFile]);
  if (!folder.ok) return folder;
  const lock = lockFolder(options.dataFolder);
  if (!lock.ok) return lock;
  const opened = openLocked(options, log, lock.value);
  if (!opened.ok) lock.value();
  return opened;
}

function openLocked(
  { dataFolder, sandbox = false, inspect = inspectStore, machineClock = systemClock, ...options }: CoreOptions,
  log: Log,
  unlock: () => void,
): Result<CoreInPlace> {
  const exchanged = finishExchange(dataFolder);
  if (!exchanged.ok) return exchanged;
  const tombstones = tried(tombstonesFile, () => openTombstones(dataFolder));
  if (!tombstones.ok) return tombstones;
  const wasCutShort = isCutShort(dataFolder);
  const store = openStore(dataFolder);
  if (!store.ok) return store;
  const db = store.value;
  const mode = settleMode(db, sandbox);
  const lasting = mode.ok ? tried(lastingFile, () => openLastingWords(dataFolder, machineClock.now())) : mode;
  if (!lasting.ok) {
    closeStore(db);
    return lasting;
  }
  const words = lasting.value;

  const realClock = options.clock ?? systemClock;
  const sandboxClock = sandbox ? createSandboxClock(db, realClock) : undefined;
  const clock = sandboxClock ?? realClock;
  const prepared = tried(lastingFile, () => {
    const settled = settleWords(db, words, machineClock.now());
    const wasPutBack = holdRestored(db, clock.now(), { words, unknownUntil: settled.unknownUntil });
    settleErasures(db, tombstones.value, words, { now: clock.now(), wasPutBack });
    return settled;
  });
  if (!prepared.ok) {
    words.close();
    closeStore(db);
    return prepared;
  }
  const engine = createEngine({
    db,
    clock,
    erased: tombstones.value,
    lasting: { words, behind: prepared.value.behind },
    ...(options.onLeaving && { onLeaving: options.onLeaving }),
    onTrouble: (error) => log.trouble('engine', error),
  });
  const channels = createChannelCore({ db, engine, sandbox });
  const care = createCare({
    db,
    engine,
    dataFolder,
    inspect,
    clock: machineClock,
    wasCutShort,
    onTrouble: (error) => log.trouble('care', error),
    onBackup: (why, made) =>
      made.ok
        ? log.note('backed-up', { why, backup: made.value.name, bytes: made.value.bytes })
        : log.note('backup-failed', { why, code: made.problems[0]?.code ?? '' }),
  });
  const queries = createQueries(db, engine.attributesOf);
  const deploymentOf = async (done: Result<{ n: number }>) => {
    if (!done.ok) return done;
    const summary = queries.deployment(done.value.n);
    return summary ? ok(summary) : refuse('unknown-deployment');
  };

  const pressure = createPressure({ db, clock, caps: engine.capsAsked, labelOf: queries.labelOf });
  const watch = watchClock(clock);
  const health = (): Health => {
    const restored = restoredOf(db);
    const now = clock.now();
    const findings = findingsOf({ db, engine, care, dataFolder, now, machineNow: machineClock.now(), jump: watch.jump() });
    return { ...queries.health(executorVersion, { now, sandbox }), ...(restored && { restored }), findings: bySeverity(findings) };
  };

  const handlers: CoreHandlers = {
    health: () => ok(health()),
    history: ({ hours }) => ok(readHistory(db, clock.now(), hours)),
    pressure: async ({ weeks }) => ok(await pressure.of(weeks)),
    metrics: () =>
      ok(
        metricsText({
          db,
          dataFolder,
          health: health(),
          deployments: queries.deployments(),
          lateness: readHistory(db, clock.now(), 24).lateness,
          waitingWrites: engine.condition().waitingWrites,
        }),
      ),
    sendEvents: ({ body }) => engine.sendEvents(body),
    updateProfiles: ({ body }) => engine.updateProfiles(body),
    async deploy({ body: { moves, ...bundle } }) {
      const done = await deploymentOf(await engine.publish(bundle, moves));
      if (!done.ok) return done;
      const { journeyId, mode } = done.value;
      const stillHeld = queries
        .deployments()
        .filter((one) => one.heldByRestore && one.active > 0 && one.journeyId === journeyId && one.mode === mode)
        .map(({ hash, active }) => ({ deployment: hash, people: active }));
      return ok(stillHeld.length > 0 ? { ...done.value, stillHeld } : done.value);
    },
    deployments: () => ok(queries.deployments()),
    deployment({ hash }) {
      const bundle = queries.bundle(hash);
      return bundle ? ok(bundle) : refuse('unknown-deployment');
    },
    setState: async ({ hash, body }) => deploymentOf(await engine.setState(hash, body.state)),
    counts: ({ id, deployment }) => found(queries.counts(id, deployment, clock.now()), 'unknown-deployment'),
    nodeCustomers: ({ id, ...asked }) => ok(queries.nodeCustomers(id, asked)),
    start: ({ id, body }) => engine.startRun(id, body),
    outbox: ({ limit, journeyId }) => ok(queries.outbox(limit, journeyId)),
    deliveries: (asked) => ok(deliveries(db, asked)),
    undelivered: () => ok(undeliveredReasons(db)),
    summary: (asked) => summaryOf(db, clock.now(), asked),
    audiences: () => ok(audiences(db, clock.now())),
    async watch({ body }) {
      const done = await engine.write(1, (work, registry) => watchSegment(work, registry, body));
      return !done.ok ? done : done.value.ok ? ok(audiences(db, clock.now())) : done.value;
    },
    async unwatch({ segment }) {
      const done = await engine.write(1, (work, registry) => unwatchSegment(work, registry, segment));
      return !done.ok ? done : done.value.ok ? ok(audiences(db, clock.now())) : done.value;
    },
    tryAudience({ body }) {
      const began = performance.now();
      return tryAudience(db, body, {
        begin: () => engine.read((work) => work),
        pause: () => new Promise((resolve) => setImmediate(resolve)),
        elapsed: () => performance.now() - began,
      });
    },
    audience: ({ segment }) => engine.read((_, registry) => audienceDetail(db, registry, segment)),
    audienceMembers: (asked) => audienceMembers(db, asked, queries.labelOf),
    audienceMoves: (asked) => audienceMoves(db, asked, queries.labelOf),
    audienceCustomer({ segment, id }) {
      const n = queries.customerNumber(id);
      return n === undefined ? refuse('customer-unknown') : engine.read((work, registry) => audienceCustomer(work, registry, segment, n));
    },
    tasks: (asked) => ok(tasks(db, asked, clock.now())),
    async changeTask({ n, body }) {
      const done = await engine.write(1, (work, registry) => changeTask(work, registry, n, body));
      return done.ok ? done.value : done;
    },
    findCustomers: ({ text, limit }) => ok(queries.findCustomers(text, limit)),
    identity: () => ok(queries.identity()),
    customer: ({ id }) => found(queries.customer(id), 'customer-unknown'),
    trace: ({ id, ...asked }) => found(queries.trace(id, asked), 'customer-unknown'),
    whyOutside({ id, journey }) {
      const n = queries.customerNumber(id);
      return n === undefined ? refuse('customer-unknown') : ok(engine.whyOutside(n, journey));
    },
    explained({ id, attribute }) {
      const n = queries.customerNumber(id);
      return n === undefined ? refuse('customer-unknown') : ok(engine.explain(n, attribute));
    },
    decideFailed({ id, run, body }) {
      const n = queries.customerNumber(id);
      return n === undefined ? refuse('run-unknown') : engine.decideFailed(n, run, body.decision);
    },
    everything({ id }) {
      const n = queries.customerNumber(id);
      return ok(n === undefined ? null : everythingAbout(db, n, engine.attributesOf(n), clock.now()));
    },
    async erase({ id }) {
      const n = queries.customerNumber(id);
      if (n === undefined) return refuse('customer-unknown');
      const marked = identifiersOf(db, n);
      const done = await engine.write(50, (work, registry) => eraseCustomer(work, registry, tombstones.value, n));
      // What the disk does not take of this now, the next start finds out: a refused erasure is not done, and one that is done stays done.
      const noted = tried(tombstonesFile, () => {
        if (!done.ok) return void tombstones.value.lift(marked);
        words.forget(marked);
        tombstones.value.finish();
      });
      if (!noted.ok) log.trouble('erase', new Error(noted.problems[0]?.code));
      if (!done.ok) return done;
      pressure.forget();
      return ok({ ...done.value, backups: care.backups().backups.length });
    },
    readmit: async ({ body }) => engine.write(1, (_, registry) => ({ lifted: tombstones.value.lift(identifiedBy(registry, body.identifiers)) })),
    backups: () => ok(care.backups()),
    backUp: () => care.backUp(),
    resumeRestored: () => resumeRestored(db, engine),
    care: () => ok(care.settings()),
    setCare: ({ body }) => care.setSettings(body),
    async moveClock({ body }) {
      if (!sandboxClock) return refuse('not-a-sandbox');
      const to =
        'advanceMs' in body ? sandboxClock.now() + body.advanceMs : body.to === 'next-wake' ? (nextWakeAt(db) ?? sandboxClock.now()) : Date.parse(body.to);
      if (to > sandboxClock.now() + mostAheadMs) return refuse('clock-too-far', { days: mostAheadMs / 86_400_000 });
      await engine.fastForward(Math.max(to, sandboxClock.now()), sandboxClock.set);
      return ok({ now: new Date(sandboxClock.now()).toISOString() });
    },
  };
  const close = async () => {
    watch.stop();
    await care.close();
    words.close();
    closeStore(db);
    unlock();
  };
  return ok({
    handlers,
    channels,
    engine,
    db,
    prepareRestore: (backup) => prepareRestore({ dataFolder, now: machineClock.now }, backup, sandbox ? 'sandbox' : 'real', inspect),
    stop: () => engine.stop(),
    close,
  });
}

function found<T>(value: T | null, otherwise: 'customer-unknown' | 'unknown-deployment'): Result<T> {
  return value === null ? refuse(otherwise) : ok(value);
}

function settleMode(db: Database, sandbox: boolean): Result<void> {
  const wanted = sandbox ? 'sandbox' : 'real';
  const known = modeOf(db);
  if (known === undefined) db.transaction(() => db.run("INSERT INTO meta (key, value) VALUES ('mode', ?)", wanted));
  return known === undefined || known === wanted ? ok(undefined) : refuse('sandbox-mismatch', { known });
}
