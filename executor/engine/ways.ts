/**
 * How steps are written down. Which nodes a step went through, and for what reasons, is one of few ways for thousands of runs: each
 * way is stored once, and a step is its number and the values of its reasons.
 */
import type { Reason, TraceEntry } from '../../shared/journey/run';
import type { Database } from '../store/driver';

export type Ways = {
  /** The number of the way these entries took, and the values of their reasons as JSON; the view `trace_line` puts both together again. */
  of(entries: readonly TraceEntry[]): { way: number; params: string };
  /** What was stored in a transaction that failed is not there. */
  forget(): void;
};

/** Words of a journey's own (events, channels, messages, caps), of which there are few: they belong to the way. Moments, numbers and sentences do not. */
const word = /^[a-z-]{1,64}$/;

export function createWays(db: Database): Ways {
  const known = new Map<string, number>();
  return {
    of(entries) {
      // Nothing that is in a key holds a line feed or a tab: ids and codes are words.
      let key = '';
      const params: unknown[] = [];
      for (const { what, node, port, reason } of entries) {
        key += `${what}\t${node ?? ''}\t${port ?? ''}\t${reason?.code ?? ''}`;
        for (const name in reason?.params) {
          const value = reason.params[name];
          if (isWord(value)) key += `\t${name}=${value}`;
          else {
            key += `\t${name}`;
            params.push(value);
          }
        }
        key += '\n';
      }
      let way = known.get(key);
      if (way === undefined) {
        way = store(db, JSON.stringify(linesOf(entries)));
        known.set(key, way);
      }
      return { way, params: params.length === 0 ? '[]' : JSON.stringify(params) };
    },
    forget: () => known.clear(),
  };
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' && word.test(value);
}

/** As the view reads it: what, node, port, code, the reason's words, names of its other values, place of the first of them. */
function linesOf(entries: readonly TraceEntry[]): unknown[][] {
  let first = 0;
  return entries.map(({ what, node, port, reason }) => {
    const line: unknown[] = [what, node ?? null, port ?? null];
    if (!reason) return line;
    const params = Object.entries(reason.params);
    const names = params.filter(([, value]) => !isWord(value)).map(([name]) => name);
    line.push(reason.code, Object.fromEntries(params.filter(([, value]) => isWord(value))));
    if (names.length > 0) line.push(names, first);
    first += names.length;
    return line;
  });
}

type Line = [what: TraceEntry['what'], node?: string | null, port?: string | null, code?: string, words?: Reason['params'], names?: string[], first?: number];

/** What a step did, in order, from its way and the values of its reasons. */
export function entriesOf(lines: string, params: string): TraceEntry[] {
  const values: Reason['params'][string][] = JSON.parse(params);
  return (JSON.parse(lines) as Line[]).map(([what, node, port, code, words = {}, names = [], first = 0]) => ({
    what,
    ...(node == null ? {} : { node }),
    ...(port == null ? {} : { port }),
    ...(code == null ? {} : { reason: { code, params: { ...words, ...Object.fromEntries(names.map((name, i) => [name, values[first + i] ?? ''])) } } }),
  }));
}

const refusals: ReadonlySet<TraceEntry['what']> = new Set(['not-sent', 'not-entered', 'failed']);

/** Such a line is found again by its node (table `refusal`): whom did it say no to? */
export function saysNo({ what }: TraceEntry): boolean {
  return refusals.has(what);
}

function store(db: Database, lines: string): number {
  const row = db.get<{ n: number }>('SELECT n FROM way WHERE lines = ?', lines);
  return row?.n ?? db.insert('INSERT INTO way (lines) VALUES (?)', lines);
}
