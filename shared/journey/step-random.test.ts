/** Whatever is drawn and whatever happens: the promises of the step. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Incident, incidents, journeys } from '../../tests/arbitrary-journeys';
import { mappedEngagement } from '../../tests/mapped-engagement';
import type { Json } from '../condition/facts';
import words from '../i18n/en.json';
import { addDuration } from '../time/duration';
import { compileDeployment, type Deployment, targetOf } from './deployment';
import { considerEntry, triggersFor, triggersForChange } from './entry';
import { timedTriggers } from './entry-timing';
import type { Run, StepInput, StepResult, TraceEntry } from './run';
import { portsOf } from './schema';
import { step } from './step';
import { apply, type Person, person } from './step.fixture';
import { fallbackZoneOf } from './step-facts';
import { toDeploymentBundle } from './to-bundle';
import { dueAt } from './wake';

/** Noon before a night in which Jerusalem changes its clocks. */
const begin = Date.UTC(2026, 2, 26, 10);

type Taken = { input: StepInput; now: number; before: Run; result: StepResult };
type History = { runs: Map<string, Run>; records: Taken[]; entered: number };

function freeze(run: Run): Run {
  for (const part of [run, run.wait, run.outcomes, run.entry, run.exit]) if (part) Object.freeze(part);
  return run;
}

/** Plays the incidents against the journey the way the executor would: an entry on each trigger event, wake-ups in between. */
function play(deployment: Deployment, stream: readonly Incident[], more: Record<string, Json> = {}): History {
  const people: Person[] = [
    person({ 'open-cart-value': 500, 'expires-on': '2026-04-02', 'orders-count': 0, ...more }, 'c0'),
    person({ 'email-consent': 'withdrawn', 'time-zone': 'America/New_York', country: 'US', 'orders-count': 1, ...more }, 'c1'),
    person({ 'open-tickets-count': 1, 'open-cart-value': 0, 'orders-count': 3, ...more }, 'c2'),
  ];
  const runs = new Map<string, Run>();
  const records: Taken[] = [];
  let now = begin;
  let entered = 0;

  const feed = (run: Run, input: StepInput) => {
    const customer = people.find((one) => one.id === run.customer) ?? person();
    const result = step(deployment, run, customer, input, now);
    records.push({ input, now, before: run, result });
    // The same again, from the same world, is the same.
    expect(step(deployment, run, customer, input, now)).toEqual(result);
    runs.set(run.id, freeze(result.run));
    apply(result.effects, customer, deployment, now);
  };
  const wakeDue = (until: number, sleeping: boolean) => {
    for (let n = 0; n < 2000; n++) {
      let next: Run | undefined;
      for (const run of runs.values()) if ((dueAt(run) ?? until + 1) <= until && (!next || (dueAt(run) ?? 0) < (dueAt(next) ?? 0))) next = run;
      if (!next) return;
      now = sleeping ? until : Math.max(now, dueAt(next) ?? 0);
      feed(next, { kind: 'wake' });
    }
    throw new Error('runs wake without end');
  };

  for (const incident of stream) {
    const at = now + incident.afterMinutes * 60_000;
    wakeDue(at, incident.kind === 'sleep');
    now = at;
    const customer = people[incident.customer];
    if (!customer || incident.kind === 'sleep') continue;
    const mine = () => [...runs.values()].filter((run) => run.customer === customer.id);
    if (incident.kind === 'change') {
      customer.attributes[incident.attribute] = incident.value;
      for (const run of mine()) feed(run, { kind: 'changed' });
      continue;
    }
    const event = customer.happened(incident.name, now, incident.properties);
    for (const run of mine()) feed(run, { kind: 'event', event });
    for (const node of [...triggersFor(deployment, event), ...timedTriggers(deployment.triggers), ...turned(deployment, customer)]) {
      const answer = considerEntry({
        deployment,
        node,
        event: node.trigger.kind === 'event' ? event : undefined,
        customer,
        runsOfCustomer: mine,
        runId: () => `r${entered}`,
        now,
      });
      if (!answer.enter) continue;
      entered += 1;
      feed(freeze(answer.run), { kind: 'start' });
    }
  }
  return { runs, records, entered };
}

/** She comes into the segments that start the journey, and leaves them with the next thing she does. */
function turned(deployment: Deployment, { segments }: Person): Deployment['triggers'] {
  const named = new Set(deployment.triggers.flatMap(({ trigger }) => ('segment' in trigger ? [trigger.segment] : [])));
  return [...named].flatMap((segment) => {
    const isIn = !segments.delete(segment);
    if (isIn) segments.add(segment);
    return triggersForChange(deployment, { kind: isIn ? 'segment-enter' : 'segment-exit', segment });
  });
}

function checkPromises(deployment: Deployment, { runs, records, entered }: History): void {
  const all = [...runs.values()];
  const traces = records.flatMap(({ before, result }) => result.trace.map((entry): [string, TraceEntry] => [before.id, entry]));
  const count = (what: TraceEntry['what']) => traces.filter(([, entry]) => entry.what === what).length;

  // Nothing broke inside.
  expect(traces.filter(([, { reason }]) => reason && ['step-failed', 'node-missing', 'port-not-wired', 'goes-in-circles'].includes(reason.code))).toEqual([]);

  // Entered = active + exited, and the trace counts the same.
  expect(entered).toBe(all.length);
  expect(count('entered')).toBe(entered);
  expect(count('exited')).toBe(all.filter((run) => run.status === 'exited').length);
  for (const run of all) {
    expect(run.status === 'exited' ? run.exit !== undefined && !run.wait : run.wait !== undefined && !run.exit).toBe(true);
    if (run.exit?.code === 'goal') expect(traces.filter(([id, entry]) => id === run.id && entry.what === 'goal')).toHaveLength(1);
  }

  // A node is left by a port it has; each entry of a send has one outcome, or stands there held.
  for (const [, entry] of traces) {
    const node = deployment.nodes.get(entry.node ?? '');
    if (entry.what === 'passed') expect(node && portsOf(node)).toContain(entry.port);
  }
  for (const node of deployment.nodes.values()) {
    if (node.kind !== 'send') continue;
    const arrivals = traces.filter(([, e]) => e.what === 'passed' && targetOf(deployment, e.node ?? '', e.port ?? '') === node.id).length;
    const outcomes = traces.filter(
      ([, e]) => e.node === node.id && (e.what === 'sent' || e.what === 'not-sent' || e.reason?.code === 'message-missing'),
    ).length;
    const held = all.filter((run) => run.status === 'active' && run.node === node.id);
    expect(outcomes + held.length).toBe(arrivals);
    for (const run of held) expect(run.wait?.kind).toBe('hold');
  }

  // A send has its name once, and as many effects as traces.
  const keys = records.flatMap(({ result }) => result.effects.flatMap((effect) => (effect.kind === 'send' ? [effect.key] : [])));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(count('sent'));

  // What stands still wakes later than it stood; what waits for a time never goes on before it.
  for (const { before, now, result } of records) {
    if (result.run.wait) expect(result.run.wait.until).toBeGreaterThan(result.run.wait === before.wait ? 0 : now);
    const node = deployment.nodes.get(before.node);
    const passed = result.trace[0]?.what === 'passed' && result.trace[0].node === before.node;
    if (!before.wait || !passed) continue;
    const zone = before.customer === 'c1' ? 'America/New_York' : fallbackZoneOf(deployment.journey);
    if (node?.kind === 'wait') expect(now).toBeGreaterThanOrEqual(addDuration(before.wait.since, node.duration, zone));
    if (node?.kind === 'wait') expect(now).toBeGreaterThanOrEqual(before.wait.until);
    if (node?.kind === 'wait-event' && result.trace[0]?.port === 'timeout') expect(now).toBeGreaterThanOrEqual(before.wait.until);
  }
}

describe('random journeys under random events', () => {
  it('keep every promise', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(journeys, incidents, (bundle, stream) => {
        const deployment = compileDeployment(bundle, 'h');
        checkPromises(deployment, play(deployment, stream));
      }),
      { numRuns: 250 },
    );
  });

  it('meet enough to be worth it', { tags: ['long'] }, () => {
    const seen = new Map<string, number>();
    const codes = new Set<string>();
    fc.assert(
      fc.property(journeys, incidents, (bundle, stream) => {
        for (const { result } of play(compileDeployment(bundle, 'h'), stream).records)
          for (const { what, reason } of result.trace) {
            seen.set(what, (seen.get(what) ?? 0) + 1);
            if (reason) codes.add(reason.code);
          }
      }),
      { numRuns: 150, seed: 4 },
    );
    for (const what of ['sent', 'not-sent', 'held', 'goal', 'waiting', 'updated', 'task', 'webhook', 'failed', 'exited'])
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(5);
    // What the trace says has words.
    expect(Object.keys(words)).toEqual(expect.arrayContaining([...codes].map((code) => `reason.${code}`)));
  });

  it('replay alike from a copy of the whole world', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(journeys, incidents, (bundle, stream) => {
        const once = play(compileDeployment(bundle, 'h'), stream);
        const again = play(compileDeployment(structuredClone(bundle), 'h'), structuredClone(stream));
        expect(again.records).toEqual(once.records);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the journeys of the catalogue', () => {
  const engagement = mappedEngagement();
  const attributes: Record<string, Json> = {
    email: 'a@example.com',
    'mobile-phone': '+972500000000',
    'open-tickets-count': 0,
    'last-delivered-at': '2026-03-25',
    'last-order-at': '2025-10-01',
    'last-engaged-at': '2025-06-01',
    'emails-received-90d': 5,
    'waitlist-product-ids': ['p1'],
    'next-policy-expiry-on': '2026-05-01',
    'customer-type': 'b2b',
    'account-code': 'A1',
    'sales-target-attainment': 0.5,
  };
  const properties: Record<string, Json> = {
    'pages-viewed': 3,
    'products-viewed': 0,
    'in-stock': true,
    'order-total': 9000,
    channel: 'email',
    'is-first-order': true,
    'product-id': 'p1',
    'quantity-available': 2,
    'expires-on': '2026-05-01',
    'policy-number': 'n1',
    'event-code': 'ev',
    'starts-at': '2026-04-03T16:00:00Z',
  };

  it.each(engagement.journeys.map((journey) => [journey.key, journey.id]))('%s keeps every promise', (key, id) => {
    const bundle = toDeploymentBundle(engagement, id, 'live');
    if (!bundle.ok) throw new Error(JSON.stringify(bundle.problems));
    const deployment = compileDeployment(bundle.value, 'h');
    const happening = fc.record({
      customer: fc.nat(2),
      afterMinutes: fc.oneof(fc.nat(90), fc.nat(20_000)),
      kind: fc.constant('event' as const),
      name: fc.constantFrom('page-viewed', 'page-viewed', 'page-viewed', ...deployment.listens.triggers.events, ...deployment.listens.runs.events),
      properties: fc.constantFrom(properties, { ...properties, 'is-first-order': false }),
    });
    // VIPs are private customers.
    const mine = key === 'vip-upgrade' ? { ...attributes, 'customer-type': 'b2c' } : attributes;
    let sent = 0;
    fc.assert(
      fc.property(fc.array(happening, { minLength: 3, maxLength: 15 }), (stream) => {
        const history = play(deployment, stream, mine);
        checkPromises(deployment, history);
        for (const { result } of history.records) sent += result.effects.filter((effect) => effect.kind === 'send').length;
      }),
      // Fixed, since what is counted below must not depend on luck.
      { numRuns: 40, seed: 11 },
    );
    expect(sent).toBeGreaterThan(0);
  });
});
