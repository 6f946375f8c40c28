/** A file of recorded events, line by line: what the executor would take of it, and which lines it would not, and why. */
import { depthOfText } from '../engagement/json-text';
import { type EventEnvelope, eventSchema } from '../executor/api';
import { ok, type Problem, problem, type Result, refuse } from '../problem';

export const MOST_EVENTS = 500_000;
const LONGEST_LINE = 1_000_000;
const DEEPEST = 64;
/** Bad lines that are named one by one. */
const MOST_NAMED = 100;

export type RecordedEvent = EventEnvelope & {
  /** Epoch ms. */
  at: number;
};

export type RecordedEvents = {
  /** By time; of the same moment as in the file. */
  events: readonly RecordedEvent[];
  /** Without empty ones. */
  lines: number;
  unreadable: number;
  /** Lines with the uid of an earlier one. */
  duplicates: number;
  /** What journeys and merges of an executor recorded themselves: they decide anew. */
  own: number;
};

export type EventReader = {
  add(line: string): void;
  /** Problems: each bad line with its number, up to a hundred. Fails with `events-none` and `events-too-many`. */
  finish(): Result<RecordedEvents>;
};

export function createEventReader({ most = MOST_EVENTS }: { most?: number } = {}): EventReader {
  const problems: Problem[] = [];
  const events: RecordedEvent[] = [];
  const uids = new Set<string>();
  const counts = { lines: 0, unreadable: 0, duplicates: 0, own: 0 };
  let n = 0;

  function add(line: string): void {
    n += 1;
    if (line.trim() === '') return;
    counts.lines += 1;
    if (events.length > most) return;
    const read = readLine(line, n);
    if (!('event' in read)) {
      counts.unreadable += 1;
      if (counts.unreadable <= MOST_NAMED) problems.push(read.problem);
    } else if (isOwn(read.event)) counts.own += 1;
    else if (uids.has(read.event.uid)) counts.duplicates += 1;
    else {
      uids.add(read.event.uid);
      events.push(read.event);
    }
  }

  function finish(): Result<RecordedEvents> {
    if (events.length > most) return refuse('events-too-many', { limit: most, lines: counts.lines });
    const { unreadable, duplicates, own } = counts;
    if (unreadable > MOST_NAMED) problems.push(problem('warns', 'event-lines-more', [], { count: unreadable - MOST_NAMED }));
    if (duplicates > 0) problems.push(problem('informs', 'event-duplicates', [], { count: duplicates }));
    if (own > 0) problems.push(problem('informs', 'event-lines-own', [], { count: own }));
    if (events.length === 0) return { ok: false, problems: [problem('blocks', 'events-none', [], { lines: counts.lines }), ...problems] };
    // Sorting keeps the order of equals.
    return ok({ ...counts, events: events.sort((a, b) => a.at - b.at) }, problems);
  }

  return { add, finish };
}

function readLine(text: string, line: number): { event: RecordedEvent } | { problem: Problem } {
  if (text.length > LONGEST_LINE) return { problem: problem('warns', 'event-line-too-long', [line], { line, limit: LONGEST_LINE }) };
  if (depthOfText(text, DEEPEST) > DEEPEST) return { problem: problem('warns', 'event-line-too-deep', [line], { line, limit: DEEPEST }) };
  let value: unknown;
  try {
    // Some programs put a mark of the byte order at the beginning of a file.
    value = JSON.parse(line === 1 ? text.replace(/^\uFEFF/, '') : text);
  } catch {
    // The parser's own message quotes the line, which may hold personal data.
    return { problem: problem('warns', 'event-line-not-json', [line], { line }) };
  }
  if (!isThing(value)) return { problem: problem('warns', 'event-line-not-object', [line], { line }) };
  const read = eventSchema.safeParse(value);
  if (read.success) return { event: { ...read.data, at: Date.parse(read.data.occurred_at) } };
  const [place = ''] = read.error.issues[0]?.path ?? [];
  const name = String(place);
  if (!Object.hasOwn(value, name)) return { problem: problem('warns', 'event-line-missing', [line], { line, name }) };
  if (name === 'occurred_at') return { problem: problem('warns', 'event-line-time', [line], { line }) };
  return { problem: problem('warns', 'event-line-wrong', [line], { line, name }) };
}

/** Sent by a journey (`run:node:visit`), or told by a merge: the executor writes these itself. */
function isOwn({ source_system, uid }: EventEnvelope): boolean {
  return source_system === 'masa' && /^(?:[0-9a-f]{24}:|merge:\d+$)/.test(uid);
}

function isThing(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
