/** A published journey from its door to its goal: what was planned for the time since, what came, and where the difference lies. */
import type { Volumes } from '../engagement/schema';
import { toGraph } from '../journey/graph';
import type { Journey } from '../journey/schema';
import { startsPerMonth, toStoryboard } from '../journey/storyboard';
import type { Counts } from './api';

/** The mean month. */
const monthDays = 365.25 / 12;
const dayMs = 86_400_000;

/** `node` is absent for the door and the goal. `planned`: of the volumes for the door, else as typed in the storyboard. */
export type FunnelStep = { kind: 'entered' | 'sent' | 'goal'; node?: string; count: number; notSent?: number; planned?: number };

export type Funnel = {
  steps: FunnelStep[];
  /** Since it was published. */
  days: number;
  /** Ids of the events that open its door. */
  events: string[];
  /** How often somebody stood at the door: let in or not. */
  came: number;
  /** Not let in, by reason, the most frequent first. */
  refused: [reason: string, count: number][];
};

/** `at`: when the counts were taken. */
export function toFunnel(
  journey: Pick<Journey, 'nodes' | 'edges' | 'annotations' | 'policies'>,
  counts: Pick<Counts, 'entered' | 'exited' | 'notEntered' | 'nodes' | 'at'>,
  { volumes, deployedAt }: { volumes: Pick<Volumes, 'eventsPerMonth'>; deployedAt: string },
): Funnel {
  const days = Math.max(0, Date.parse(counts.at) - Date.parse(deployedAt)) / dayMs;
  const perMonth = startsPerMonth(journey, volumes);
  const graph = toGraph(journey);
  const typed = new Map(
    toStoryboard(journey, {}, graph).flatMap(({ sends, planned }) => (planned?.from === 'typed' && sends[0] ? [[sends[0].id, planned.count] as const] : [])),
  );
  const steps: FunnelStep[] = [
    { kind: 'entered', count: counts.entered, ...(perMonth !== undefined && { planned: Math.round((perMonth * days) / monthDays) }) },
    ...graph.order.flatMap((id): FunnelStep[] => {
      if (graph.nodes.get(id)?.kind !== 'send') return [];
      const node = counts.nodes[id];
      const planned = typed.get(id);
      const notSent = Object.values(node?.notSent ?? {}).reduce((sum, n) => sum + n, 0);
      return [{ kind: 'sent', node: id, count: node?.sent ?? 0, notSent, ...(planned !== undefined && { planned }) }];
    }),
  ];
  if (journey.policies.goal) steps.push({ kind: 'goal', count: counts.exited.goal ?? 0 });
  const refused = Object.entries(counts.notEntered).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const events = journey.nodes.flatMap((node) => (node.kind === 'trigger' && node.trigger.kind === 'event' ? [node.trigger.event] : []));
  return { steps, days, events: [...new Set(events)], came: counts.entered + refused.reduce((sum, [, n]) => sum + n, 0), refused };
}
