import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../condition/facts';
import { considerEntry, type EntryAnswer, type EntryQuestion, triggersFor, triggersForChange } from './entry';
import type { Run } from './run';
import type { NodeOf } from './schema';
import { cartTrigger, day, deployed, hour, monday, newRun, type Parts, type Person, person } from './step.fixture';

const event: EventRecord = { uid: 'e9', name: 'checkout-started', at: monday, properties: { 'cart-id': 'k1', 'cart-value': 300 } };

function ask(parts: Partial<Parts> = {}, more: Partial<EntryQuestion> = {}, customer: Person = person()): EntryAnswer {
  const node = parts.nodes?.find((one) => one.kind === 'trigger') ?? cartTrigger;
  const deployment = deployed({ nodes: [cartTrigger], edges: [], ...parts });
  return considerEntry({ deployment, node, event, customer, runsOfCustomer: () => [], runId: () => 'r1', now: monday + 1000, ...more });
}
const why = (answer: EntryAnswer) => (answer.enter ? 'enters' : answer.reason.code);
const trigger = (one: NodeOf<'trigger'>['trigger'], audience?: NodeOf<'trigger'>['audience']): NodeOf<'trigger'> => ({
  id: 'start',
  kind: 'trigger',
  trigger: one,
  ...(audience ? { audience } : {}),
});
const run = (more: Partial<Run> = {}): Run => ({ ...newRun(deployed({ nodes: [cartTrigger], edges: [] }), monday - 10 * day), id: 'old', ...more });
const over = (at: number, more: Partial<Run> = {}) => run({ status: 'exited', exit: { code: 'completed', at }, ...more });

describe('entry', () => {
  it('makes a run that stands at its trigger and keeps the event as it was', () => {
    expect(ask()).toEqual({
      enter: true,
      run: {
        id: 'r1',
        deployment: 'hash',
        customer: 'c1',
        key: '',
        status: 'active',
        node: 'start',
        visit: 0,
        enteredAt: monday + 1000,
        entry: { uid: 'e9', event: 'checkout-started', at: monday, properties: { 'cart-id': 'k1', 'cart-value': 300 } },
        outcomes: {},
      },
    });
  });

  it('asks the trigger’s own condition, the audience and the entry filter, which all may look at the event', () => {
    const value = { kind: 'event', path: 'cart-value' } as const;
    const where = (amount: number) => trigger({ kind: 'event', event: 'checkout-started', where: { op: 'gt', left: value, right: amount } });
    expect(why(ask({ nodes: [where(100)] }))).toBe('enters');
    expect(why(ask({ nodes: [where(500)] }))).toBe('trigger-condition');
    expect(why(ask({}, { event: { ...event, name: 'page-viewed' } }))).toBe('trigger-condition');

    const waits = trigger(
      { kind: 'event', event: 'checkout-started' },
      { op: 'contains', left: { kind: 'customer', path: 'wish' }, right: { kind: 'entry', path: 'cart-id' } },
    );
    expect(why(ask({ nodes: [waits] }, {}, person({ wish: ['k1'] })))).toBe('enters');
    expect(why(ask({ nodes: [waits] }, {}, person({ wish: ['k2'] })))).toBe('not-in-audience');

    const filter = { op: 'eq', left: { kind: 'customer', path: 'country' }, right: 'IL' } as const;
    expect(why(ask({ entry: { filter } }))).toBe('enters');
    expect(why(ask({ entry: { filter } }, {}, person({ country: 'DE' })))).toBe('entry-filter');
  });

  it.each([
    ['live', {}, 'enters'],
    ['live', { 'is-test-record': true }, 'test-record'],
    ['live', { 'is-employee': 'true' }, 'employee'],
    ['test', {}, 'not-a-test-record'],
    ['test', { 'is-employee': true }, 'not-a-test-record'],
    ['test', { 'is-test-record': true }, 'enters'],
  ] as const)('in a %s deployment, %o: %s', (mode, attributes, expected) => {
    expect(why(ask({ mode }, {}, person(attributes)))).toBe(expected);
  });

  it('refuses who has reached the goal or would leave at once', () => {
    const holds = { op: 'eq', left: { kind: 'customer', path: 'vip' }, right: true } as const;
    expect(why(ask({ policies: { goal: { when: holds } } }, {}, person({ vip: true })))).toBe('goal-reached-before');
    const exits = [{ id: 'x', name: {}, when: holds, scope: 'immediate' as const }];
    expect(why(ask({ policies: { exits } }, {}, person({ vip: true })))).toBe('exit-rule');
    expect(why(ask({ policies: { exits: [{ ...exits[0], id: 'x', name: {}, when: holds, scope: 'before-next-send' }] } }, {}, person({ vip: true })))).toBe(
      'enters',
    );
  });
});

describe('re-entry', () => {
  it('never: once in a lifetime', () => {
    const entry: Parts['entry'] = { reentry: { mode: 'never' } };
    expect(why(ask({ entry }, { runsOfCustomer: () => [over(monday - 5 * day)] }))).toBe('entered-before');
  });

  it('after exit: not while inside, and not before the cooldown is over', () => {
    expect(why(ask({}, { runsOfCustomer: () => [run()] }))).toBe('already-inside');
    expect(why(ask({}, { runsOfCustomer: () => [over(monday - hour)] }))).toBe('enters');
    const entry: Parts['entry'] = { reentry: { mode: 'after-exit', cooldown: 'P3D' } };
    const answer = ask({ entry }, { runsOfCustomer: () => [over(monday - 9 * day), over(monday - 2 * day)] });
    expect(answer).toEqual({ enter: false, reason: { code: 'cooldown', params: { until: '2026-06-02T07:00:00.000Z' } } });
    expect(why(ask({ entry }, { runsOfCustomer: () => [over(monday - 3 * day)] }))).toBe('enters');
    expect(why(ask({ entry }, { runsOfCustomer: () => [over(monday - hour, { exit: { code: 'merged', at: monday - hour } })] }))).toBe('enters');
  });

  it('in parallel by key: one run for each', () => {
    const entry: Parts['entry'] = { reentry: { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' }, cooldown: 'P1D' } };
    const answer = ask({ entry });
    expect(answer.enter && answer.run.key).toBe('k1');
    expect(why(ask({ entry }, { runsOfCustomer: () => [run({ key: 'k2' })] }))).toBe('enters');
    expect(why(ask({ entry }, { runsOfCustomer: () => [run({ key: 'k1' })] }))).toBe('already-inside');
    expect(why(ask({ entry }, { runsOfCustomer: () => [over(monday - hour, { key: 'k1' })] }))).toBe('cooldown');
    expect(why(ask({ entry }, { runsOfCustomer: () => [over(monday - hour, { key: 'k2' })] }))).toBe('enters');
  });

  it('not twice by one event, though the first run is over', () => {
    expect(why(ask({}, { runsOfCustomer: () => [over(monday, { entry: { uid: 'e9', event: 'checkout-started', at: monday, properties: {} } })] }))).toBe(
      'same-event',
    );
  });
});

describe('triggers', () => {
  const deployment = deployed({
    nodes: [
      cartTrigger,
      { id: 'vip', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'vip-status', to: 'vip' } },
      { id: 'lost', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'plan', to: null } },
      { id: 'in', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'loyal' } },
      { id: 'out', kind: 'trigger', trigger: { kind: 'segment-exit', segment: 'loyal' } },
      { id: 'by-hand', kind: 'trigger', trigger: { kind: 'manual' } },
    ],
    edges: [],
  });
  const ids = (nodes: readonly { id: string }[]) => nodes.map((node) => node.id);
  const enters = (id: string, customer: Person) => {
    const node = deployment.triggers.find((one) => one.id === id) ?? cartTrigger;
    return considerEntry({ deployment, node, customer, runsOfCustomer: () => [], runId: () => 'r1', now: monday });
  };

  it('are found by what happened', () => {
    expect(ids(triggersFor(deployment, event))).toEqual(['start']);
    expect(ids(triggersFor(deployment, { name: 'page-viewed' }))).toEqual([]);
    expect(ids(triggersForChange(deployment, { kind: 'attribute-changed', attribute: 'vip-status' }))).toEqual(['vip']);
    expect(ids(triggersForChange(deployment, { kind: 'segment-enter', segment: 'loyal' }))).toEqual(['in']);
    expect(ids(triggersForChange(deployment, { kind: 'segment-exit', segment: 'loyal' }))).toEqual(['out']);
    expect(ids(triggersForChange(deployment, { kind: 'segment-exit', segment: 'others' }))).toEqual([]);
    expect(ids(triggersForChange(deployment, { kind: 'manual' }))).toEqual(['by-hand']);
    expect(deployment.listens.triggers).toMatchObject({
      events: new Set(['checkout-started']),
      attributes: new Set(['vip-status', 'plan']),
      segments: new Set(['loyal']),
    });
  });

  it('by a changed attribute ask for the value, and keep it', () => {
    const vip = enters('vip', person({ 'vip-status': 'vip' }));
    expect(vip.enter && vip.run.entry).toEqual({ uid: 'entry:r1', event: 'attribute-changed', at: monday, properties: { 'vip-status': 'vip' } });
    expect(why(enters('vip', person({ 'vip-status': 'none' })))).toBe('trigger-condition');
    expect(why(enters('lost', person()))).toBe('enters');
    expect(why(enters('lost', person({ plan: 'gold' })))).toBe('trigger-condition');
  });

  it('by a segment ask whether the customer is in it, or out', () => {
    const loyal = person();
    loyal.segments.add('loyal');
    expect(why(enters('in', loyal))).toBe('enters');
    expect(why(enters('in', person()))).toBe('trigger-condition');
    expect(why(enters('out', loyal))).toBe('trigger-condition');
  });
});
