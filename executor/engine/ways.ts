/**
 * How steps are written down. Which nodes a step went through, and for what reasons, is one of few ways for thousands of runs: each
 * way is stored once, and a step is its number and the values of its reasons.
 */
import type { Reason, TraceEntry } from '../../shared/journey/run';
import { toIso } from '../../shared/time/moment';
import type { Database } from '../store/driver';
import { metricsOf } from './metrics';

/** A way is taken over and over: what follows from its words alone is worked out once. */
export type Way = {
  n: number;
  /** What a step that goes this way is counted as. */
  counted: readonly { node: string; metric: string; by: number }[];
  notSent: number;
  /** It is found again by its node (table `refusal`): whom did it say no to? */
  saysNo: boolean;
  /** A cap had a say in it; which one may be among the values. */
  meetsCap: boolean;
};

export type Ways = {
  /** The way these entries took at a moment, and the values of their reasons as JSON; the view `trace_line` puts both together again. */
  of(entries: readonly TraceEntry[], at: number): { way: Way; params: string };
  /** What was stored in a transaction that failed is not there. */
  forget(): void;
};

/** Words of a journey's own (events, channels, messages, caps), of which there are few: they belong to the way. Moments, numbers and sentences do not. */
const word = /^[a-z-]{1,64}$/;

export function createWays(db: Database): Ways {
  const start = new Fork();
  return {
    of(entries, now) {
      let at = start;
      const params: unknown[] = [];
      for (const { what, node, port, reason } of entries) {
        at = at.to(what).to(node).to(port).to(reason?.code);
        for (const name in reason?.params) {
          const value = reason.params[name];
          at = at.to(name);
          if (isWord(value)) at = at.to(value);
          else {
            const moment = momentOf(value);
            at = at.to(moment === undefined ? undefined : '@');
            params.push(moment === undefined ? value : moment - now);
          }
        }
        at = at.to(null);
      }
      at.way ??= wayOf(db, entries);
      return { way: at.way, params: params.length === 0 ? '[]' : JSON.stringify(params) };
    },
    forget: () => start.forget(),
  };
}

/** Words that were said so far, and those that may follow. Going from one to the next takes a fraction of the time it takes to make one key of them all. */
class Fork {
  private readonly next = new Map<string | null | undefined, Fork>();
  way: Way | undefined;

  /** `null`: the end of a line, which no word is; undefined: nothing, or no word; `@`: a moment. */
  to(word: string | null | undefined): Fork {
    let fork = this.next.get(word);
    if (!fork) {
      fork = new Fork();
      this.next.set(word, fork);
    }
    return fork;
  }

  forget(): void {
    this.next.clear();
    this.way = undefined;
  }
}

function wayOf(db: Database, entries: readonly TraceEntry[]): Way {
  return {
    n: store(db, JSON.stringify(linesOf(entries))),
    counted: entries.flatMap(metricsOf).map(({ node, metric, by = 1 }) => ({ node, metric, by })),
    notSent: entries.filter(({ what }) => what === 'not-sent').length,
    saysNo: entries.some(({ what }) => refusals.has(what)),
    meetsCap: entries.some(({ reason }) => reason?.code === 'cap-reached'),
  };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && word.test(value);
}

/** Epoch ms of a value that is written as moments are; undefined for any other. */
function momentOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length !== 24 || value.charCodeAt(23) !== 90) return undefined;
  const at = Date.parse(value);
  return Number.isFinite(at) && toIso(at) === value ? at : undefined;
}

/** As the view reads it: what, node, port, code, the reason's words, names of its other values (of moments after an @), place of the first of them. */
function linesOf(entries: readonly TraceEntry[]): unknown[][] {
  let first = 0;
  return entries.map(({ what, node, port, reason }) => {
    const line: unknown[] = [what, node ?? null, port ?? null];
    if (!reason) return line;
    const params = Object.entries(reason.params);
    const names = params.filter(([, value]) => !isWord(value)).map(([name, value]) => (momentOf(value) === undefined ? name : `@${name}`));
    line.push(reason.code, Object.fromEntries(params.filter(([, value]) => isWord(value))));
    if (names.length > 0) line.push(names, first);
    first += names.length;
    return line;
  });
}

type Line = [what: TraceEntry['what'], node?: string | null, port?: string | null, code?: string, words?: Reason['params'], names?: string[], first?: number];

/** What a step did at a moment, in order, from its way and the values of its reasons. */
export function entriesOf(lines: string, params: string, at: number): TraceEntry[] {
  const values: Reason['params'][string][] = JSON.parse(params);
  const named = (name: string, value: Reason['params'][string]) => (name.startsWith('@') ? [name.slice(1), toIso(at + Number(value))] : [name, value]);
  return (JSON.parse(lines) as Line[]).map(([what, node, port, code, words = {}, names = [], first = 0]) => ({
    what,
    ...(node == null ? {} : { node }),
    ...(port == null ? {} : { port }),
    ...(code == null ? {} : { reason: { code, params: { ...words, ...Object.fromEntries(names.map((name, i) => named(name, values[first + i] ?? ''))) } } }),
  }));
}

/** What each step that went this way did, in order, with those values of its reasons that are the same for all of them. */
export function wordsOfWay(lines: string): TraceEntry[] {
  return (JSON.parse(lines) as Line[]).map(([what, node, port, code, words = {}]) => ({
    what,
    ...(node == null ? {} : { node }),
    ...(port == null ? {} : { port }),
    ...(code == null ? {} : { reason: { code, params: words } }),
  }));
}

const refusals: ReadonlySet<TraceEntry['what']> = new Set(['not-sent', 'not-entered', 'failed']);

function store(db: Database, lines: string): number {
  const row = db.get<{ n: number }>('SELECT n FROM way WHERE lines = ?', lines);
  return row?.n ?? db.insert('INSERT INTO way (lines) VALUES (?)', lines);
}
