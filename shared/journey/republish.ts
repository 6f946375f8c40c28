/** What can become of the people inside when another version of a journey is published, step by step: what the publisher is offered, and what is refused. */
import { toCanonicalJson } from '../canonical-json';
import type { Problem } from '../problem';
import { executableNode } from './content-hash';
import { toGraph } from './graph';
import { createFindings } from './journey-problem';
import type { MovePlan } from './move-plan';
import type { Journey, Node, Placement } from './schema';

export type Timer = Extract<Placement, { action: 'migrate' }>['timer'];

/** What became of a step in the other version. */
export type StepChange = 'same' | 'changed' | 'other-kind' | 'gone';

/** One step of the old version with people at it. */
export type MoveRow = { node: Node; people: number; change: StepChange; placement: Placement };

/** Whether people can be put here: not where runs begin, and nobody is made to have reached the goal. */
export function isPlace(node: Node): boolean {
  return node.kind !== 'trigger' && node.kind !== 'goal' && node.kind !== 'ext';
}

/** How the waiting time of somebody at `from` can go on at `to`, the gentler way first. Kept is only a time that still says something there. */
export function timersBetween(from: Node, to: Node): readonly [Timer, ...Timer[]] {
  return keepsTime(from, to) ? ['keep', 'restart'] : ['restart'];
}

function keepsTime(from: Node, to: Node): boolean {
  switch (to.kind) {
    case 'window':
      return false;
    case 'wait-until':
      // A date of the customer is read anew whenever she is looked at.
      return to.until.kind !== 'customer' && from.kind !== 'send' && from.kind !== 'window';
    case 'wait':
    case 'wait-event':
      // When a held message may go, or a window opens, is no length of waiting.
      return from.kind !== 'send' && from.kind !== 'window';
    case 'send':
      return true;
    default:
      return from.kind !== 'send';
  }
}

/** Says nothing about names and places on the canvas: only what the step does. */
export function changeOf(old: Node, next: Node | undefined): StepChange {
  if (!next) return 'gone';
  if (next.kind !== old.kind) return 'other-kind';
  return toCanonicalJson(executableNode(old)) === toCanonicalJson(executableNode(next)) ? 'same' : 'changed';
}

/**
 * Where people at a step go on in the next version: at the same step; where it is gone, at the step they would have come to
 * next, as far as there is one way only. Undefined where there is no such place.
 */
export function goOn(old: Journey, next: Journey, id: string): Extract<Placement, { action: 'migrate' }> | undefined {
  const nodes = new Map(old.nodes.map((node) => [node.id, node]));
  const places = new Map(next.nodes.filter(isPlace).map((node) => [node.id, node]));
  const from = nodes.get(id);
  if (!from || from.kind === 'trigger') return undefined;
  const seen = new Set<string>();
  for (let at: Node | undefined = from; at && !seen.has(at.id); at = nodes.get(onlyWayFrom(old, at) ?? '')) {
    seen.add(at.id);
    const to = places.get(at.id);
    if (to) return { action: 'migrate', to: to.id, timer: timersBetween(from, to)[0] };
  }
  return undefined;
}

function onlyWayFrom({ edges }: Journey, node: Node): string | undefined {
  const out = edges.filter((edge) => edge.from === node.id);
  // Who waits for something that is not waited for any more waits for the time-out only.
  if (node.kind === 'wait-event') return out.find((edge) => edge.port === 'timeout')?.to;
  if (node.kind === 'send') return out.find((edge) => edge.port === 'out')?.to;
  return out.length === 1 ? out[0]?.to : undefined;
}

/** What the journey itself says of people at this step: its own word on the step, else on the whole, as far as it can be done. */
export function placementBy(old: Journey, next: Journey, id: string): Placement {
  const { onRepublish } = next.policies;
  const finish: Placement = { action: 'finish-on-old' };
  for (const said of [onRepublish.byNode?.[id], old.policies.onRepublish.byNode?.[id]]) {
    const possible = said && asPossible(old, next, id, said);
    if (possible) return possible;
  }
  switch (onRepublish.default) {
    case 'finish-on-old':
      return finish;
    case 'exit':
      return { action: 'exit' };
    case 'migrate':
      return goOn(old, next, id) ?? finish;
  }
}

/** The same with a timer that is possible; undefined where it can't be done at all. */
function asPossible(old: Journey, next: Journey, id: string, said: Placement): Placement | undefined {
  if (said.action !== 'migrate') return said;
  const from = old.nodes.find((node) => node.id === id);
  const to = next.nodes.find((node) => node.id === said.to);
  if (!from || from.kind === 'trigger' || !to || !isPlace(to)) return undefined;
  return timersBetween(from, to).includes(said.timer) ? said : { ...said, timer: 'restart' };
}

/** What the journey itself says of everybody inside. */
export function planBy(old: Journey, next: Journey): MovePlan {
  return Object.fromEntries(old.nodes.map(({ id }) => [id, placementBy(old, next, id)]));
}

/** Steps of the old version at which people stand, in reading order, each with what became of it and what `placement` says of it. */
export function moveRows(old: Journey, next: Journey, people: ReadonlyMap<string, number>, placement: (id: string) => Placement): MoveRow[] {
  const { order, nodes } = toGraph(old);
  const inNext = new Map(next.nodes.map((node) => [node.id, node]));
  return order.flatMap((id) => {
    const node = nodes.get(id);
    const count = people.get(id) ?? 0;
    return node && count > 0 ? [{ node, people: count, change: changeOf(node, inNext.get(id)), placement: placement(id) }] : [];
  });
}

export type MoveSums = { goOn: number; leave: number; finish: number };

/** How many go on, leave and finish on the old version. */
export function moveSums(rows: readonly Pick<MoveRow, 'people' | 'placement'>[]): MoveSums {
  const sum = (action: Placement['action']) => rows.reduce((total, row) => total + (row.placement.action === action ? row.people : 0), 0);
  return { goOn: sum('migrate'), leave: sum('exit'), finish: sum('finish-on-old') };
}

/** What can't be done of a plan: steps that are not there, places nobody can be put at, times that can't be kept. */
export function checkMovePlan(old: Journey, next: Journey, plan: MovePlan): Problem[] {
  const findings = createFindings(next.id);
  for (const [id, placement] of Object.entries(plan)) {
    const from = old.nodes.find((node) => node.id === id);
    const place = ['nodes', id];
    if (!from) findings.add('blocks', 'move-from-unknown', place, { node: id });
    else if (placement.action === 'migrate') {
      const to = next.nodes.find((node) => node.id === placement.to);
      // Who stands at a trigger has not begun: there is nothing to move yet.
      if (from.kind === 'trigger') findings.add('blocks', 'move-not-begun', place, { node: id });
      else if (!to) findings.add('blocks', 'move-to-unknown', place, { node: placement.to });
      else if (!isPlace(to)) findings.add('blocks', 'move-to-impossible', place, { node: to.id });
      else if (!timersBetween(from, to).includes(placement.timer)) findings.add('blocks', 'move-timer-lost', place, { from: id, to: to.id });
    }
  }
  return findings.problems;
}
