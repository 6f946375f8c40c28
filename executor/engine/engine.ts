/** Puts the parts together: one store, one writer, one loop. What the API calls. */
import type { Json } from '../../shared/condition/facts';
import type {
  DeploymentBundle,
  EventEnvelope,
  IngestReply,
  IngestWarning,
  ProfileUpdate,
  StartReply,
  StartRequest,
  WhyOutside,
} from '../../shared/executor/api';
import { warningsOfEvents, warningsOfProfiles } from '../../shared/executor/ingest-warnings';
import { checkBundle } from '../../shared/journey/check-bundle';
import type { Problem, Result } from '../../shared/problem';
import type { ScoreExplanation } from '../../shared/record/score/schema';
import { allAttributes } from '../../shared/runtime/attributes';
import { type Sweep, sweepOn } from '../care/retention';
import { hasNews } from '../channels/add-deliveries';
import type { Clock } from '../clock';
import type { AskedCap } from '../monitor/pressure';
import type { Lasting } from '../rights/lasting-words';
import type { Tombstones } from '../rights/tombstones';
import type { Database } from '../store/driver';
import { capsAsked } from './caps-asked';
import { nextDueAt } from './due';
import { takeEvent, takeProfile } from './events';
import { explain } from './explain';
import { type Decision, decideFailed } from './failed-runs';
import { createLoop } from './loop';
import { type MoveOrder, publish, setState } from './publish';
import { createRegistry, type Registry, type State } from './registry';
import { startRun } from './start-run';
import { createVocabulary } from './vocabulary';
import { whyOutside } from './why-outside';
import { beginWork, type Work } from './work';
import { createWriter, type StoreFailure } from './writer';

export type Engine = {
  /** Answers when the events are on disk. Refuses `executor-busy`, `executor-stopping`, `executor-store-failed`; then send again, known ones do no harm. */
  sendEvents(events: readonly EventEnvelope[]): Promise<Result<IngestReply>>;
  updateProfiles(updates: readonly ProfileUpdate[]): Promise<Result<IngestReply>>;
  /** Refuses with the problems of the bundle or of the moves. Without moves the journey's own policy says what becomes of the people inside. Gives the number of the deployment. */
  publish(bundle: DeploymentBundle, moves?: readonly MoveOrder[]): Promise<Result<{ n: number }>>;
  setState(hash: string, state: Exclude<State, 'failed'>): Promise<Result<{ n: number }>>;
  /** Refuses `journey-not-startable`, `customer-unknown`. */
  startRun(journey: string, request: StartRequest): Promise<Result<StartReply>>;
  /** Refuses what `decideFailed` refuses. */
  decideFailed(customer: number, run: string, decision: Decision): Promise<Result<{ status: 'active' | 'exited' }>>;
  /** The number must be a customer's. */
  whyOutside(customer: number, journey: string): WhyOutside;
  /** Why a computed number of a customer is what it is; null for what is none. The number must be a customer's. */
  explain(customer: number, attribute: string): ScoreExplanation | null;
  /** Caps of what runs, and whom each is meant for as things are now. */
  capsAsked(): AskedCap[];
  /** What is known about a customer at this moment, computed attributes by the formulas published last. The number must be a customer's. */
  attributesOf(customer: number): Record<string, Json>;
  /** Does one chunk of letting go of what is over; false: all has been looked at. Refuses what a write refuses. */
  letGo(sweep: Sweep): Promise<Result<boolean>>;
  /** Does what others decide in the transaction of those who write. Refuses what a write refuses. */
  write<T>(weight: number, task: (work: Work, registry: Registry) => T): Promise<Result<T>>;
  /** A look at the store as it is now. The task must not write. */
  read<T>(task: (work: Work, registry: Registry) => T): T;
  /** How it fares: what waits to be written, whether the store takes anything, since when what is due can't be done. */
  condition(): { waitingWrites: number; storeFailure?: StoreFailure | undefined; failingSince?: number | undefined };
  /** Does everything due at the clock's present time. */
  settle(): void;
  /** Fast-forward: `setNow` is called with the time of each thing that falls due on the way, in order. */
  fastForward(to: number, setNow: (now: number) => void): Promise<void>;
  /** Ends the loop and finishes what was taken on. The store stays open. */
  stop(): void;
};

/** Many customers at one moment are worked through in portions, so that one call does not keep the others waiting. */
const eventsPerTask = 500;
const stepsBetweenTurns = 50;

export type EngineOptions = {
  db: Database;
  clock: Clock;
  /** Who must not come back. */
  erased?: Tombstones;
  /** What was said against writing to people, and outlives the store. */
  lasting?: Lasting;
  /** Something may leave the laptop. */
  onLeaving?(): void;
  onTrouble(error: unknown): void;
};

export function createEngine(options: EngineOptions): Engine {
  const { db, clock } = options;
  const registry = createRegistry(db, options.erased);
  const vocabulary = createVocabulary(db);
  const writer = createWriter({
    db,
    begin: () => beginWork(db, vocabulary, clock.now(), options.lasting),
    alongside: (work) => loop.workAlongside(work),
    onCommit() {
      loop.nudge();
      if (hasNews(db)) options.onLeaving?.();
    },
    onWritten(work) {
      try {
        work.afterCommit();
      } catch (error) {
        // It is done all the same: only after a restore she would have to say it once more.
        options.onTrouble(error);
      }
    },
    onRollback() {
      registry.reload();
      vocabulary.forget();
    },
  });
  const loop = createLoop({ db, writer, registry, clock, onTrouble: options.onTrouble });
  loop.nudge();

  const ingest = async <T>(items: readonly T[], take: (work: Parameters<typeof takeEvent>[0], item: T) => boolean): Promise<Result<IngestReply>> => {
    // All of them or none: who is refused should not find half of them taken.
    const refused = writer.refuseBeyond(items.length);
    if (refused) return refused;
    const portions: Promise<Result<number>>[] = [];
    for (let i = 0; i < items.length; i += eventsPerTask) {
      const portion = items.slice(i, i + eventsPerTask);
      portions.push(writer.write(portion.length, (work) => portion.filter((item) => take(work, item)).length));
    }
    let accepted = 0;
    const problems: Problem[] = [];
    for (const result of await Promise.all(portions)) {
      if (result.ok) accepted += result.value;
      else problems.push(...result.problems);
    }
    return problems.length > 0
      ? { ok: false, problems: problems.slice(0, 1) }
      : { ok: true, value: { accepted, duplicates: items.length - accepted }, problems: [] };
  };

  /** Told when it is on the disk; what was refused is looked at when it comes again. */
  const withWarnings = (done: Result<IngestReply>, find: () => IngestWarning[]): Result<IngestReply> => {
    if (!done.ok) return done;
    const warnings = find();
    return warnings.length > 0 ? { ...done, value: { ...done.value, warnings } } : done;
  };
  const understood = () => ({ names: registry.names(), isIdentifier: registry.identity().knows });

  return {
    sendEvents: async (events) =>
      withWarnings(await ingest(events, (work, event) => takeEvent(work, registry, event)), () => warningsOfEvents(events, understood())),
    updateProfiles: async (updates) =>
      withWarnings(await ingest(updates, (work, update) => takeProfile(work, registry, update)), () => warningsOfProfiles(updates, understood())),
    async publish(bundle, moves) {
      const problems = checkBundle(bundle);
      if (problems.some((one) => one.severity === 'blocks')) return { ok: false, problems };
      const done = await writer.write(1, (work) => publish(work, registry, bundle, moves));
      return done.ok ? done.value : done;
    },
    async setState(hash, state) {
      const done = await writer.write(1, (work) => setState(work, registry, hash, state));
      return done.ok ? done.value : done;
    },
    async startRun(journey, request) {
      const done = await writer.write(1, (work) => startRun(work, registry, journey, request));
      return done.ok ? done.value : done;
    },
    async decideFailed(customer, run, decision) {
      const done = await writer.write(1, (work) => decideFailed(work, registry, customer, run, decision));
      return done.ok ? done.value : done;
    },
    whyOutside: (n, journey) => whyOutside(beginWork(db, vocabulary, clock.now()), registry, n, journey),
    explain: (n, attribute) => explain(beginWork(db, vocabulary, clock.now()), registry, n, attribute),
    capsAsked: () => capsAsked(registry, () => beginWork(db, vocabulary, clock.now())),
    attributesOf(n) {
      const work = beginWork(db, vocabulary, clock.now());
      return allAttributes(work, registry.all()[0], work.customer(n));
    },
    letGo: (sweep) => writer.write(1, (work) => sweepOn(work, registry, sweep)),
    write: (weight, task) => writer.write(weight, (work) => task(work, registry)),
    read: (task) => task(beginWork(db, vocabulary, clock.now()), registry),
    settle: () => loop.settle(),
    async fastForward(to, setNow) {
      // Weeks of small steps: what a crash of the machine would cost of them is walked again. Never while others have their turn:
      // the clock's own row is synced then, and all that came before with it, so that what they are told is on the disk.
      const withoutSync = (act: () => void) => {
        db.exec('PRAGMA synchronous = NORMAL');
        try {
          act();
        } finally {
          db.exec('PRAGMA synchronous = FULL');
        }
      };
      for (let i = 1; ; i++) {
        let next: number | undefined;
        const isTurn = i % stepsBetweenTurns === 0;
        withoutSync(() => {
          loop.settle();
          next = nextDueAt(db);
          if (!isTurn && next !== undefined && next <= to) setNow(next);
        });
        if (next === undefined || next > to) break;
        if (!isTurn) continue;
        setNow(next);
        await new Promise((resolve) => setImmediate(resolve));
      }
      setNow(to);
      loop.settle();
      loop.nudge();
    },
    condition: () => ({ waitingWrites: writer.waiting(), storeFailure: writer.failure(), failingSince: loop.failingSince() }),
    stop() {
      loop.stop();
      writer.stop();
    },
  };
}
