/** `masa simulate`: all journeys of an engagement together, on customers made of its volumes, on the people of its sample, or on recorded events. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { ok, type Result, refuse } from '../../shared/problem';
import { replay } from '../../shared/simulation/replay';
import type { Replayed, SimulationReport } from '../../shared/simulation/report';
import { simulate } from '../../shared/simulation/simulate';
import { textIn } from '../../shared/text';
import { spanOf, toIso } from '../../shared/time/moment';
import type { AppFolders } from '../app-folder';
import { isMissing, refuseFile } from '../file-problem';
import type { Words } from '../words';
import { readEventLines } from '../workbench/event-lines';
import { ask } from './ask-samples';
import { readEngagement, tell, tellFailure, toJson } from './read-engagement';

/** `samples`: folder of the rows. */
export type SimulatedPeople =
  | { kind: 'volumes'; customers: number; days: number }
  | { kind: 'sample'; customers: number | undefined; days: number; samples: string }
  | { kind: 'events'; events: string; until: string | undefined; answers: boolean; samples: string | undefined };

export type SimulateOptions = {
  file: string;
  people: SimulatedPeople;
  seed: number;
  /** A date. */
  from: string | undefined;
  json: boolean;
  words: Words;
  folders: AppFolders;
};

type Given = { customers?: string; days?: string; samples?: string; events?: string; until?: string; answers?: string };

/**
 * Who is simulated, by the options of the command line; or the one that is missing, or two that exclude each other.
 * `isFromSample`: without a folder the one beside the file is meant.
 */
export function peopleAsked(
  { customers, days, samples: folder, events, until, answers }: Given,
  { file, isFromSample }: { file: string; isFromSample: boolean },
): SimulatedPeople | { missing: string } | { excluded: { one: string; other: string } } {
  const samples = folder ?? (isFromSample ? join(dirname(file), 'samples') : undefined);
  if (events !== undefined) {
    if (customers !== undefined) return { excluded: { one: '--events', other: '--customers' } };
    if (days !== undefined) return { excluded: { one: '--events', other: '--days' } };
    return { kind: 'events', events, until, answers: answers !== undefined, samples };
  }
  if (until !== undefined || answers !== undefined) return { missing: '--events' };
  if (days === undefined) return { missing: '--days' };
  if (samples !== undefined) return { kind: 'sample', customers: customers === undefined ? undefined : Number(customers), days: Number(days), samples };
  return customers === undefined ? { missing: '--customers' } : { kind: 'volumes', customers: Number(customers), days: Number(days) };
}

/**
 * 0 when it ran, else 1. Without `from` a population begins on the day the engagement was last changed, so that the same file
 * gives the same report, and a replay on the day of the first event.
 */
export async function simulateJourneys({ file, people, seed, from, json, words, folders }: SimulateOptions): Promise<number> {
  const opened = await readEngagement(file);
  if (!opened.ok) return tellFailure(opened.problems, json, words);
  const engagement = opened.value;
  const start = dayOf(from ?? (people.kind === 'events' ? undefined : engagement.updatedAt.slice(0, 10)));
  const end = dayOf(people.kind === 'events' ? people.until : undefined);
  if (start === 'unreadable') return tellFailure(refuse('simulation-start-unreadable', { from: from ?? '' }).problems, json, words);
  if (end === 'unreadable')
    return tellFailure(refuse('simulation-start-unreadable', { from: String('until' in people && people.until) }).problems, json, words);
  const done = await simulatePeople({ file, folders, engagement, people, seed, start, end });
  if (!done.ok) return tellFailure(done.problems, json, words);
  if (json) console.log(JSON.stringify({ ...done.value, problems: toJson(done.problems, words) }, null, 2));
  else {
    tell(done.problems, words);
    for (const line of linesOf(done.value, engagement, words)) console.log(line);
  }
  return 0;
}

type Span = { from: number; to: number };

function dayOf(date: string | undefined): Span | undefined | 'unreadable' {
  return date === undefined ? undefined : (spanOf(date, 'UTC') ?? 'unreadable');
}

type Asked = Pick<SimulateOptions, 'file' | 'folders' | 'people' | 'seed'> & { engagement: Engagement; start: Span | undefined; end: Span | undefined };

async function simulatePeople({ file, folders, engagement, people, seed, start, end }: Asked): Promise<Result<SimulationReport>> {
  const document = toEngagementText(engagement);
  const from = toIso(start?.from ?? 0);
  switch (people.kind) {
    case 'volumes':
      return simulate(engagement, { customers: people.customers, days: people.days, seed, from });
    case 'sample': {
      const { customers, days, samples } = people;
      const order = { kind: 'sample' as const, settings: { ...(customers === undefined ? {} : { customers }), days, seed, from } };
      return answerOf(
        await ask({ file, samples, folders }, (bench, _, folder) => bench.run({ kind: 'simulate', args: { document, order }, rows: { folder } })),
      );
    }
    case 'events': {
      const { answers, samples } = people;
      const bytes = await readBytes(people.events);
      if (!bytes.ok) return bytes;
      const settings = { seed, answers, ...(start && { from }), ...(end && { until: toIso(end.to + 1) }) };
      if (samples !== undefined) {
        const order = { kind: 'replay' as const, settings, file: bytes.value, withSample: true };
        return answerOf(
          await ask({ file, samples, folders }, (bench, _, folder) => bench.run({ kind: 'simulate', args: { document, order }, rows: { folder } })),
        );
      }
      const recorded = readEventLines(bytes.value);
      if (!recorded.ok) return recorded;
      const done = replay(engagement, recorded.value, settings);
      return { ...done, problems: [...recorded.problems, ...done.problems] };
    }
  }
}

function answerOf<T>(asked: Result<{ answer: T }>): Result<T> {
  return asked.ok ? ok(asked.value.answer, asked.problems) : asked;
}

async function readBytes(file: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    return ok(new Uint8Array(await readFile(file)));
  } catch (error) {
    return isMissing(error) ? refuse('file-missing', { file }) : refuseFile(file, error);
  }
}

function linesOf(report: SimulationReport, engagement: Engagement, words: Words): string[] {
  const { say, language } = words;
  const names = new Map<string, string>([
    ...engagement.journeys.map(({ id, name }) => [id, textIn(name, language)] as const),
    ...engagement.plannedSends.map(({ id, name }) => [id, name] as const),
  ]);
  const all = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { mean, percentile95, most } = report.messages.perCustomerWeek;
  const sentIn = ({ nodes }: SimulationReport['journeys'][number]) => nodes.reduce((sum, { sent }) => sum + sent, 0);
  return [
    say('cli.simulate.settings', {
      customers: report.header.settings.customers,
      days: report.header.settings.days,
      from: report.header.settings.from.slice(0, 10),
      seed: report.header.settings.seed,
    }),
    ...(report.header.replayed ? [say('cli.simulate.replayed', replayedParams(report.header.replayed))] : []),
    '',
    ...report.journeys.map((one) =>
      say('cli.simulate.journey', {
        name: names.get(one.journey) ?? one.key,
        entered: one.entered,
        active: one.active,
        exited: all(one.exited),
        goal: one.exited.goal ?? 0,
        sent: sentIn(one),
      }),
    ),
    '',
    say('cli.simulate.messages', { total: report.messages.total, mean: mean.toFixed(2), percentile95, most }),
    ...report.messages.byChannel.map(({ channel, class: kind, messages }) => `  ${channel} · ${kind}: ${messages}`),
    ...report.plannedSends.map(({ id, sent, atCap, noConsent }) => say('cli.simulate.planned', { name: names.get(id) ?? id, sent, atCap, noConsent })),
    say('cli.simulate.not-sent', { total: all(report.notSent) }),
    ...Object.entries(report.notSent)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, times]) => `  ${reason}: ${times}`),
    say('cli.simulate.cost', { total: report.cost.total.toFixed(2), currency: report.cost.currency }),
    say('cli.simulate.hash', { hash: report.traceHash }),
  ];
}

function replayedParams({ lines, unreadable, duplicates, before, happened, after, merges }: Replayed): Record<string, number> {
  return { lines, unreadable, duplicates, before, happened, after, merges };
}
