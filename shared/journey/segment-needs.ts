import { refsOf } from '../condition/refs';
import type { Segment } from '../segments/schema';
import { usesOfNode } from './node-uses';
import type { Cap, Journey, Suppression } from './schema';

type Parts = { journey: Journey; suppressions: readonly Suppression[]; caps: readonly Cap[]; segments: readonly Segment[] };

/** Ids of the segments these parts refer to, through other segments too; those not among `segments` included. */
export function segmentNeeds({ journey, suppressions, caps, segments }: Parts): Set<string> {
  const { entry, policies } = journey;
  const own = [...suppressions, ...policies.own].map(({ rule }) => (rule.kind === 'condition' ? rule.when : undefined));
  const refs = refsOf(entry.filter, policies.goal?.when, ...policies.exits.map((exit) => exit.when), ...own, ...caps.map((cap) => cap.when));
  return segmentsBehind([...refs.segments, ...journey.nodes.flatMap((node) => usesOfNode(node).segments)], segments);
}

/** These and all that they look at, through others too. */
export function segmentsBehind(ids: readonly string[], segments: readonly Segment[]): Set<string> {
  const open = [...ids];
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const needed = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    open.push(...refsOf(byId.get(id)?.when).segments);
  }
  return needed;
}
