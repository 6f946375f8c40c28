/** Two customers turn out to be one: everything of the one becomes the other's, as in the executor's store. */
import type { EventRecord } from '../condition/facts';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { runThatStays } from '../journey/merged-runs';
import { zoneOf } from '../journey/step-facts';
import { awaitedEvent } from '../journey/wake';
import { attributesOf, consentEvents } from '../record/event-attributes';
import { customerId } from '../runtime/customer-id';
import { mergedAttributes } from '../runtime/merged-attributes';
import type { Changes } from './changes';
import { forgetAll, remember, type SimulatedCustomer, type SimulatedRun, setAttribute } from './people';
import type { Runs } from './runs';
import type { News, Stage } from './stage';

/** `identifier`: the attribute that showed it, one of the `identifiers`. `at`: epoch ms. */
export type MergeCause = { identifier: string; identifiers: ReadonlySet<string>; at: number };
/** Gives what others must hear of. */
export type Merge = (winner: SimulatedCustomer, loser: SimulatedCustomer, cause: MergeCause) => News[];

export function createMerge(stage: Stage, { planDates }: Changes, { move }: Runs): Merge {
  const { programs, watcher, factsOf } = stage;

  function settleRuns(winner: SimulatedCustomer, loser: SimulatedCustomer, losers: ReadonlySet<SimulatedRun>, queue: News[]): void {
    const merged = (kept: SimulatedRun) => ({ kept, run: kept.run, whose: losers.has(kept) ? ('loser' as const) : ('winner' as const) });
    const groups = new Map<string, SimulatedRun[]>();
    for (const kept of winner.active) {
      const key = JSON.stringify([kept.program.deployment.journey.id, kept.run.key]);
      groups.set(key, [...(groups.get(key) ?? []), kept]);
    }
    const stays: SimulatedRun[] = [];
    for (const group of groups.values()) {
      const [first] = group;
      if (!first) continue;
      const { program, run } = first;
      const { journey } = program.deployment;
      const isOver = (one: SimulatedRun) => one.run.status === 'exited' && one.program.deployment.journey.id === journey.id && one.run.key === run.key;
      // What a test record has been through before she was one does not count.
      const over = isTest(winner) ? [] : winner.runs.filter(isOver);
      const zone = zoneOf(journey, factsOf(program, winner));
      const found = runThatStays(group.map(merged), over.map(merged), { reentry: journey.entry.reentry, zone });
      if (!found) continue;
      const { kept } = found.stays;
      stays.push(kept);
      if (found.sentBefore.length > 0) kept.run = { ...kept.run, sentBefore: found.sentBefore };
    }
    for (const kept of winner.active.filter((one) => !stays.includes(one))) expel(kept, loser);
    for (const kept of stays) {
      const { run } = kept;
      move(kept, { kind: 'changed' }, queue);
      const awaited = awaitedEvent(run);
      if (awaited === undefined) continue;
      const since = run.wait?.since ?? 0;
      for (const event of [...(winner.histories.get(awaited) ?? [])]) {
        if (awaitedEvent(kept.run) !== awaited || kept.run.visit !== run.visit) break;
        if (event.at >= since) move(kept, { kind: 'event', event }, queue);
      }
    }
  }

  function expel(kept: SimulatedRun, loser: SimulatedCustomer): void {
    const { program, customer, run } = kept;
    const { wait, ...rest } = run;
    const line = { at: stage.now, customer, program, run: kept, node: run.node };
    if (wait?.kind === 'hold') watcher.onTrace({ ...line, what: 'not-sent', reason: { code: 'run-ended', params: { exit: 'merged' } } });
    kept.run = { ...rest, status: 'exited', exit: { code: 'merged', at: stage.now } };
    kept.due = undefined;
    customer.active.splice(customer.active.indexOf(kept), 1);
    watcher.onTrace({ ...line, what: 'exited', port: 'merged', reason: { code: 'merged', params: { customer: customerId(loser.n) } } });
  }

  return (winner, loser, { identifier, identifiers, at }) => {
    const changed = new Set(keepTestsApart(winner, loser, identifiers));
    // Before the events are hers, as they tell whose consent was documented.
    const merged = mergedAttributes(winner, loser, (whose, attribute, said) => isDocumented(whose === 'winner' ? winner : loser, attribute, said));
    for (const list of loser.histories.values()) for (const event of list) remember(winner, event);
    for (const event of loser.tests) winner.tests.add(event);
    const losers = new Set(loser.runs);
    for (const kept of losers) {
      kept.customer = winner;
      kept.run = { ...kept.run, customer: customerId(winner.n) };
    }
    const byAge = (one: SimulatedRun, other: SimulatedRun) => one.n - other.n;
    winner.runs = [...winner.runs, ...loser.runs].sort(byAge);
    winner.active = [...winner.active, ...loser.active].sort(byAge);
    for (const key of loser.memberships) winner.memberships.add(key);
    loser.runs = [];
    loser.active = [];
    for (const known of [loser.histories, loser.memberships, loser.watchedValues, loser.dates]) known.clear();
    loser.mergedInto = winner;
    // Any computed value may be another now: each program looks at her as if for the first time.
    winner.isSeen = false;
    forgetAll(winner);

    for (const { attribute, value, at: said } of merged) {
      setAttribute(winner, attribute, value, said);
      changed.add(attribute);
    }
    const queue: News[] = [];
    settleRuns(winner, loser, losers, queue);
    for (const program of programs) planDates(program, winner);
    const event: EventRecord = {
      uid: `merge:${loser.n}`,
      name: 'records-merged',
      at,
      properties: { 'surviving-id': customerId(winner.n), 'merged-ids': [customerId(loser.n)], 'merge-rule': identifier },
    };
    remember(winner, event);
    return [{ customer: winner, event, changed }, ...queue];
  };
}

/**
 * Whoever was heard of only in tests is a test record. When she turns out to be a real customer, the tests are nobody's, and of
 * what they said only identifiers stay. Gives the attributes that the winner loses by it.
 */
function keepTestsApart(winner: SimulatedCustomer, loser: SimulatedCustomer, identifiers: ReadonlySet<string>): string[] {
  if (isTest(winner) === isTest(loser)) return [];
  const tested = isTest(winner) ? winner : loser;
  const flaggedAt = tested.changed[runtimeAttributes.test] ?? 0;
  // A profile may have said so as well: then it is true of both.
  if (![...tested.tests].some(({ at }) => at === flaggedAt)) return [];
  for (const [name, list] of tested.histories)
    tested.histories.set(
      name,
      list.filter((event) => !tested.tests.has(event)),
    );
  tested.tests.clear();
  const said = Object.keys(tested.attributes).filter((attribute) => !identifiers.has(attribute));
  for (const attribute of said) setAttribute(tested, attribute, null, 0);
  return tested === winner ? said : [];
}

function isTest({ attributes }: SimulatedCustomer): boolean {
  return attributes[runtimeAttributes.test] === true;
}

function isDocumented({ histories }: SimulatedCustomer, attribute: string, at: number): boolean {
  return consentEvents.some((name) =>
    (histories.get(name) ?? []).some((event) => event.at === at && attributesOf(name, event.properties)[attribute] !== undefined),
  );
}
