/** `masa simulate`: all journeys of an engagement together, on customers made of its volumes. */
import type { Engagement } from '../../shared/engagement/schema';
import { refuse } from '../../shared/problem';
import type { SimulationReport, SimulationSettings } from '../../shared/simulation/report';
import { simulate } from '../../shared/simulation/simulate';
import { textIn } from '../../shared/text';
import { spanOf } from '../../shared/time/moment';
import type { Words } from '../words';
import { readEngagement, tell, tellFailure, toJson } from './read-engagement';

export type SimulateOptions = { file: string; customers: number; days: number; seed: number; from: string | undefined; json: boolean; words: Words };

/** 0 when it ran, else 1. Without `from` it begins on the day the engagement was last changed, so that the same file gives the same report. */
export async function simulateJourneys({ file, customers, days, seed, from, json, words }: SimulateOptions): Promise<number> {
  const opened = await readEngagement(file);
  if (!opened.ok) return tellFailure(opened.problems, json, words);
  const engagement = opened.value;
  const at = spanOf(from ?? engagement.updatedAt.slice(0, 10), 'UTC')?.from;
  if (at === undefined) return tellFailure(refuse('simulation-start-unreadable', { from: from ?? '' }).problems, json, words);
  const settings: SimulationSettings = { customers, days, seed, from: new Date(at).toISOString() };
  const done = simulate(engagement, settings);
  if (!done.ok) return tellFailure(done.problems, json, words);
  if (json) console.log(JSON.stringify({ ...done.value, problems: toJson(done.problems, words) }, null, 2));
  else {
    tell(done.problems, words);
    for (const line of linesOf(done.value, engagement, words)) console.log(line);
  }
  return 0;
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
