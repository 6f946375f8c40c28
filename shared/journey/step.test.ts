import { describe, expect, it } from 'vitest';
import type { Run, StepInput, StepResult } from './run';
import { MOST_NODES_PER_STEP, step } from './step';
import { apply, cartParts, cartTrigger, day, deployed, edge, hour, monday, newRun, oneNode, type Person, person, send } from './step.fixture';

const start: StepInput = { kind: 'start' };
const wake: StepInput = { kind: 'wake' };
const said = ({ trace }: StepResult) => trace.map((t) => [t.what, t.node, t.port ?? t.reason?.code].join(' '));

/** Keeps the customer and the run of one walk through the cart journey. */
function walkCart(customer: Person, at = monday) {
  const deployment = deployed(cartParts());
  let run: Run = newRun(deployment, at, { customer: customer.id });
  return {
    get run() {
      return run;
    },
    feed(input: StepInput, now: number) {
      const result = step(deployment, run, customer, input, now);
      run = result.run;
      apply(result.effects, customer, deployment, now);
      return result;
    },
  };
}

describe('the cart journey', () => {
  it('is walked to its end, every decision with its reason', () => {
    const customer = person({ 'open-cart-value': 500, 'account-manager': 'Dana' }, 'c7');
    const walk = walkCart(customer);
    expect(said(walk.feed(start, monday))).toEqual(['entered start entered', 'passed start out', 'waiting w1 waiting-until']);
    expect(said(walk.feed(wake, monday + hour))).toEqual(['passed w1 out', 'passed d1 else', 'sent m1 sent', 'passed m1 out', 'waiting w2 waiting-until']);
    // A day later is Tuesday 11:00, so 09:00 is Wednesday's.
    const wednesday = Date.UTC(2026, 5, 3, 6);
    expect(walk.run.wait?.until).toBe(wednesday);
    const dealt = said(walk.feed(wake, wednesday));
    expect(dealt).toEqual(['passed w2 out', 'passed ab b', 'sent m3 sent', 'passed m3 out', 'passed meet out', 'waiting e1 waiting-for-event']);
    const clicked = walk.feed({ kind: 'event', event: customer.happened('message-clicked', wednesday + hour) }, wednesday + hour);
    expect(said(clicked)).toEqual(['passed e1 happened', 'task task task-made', 'passed task out', 'exited end completed']);
    expect(walk.run).toMatchObject({ status: 'exited', exit: { code: 'completed' }, outcomes: { m1: 'sent', m3: 'sent', ab: 'b' } });
  });

  it('ends with the order, wherever the run stands', () => {
    const customer = person({ 'open-cart-value': 500 });
    const walk = walkCart(customer);
    walk.feed(start, monday);
    const ordered = walk.feed({ kind: 'event', event: customer.happened('order-placed', monday + 5000) }, monday + 6000);
    expect(said(ordered)).toEqual(['goal w1 goal-reached', 'exited w1 goal-reached']);
    expect(walk.run.exit).toEqual({ code: 'goal', at: monday + 6000 });
    expect(walk.feed(wake, monday + hour)).toEqual({ run: walk.run, effects: [], trace: [] });
  });

  it('ends by its exit rule when an attribute changes without an event', () => {
    const customer = person({ 'open-cart-value': 500 });
    const walk = walkCart(customer);
    walk.feed(start, monday);
    customer.attributes['open-cart-value'] = 0;
    expect(said(walk.feed({ kind: 'changed' }, monday + 5000))).toEqual(['exited w1 exit-rule']);
    expect(walk.run.exit).toMatchObject({ code: 'exit-rule', detail: 'cart-emptied' });
  });

  it('asks for the goal before the exits: an order that empties the cart is a success', () => {
    const customer = person({ 'open-cart-value': 500 });
    const walk = walkCart(customer);
    walk.feed(start, monday);
    customer.attributes['open-cart-value'] = 0;
    walk.feed({ kind: 'event', event: customer.happened('order-placed', monday + 1) }, monday + 1);
    expect(walk.run.exit?.code).toBe('goal');
  });

  it('counts an order that arrived together with the cart, though it was placed before the run began', () => {
    const customer = person({ 'open-cart-value': 500 });
    const deployment = deployed(cartParts());
    customer.happened('order-placed', monday - 60_000);
    const run = newRun(deployment, monday, { entry: { uid: 'e0', event: 'checkout-started', at: monday - 300_000, properties: {} } });
    expect(step(deployment, run, customer, { kind: 'changed' }, monday).run.exit?.code).toBe('goal');
  });
});

describe('exit rules', () => {
  const stop = { id: 'stop', name: {}, when: { op: 'eq', left: { kind: 'customer', path: 'stop' }, right: true } } as const;
  const journey = (scope: 'immediate' | 'before-next-send') =>
    deployed({
      nodes: [cartTrigger, { id: 'w', kind: 'wait', duration: 'PT1H' }, send('m'), { id: 'end', kind: 'exit' }],
      edges: [edge('start', 'out', 'w'), edge('w', 'out', 'm'), edge('m', 'out', 'end')],
      policies: { exits: [{ ...stop, scope }] },
    });

  it('before the next send leave the run alone until there', () => {
    const deployment = journey('before-next-send');
    const customer = person({ stop: true });
    const waiting = step(deployment, newRun(deployment, monday), customer, start, monday);
    expect(waiting.run.node).toBe('w');
    const last = step(deployment, waiting.run, customer, wake, monday + hour);
    expect(last.effects).toEqual([]);
    expect(last.run).toMatchObject({ node: 'm', exit: { code: 'exit-rule', detail: 'stop' } });
  });

  it('immediate ones end it at once', () => {
    const deployment = journey('immediate');
    expect(step(deployment, newRun(deployment, monday), person({ stop: true }), start, monday).run).toMatchObject({
      node: 'start',
      exit: { code: 'exit-rule' },
    });
  });

  it('are asked again before a send when the step itself changed the answer', () => {
    const deployment = deployed({
      nodes: [cartTrigger, { id: 'u', kind: 'update', attribute: 'stop', value: true }, send('m'), { id: 'end', kind: 'exit' }],
      edges: [edge('start', 'out', 'u'), edge('u', 'out', 'm'), edge('m', 'out', 'end')],
      policies: { exits: [{ ...stop, scope: 'immediate' }] },
    });
    const result = step(deployment, newRun(deployment, monday), person(), start, monday);
    expect(result.effects.map((e) => e.kind)).toEqual(['update']);
    expect(result.run.exit?.code).toBe('exit-rule');
  });
});

describe('the longest stay', () => {
  const deployment = oneNode({ id: 'w', kind: 'wait', duration: 'P60D' }, ['out'], { policies: { maxDuration: 'P30D' } });

  it('wakes the run and ends it, and no wait ends sooner because of it', () => {
    const { run } = step(deployment, newRun(deployment, monday), person(), start, monday);
    expect(run.wait?.until).toBe(monday + 30 * day);
    expect(step(deployment, run, person(), wake, monday + 30 * day - 1).run.status).toBe('active');
    expect(step(deployment, run, person({ 'time-zone': 'Pacific/Auckland' }), wake, monday + 30 * day).run.exit?.code).toBe('too-long');
  });
});

describe('a step never throws', () => {
  it('when a journey goes in circles', () => {
    const deployment = deployed({
      nodes: [cartTrigger, { id: 'a', kind: 'join' }, { id: 'b', kind: 'wait', duration: 'PT0S' }],
      edges: [edge('start', 'out', 'a'), edge('a', 'out', 'b'), edge('b', 'out', 'a')],
    });
    const { run } = step(deployment, newRun(deployment, monday), person(), start, monday);
    expect(run.exit).toMatchObject({ code: 'failed', detail: 'goes-in-circles' });
    expect(run.visit).toBe(MOST_NODES_PER_STEP);
  });

  it('when a port leads nowhere, a node is gone, or the customer’s facts break', () => {
    const bare = deployed({ nodes: [cartTrigger], edges: [] });
    expect(step(bare, newRun(bare, monday), person(), start, monday).run.exit?.detail).toBe('port-not-wired');
    expect(step(bare, newRun(bare, monday, { node: 'gone' }), person(), wake, monday).run.exit?.detail).toBe('node-missing');
    const broken = {
      ...person(),
      attribute: () => {
        throw new Error('store is gone');
      },
    };
    const result = step(bare, newRun(bare, monday), broken, start, monday);
    expect(result.run.exit).toEqual({ code: 'failed', at: monday, detail: 'step-failed' });
    expect(result.effects).toEqual([]);
  });

  it('when durations and zones are absurd', () => {
    const deployment = oneNode({ id: 'w', kind: 'wait', duration: 'P99999999999D' }, ['out'], {
      policies: { timeZone: { source: 'customer', fallback: 'Mars/Olympus' }, maxDuration: 'P99999999999D' },
    });
    expect(step(deployment, newRun(deployment, monday), person(), start, monday).run).toMatchObject({ status: 'active', node: 'w' });
  });
});

describe('a run moved by a republish', () => {
  const deployment = deployed(cartParts());

  it('enters its new node when its timer was dropped', () => {
    const moved = newRun(deployment, monday, { node: 'm1', visit: 4 });
    expect(said(step(deployment, moved, person({ 'open-cart-value': 5 }), { kind: 'changed' }, monday))[0]).toBe('sent m1 sent');
  });

  it('waits for its old timer when it was kept', () => {
    const moved = newRun(deployment, monday, { node: 'm1', visit: 4, wait: { kind: 'timer', since: monday, until: monday + hour } });
    const customer = person({ 'open-cart-value': 5 });
    expect(step(deployment, moved, customer, { kind: 'changed' }, monday).run).toEqual(moved);
    expect(said(step(deployment, moved, customer, wake, monday + hour))[0]).toBe('sent m1 sent');
  });
});

describe('the caller’s run', () => {
  it('is left as it was', () => {
    const deployment = deployed(cartParts());
    const run = newRun(deployment, monday, { node: 'm1', visit: 3 });
    const before = structuredClone(run);
    const { run: after } = step(deployment, run, person({ 'open-cart-value': 5 }), wake, monday);
    expect(run).toEqual(before);
    expect(after.outcomes).not.toEqual(run.outcomes);
  });
});
