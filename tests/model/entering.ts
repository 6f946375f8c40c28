/** Who begins a run, and who is kept out and why. */
import type { Json } from '../../shared/condition/facts';
import { customerId } from '../../shared/runtime/customer-id';
import { runIdOf } from '../../shared/runtime/run-id';
import { type Happened, holds, isMissing, referred } from './conditions';
import type { Customer, Kept } from './people';
import { walk } from './walking';
import { iso, plus } from './wall-clock';
import { attributeOf, inSegment, type News, outsider, type Program, type Reason, type Run, type TriggerNode, viewOf, type World, zoneFor } from './world';

/** An event, a named occasion (a slot, a date, a call of another program), or a change, taken as it is made. */
export type Because = { event: Kept } | { occasion: string } | { change: string };
export type Door = { node: TriggerNode; because: Because };
type Answer = { begins: Run } | { refused: Reason };

/** Not meant by the trigger, rather than kept out by the journey. */
const unmeant = ['trigger-condition', 'not-in-audience'];

/** In at the first door that takes her; else one line that says why not, if she was meant at all. */
export function enter(
  world: World,
  program: Program,
  doors: readonly Door[],
  customer: Customer,
  news: News[],
): { entered: boolean; run?: string; refused?: Reason } {
  let kept: { node: string; reason: Reason } | undefined;
  for (const { node, because } of doors) {
    const answer = ask(world, program, node, customer, because);
    if ('begins' in answer) {
      const { begins } = answer;
      // Asked for once more, also by a name she had before: that is the run she has.
      const former = [customer.n, ...world.aliases.filter(({ winner }) => winner === customer.n).map(({ loser }) => loser)];
      const ids = 'occasion' in because ? former.map((n) => runIdOf(program.hash, node.id, customerId(n), because.occasion)) : [begins.id];
      if (world.runs.some((run) => run.customer === customer.n && ids.includes(run.id))) return { entered: true, run: begins.id };
      begins.n = world.runs.length + 1;
      world.runs.push(begins);
      news.push(...walk(world, begins, { kind: 'start' }));
      return { entered: true, run: begins.id };
    }
    if (!kept || unmeant.includes(kept.reason.code)) kept = { node: node.id, reason: answer.refused };
  }
  if (kept && !unmeant.includes(kept.reason.code))
    world.lines.push({ at: world.now, program, customer: customer.n, run: undefined, node: kept.node, what: 'not-entered', reason: kept.reason });
  return { entered: false, ...(kept ? { refused: kept.reason } : {}) };
}

/** Asked in this order: what the trigger wants, tests and employees, audience, filter, goal and exits that hold already, re-entry. */
export function ask(world: World, program: Program, node: TriggerNode, customer: Customer, because: Because): Answer {
  const { journey, hash } = program;
  const runs = world.runs.filter((run) => run.customer === customer.n && run.program.journey.id === journey.id);
  const occasion = 'event' in because ? because.event.uid : 'occasion' in because ? because.occasion : `${because.change} ${runs.length}`;
  const id = runIdOf(hash, node.id, customerId(customer.n), occasion);
  const { trigger } = node;
  const event = 'event' in because ? because.event : undefined;
  const properties: Record<string, Json> = {};
  if (trigger.kind === 'attribute-changed' || trigger.kind === 'date-attribute') {
    const value = attributeOf(customer, trigger.attribute);
    if (value !== undefined) properties[trigger.attribute] = value;
  }
  const entry: Happened = event ?? { uid: `entry:${id}`, name: trigger.kind, at: world.now, properties };
  const view = viewOf(world, program, customer, entry, { entry, enteredAt: world.now });
  const refused = (code: string, params: Reason['params'] = {}): Answer => ({ refused: { code, params } });

  if (trigger.kind === 'event' && trigger.where && !holds(trigger.where, view)) return refused('trigger-condition');
  if (trigger.kind === 'attribute-changed') {
    const value = view.attribute(trigger.attribute);
    if (trigger.to === null && !isMissing(value)) return refused('trigger-condition');
    if (trigger.to !== undefined && trigger.to !== null && !holds({ op: 'eq', left: { kind: 'customer', path: trigger.attribute }, right: trigger.to }, view))
      return refused('trigger-condition');
    if (trigger.where && !holds(trigger.where, view)) return refused('trigger-condition');
  }
  if (trigger.kind === 'segment-enter' && !view.inSegment(trigger.segment)) return refused('trigger-condition');
  if (trigger.kind === 'segment-exit' && view.inSegment(trigger.segment)) return refused('trigger-condition');
  const outside = outsider(world, program, customer);
  if (outside) return { refused: outside };
  if (node.audience && !holds(node.audience, view)) return refused('not-in-audience');
  if (journey.entry.filter && !holds(journey.entry.filter, view)) return refused('entry-filter');
  const { goal, exits } = journey.policies;
  if (goal && holds(goal.when, view)) return refused('goal-reached-before');
  for (const { id: exit, scope, when } of exits) if (scope === 'immediate' && holds(when, view)) return refused('exit-rule', { exit });

  const { reentry } = journey.entry;
  const keyValue = reentry.mode === 'parallel-by-key' ? referred(reentry.key, view) : undefined;
  const key = keyValue === undefined || keyValue === null ? '' : String(keyValue);
  if (reentry.mode === 'never' && runs.length > 0) return refused('entered-before');
  if (reentry.mode !== 'never') {
    const same = reentry.mode === 'parallel-by-key' ? runs.filter((run) => run.key === key) : runs;
    if (event && same.some((run) => run.entry.uid === event.uid)) return refused('same-event');
    if (same.some((run) => !run.left)) return refused('already-inside');
    const { cooldown } = reentry;
    if (cooldown !== undefined) {
      // A merged one is not over: it goes on in another.
      const ends = same.flatMap(({ left }) => (left && left.code !== 'merged' ? [plus(left.at, cooldown, zoneFor(program, customer))] : []));
      const until = Math.max(world.now, ...ends);
      if (until > world.now) return refused('cooldown', { until: iso(until) });
    }
  }
  return {
    begins: {
      n: 0,
      id,
      program,
      customer: customer.n,
      key,
      entry: { uid: entry.uid, name: entry.name, at: entry.at, properties: entry.properties },
      enteredAt: world.now,
      node: node.id,
      visit: 0,
      stands: undefined,
      sent: new Set(),
      sentBefore: new Set(),
      left: undefined,
      parked: undefined,
    },
  };
}

/** Segments that start this journey, and whether she is in another than when she was last looked at; from now on that is how she is. */
export function membershipChanges(world: World, program: Program, customer: Customer): Because[] & { segment?: string }[] {
  const changes: (Because & { segment: string })[] = [];
  const segments = new Set(
    program.journey.nodes.flatMap((node) =>
      node.kind === 'trigger' && (node.trigger.kind === 'segment-enter' || node.trigger.kind === 'segment-exit') ? [node.trigger.segment] : [],
    ),
  );
  for (const segment of segments) {
    const key = `${program.n} ${segment} ${customer.n}`;
    const isIn = inSegment(world, program, customer, segment);
    if (isIn === world.memberships.has(key)) continue;
    if (isIn) world.memberships.add(key);
    else world.memberships.delete(key);
    changes.push({ change: isIn ? 'segment-enter' : 'segment-exit', segment });
  }
  return changes;
}
