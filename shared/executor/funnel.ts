/** A published journey from its door to its goal: what was planned for the time since, what came, and where the difference lies. */
import type { CatalogueKpi } from '../catalogue/schema';
import { toGraph } from '../journey/graph';
import type { Journey } from '../journey/schema';
import type { Counts } from './api';
import { journeyPlan, type PlanNumbers, type PlannedShare } from './planned';

const dayMs = 86_400_000;

/** `node` is absent for the door and the goal. `planned`: see `journeyPlan`. */
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
  /** Absent: the journey has no goal. */
  goal?: {
    /** Of those who came in, how many have got there; absent: nobody came in. */
    share?: number;
    /** Absent: nobody has said how many should. */
    planned?: PlannedShare;
    /** Why the goal's count is another than planned: so many by how many came in, so many by how many of them got there. */
    gap?: { byDoor: number; byShare: number };
    /** Not out yet, so they may still get there. */
    inside: number;
  };
};

/** `at`: when the counts were taken. `kpis`: the catalogue's formulas. */
export function toFunnel(
  journey: Pick<Journey, 'id' | 'from' | 'kpis' | 'nodes' | 'edges' | 'annotations' | 'policies'>,
  counts: Pick<Counts, 'entered' | 'exited' | 'notEntered' | 'nodes' | 'at'>,
  { numbers, kpis, deployedAt }: { numbers: PlanNumbers; kpis: readonly CatalogueKpi[]; deployedAt: string },
): Funnel {
  const days = Math.max(0, Date.parse(counts.at) - Date.parse(deployedAt)) / dayMs;
  const graph = toGraph(journey);
  const plan = journeyPlan(journey, numbers, kpis, days, graph);
  const steps: FunnelStep[] = [
    { kind: 'entered', count: counts.entered, ...(plan.entered !== undefined && { planned: plan.entered }) },
    ...graph.order.flatMap((id): FunnelStep[] => {
      if (graph.nodes.get(id)?.kind !== 'send') return [];
      const node = counts.nodes[id];
      const planned = plan.sent.get(id);
      const notSent = sum(Object.values(node?.notSent ?? {}));
      return [{ kind: 'sent', node: id, count: node?.sent ?? 0, notSent, ...(planned !== undefined && { planned }) }];
    }),
  ];
  const reached = counts.exited.goal ?? 0;
  if (journey.policies.goal) steps.push({ kind: 'goal', count: reached, ...(plan.goals !== undefined && { planned: plan.goals }) });
  const refused = Object.entries(counts.notEntered).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const events = journey.nodes.flatMap((node) => (node.kind === 'trigger' && node.trigger.kind === 'event' ? [node.trigger.event] : []));
  return {
    steps,
    days,
    events: [...new Set(events)],
    came: counts.entered + sum(refused.map(([, n]) => n)),
    refused,
    ...(journey.policies.goal && {
      goal: {
        ...(counts.entered > 0 && { share: reached / counts.entered }),
        ...(plan.goalShare && { planned: plan.goalShare }),
        ...gapOf(plan, counts.entered, reached),
        inside: Math.max(0, counts.entered - sum(Object.values(counts.exited))),
      },
    }),
  };
}

/** Both parts together are the gap, to the person. */
function gapOf({ entered, goals, goalShare }: ReturnType<typeof journeyPlan>, came: number, reached: number): { gap?: { byDoor: number; byShare: number } } {
  if (entered === undefined || goals === undefined || !goalShare) return {};
  const byDoor = Math.round((came - entered) * goalShare.share);
  return { gap: { byDoor, byShare: reached - goals - byDoor } };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
