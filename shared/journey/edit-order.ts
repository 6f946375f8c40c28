/** Changes the order of the way, without a canvas: a step changes places with the one before or after it. */
import type { Engagement } from '../engagement/schema';
import { changeJourney, findJourney } from './edit-journey';
import { type Edge, type Journey, portsOf } from './schema';

/**
 * Puts a step one place earlier (`by: -1`) or later (`by: 1`) on the way: those who came to the other one come to it first.
 * Where that has no single meaning (a branch, a place where ways meet, a trigger, an end) nothing changes.
 */
export function moveAlong(engagement: Engagement, { journey: id, node, by }: { journey: string; node: string; by: -1 | 1 }): Engagement {
  const journey = findJourney(engagement, id);
  const pair = journey && pairAt(journey, node, by);
  if (!journey || !pair) return engagement;
  const { first, second, between, onward } = pair;
  const edges = journey.edges.map((edge): Edge => {
    if (edge === between) return { ...edge, to: onward.to };
    if (edge === onward) return { ...edge, to: first };
    return edge.to === first ? { ...edge, to: second } : edge;
  });
  const [a, b] = [journey.layout[first], journey.layout[second]];
  return changeJourney(engagement, id, { edges, ...(a && b ? { layout: { ...journey.layout, [first]: b, [second]: a } } : {}) });
}

/** Two steps one after the other that may change places: only one way leads to the second, and only one on from it. */
function pairAt(journey: Journey, node: string, by: -1 | 1) {
  const onFrom = (id: string) => journey.edges.filter(({ from }) => from === id);
  const nodeOf = (id: string | undefined) => journey.nodes.find((one) => one.id === id);
  const out = onFrom(node);
  const second = by < 0 ? node : out.length === 1 ? out[0]?.to : undefined;
  const into = journey.edges.filter(({ to }) => to === second);
  const [between] = into;
  const [first, last] = [nodeOf(between?.from), nodeOf(second)];
  if (!between || into.length !== 1 || !first || !last || first.kind === 'trigger' || first === last) return undefined;
  const [onward, ...others] = onFrom(last.id);
  if (!onward || others.length > 0 || portsOf(last).length !== 1 || onward.to === first.id) return undefined;
  return { first: first.id, second: last.id, between, onward };
}
