import { describe, expect, it } from 'vitest';
import type { StepInput } from './run';
import type { NodeOf } from './schema';
import { step } from './step';
import { cartTrigger, day, deployed, edge, hour, minute, monday, newRun, oneNode, type Person, person } from './step.fixture';
import { isInWindow } from './step-waits';

const start: StepInput = { kind: 'start' };
const wake: StepInput = { kind: 'wake' };

/** Enters the one node of the journey on `now` and gives a way to feed it more. */
function enter(node: Parameters<typeof oneNode>[0], ports: string[], customer: Person = person(), now = monday) {
  const deployment = oneNode(node, ports);
  let { run } = step(deployment, newRun(deployment, now), customer, start, now);
  return {
    get run() {
      return run;
    },
    feed(input: StepInput, at: number) {
      const result = step(deployment, run, customer, input, at);
      run = result.run;
      return result;
    },
  };
}

describe('wait', () => {
  it('stands still until its time, not a millisecond less, and says until when', () => {
    const walk = enter({ id: 'w', kind: 'wait', duration: 'PT1H' }, ['out']);
    expect(walk.run.wait).toEqual({ kind: 'timer', since: monday, until: monday + hour });
    expect(walk.feed(wake, monday + hour - 1).run.node).toBe('w');
    expect(walk.feed(wake, monday + hour).run.exit).toMatchObject({ code: 'completed', detail: 'out' });
  });

  it('counts a day by the clock: 23 hours when clocks go forward, 25 when they go back', () => {
    // Jerusalem: 27 March and 25 October 2026.
    const before = Date.UTC(2026, 2, 26, 8);
    expect(enter({ id: 'w', kind: 'wait', duration: 'P1D' }, ['out'], person(), before).run.wait?.until).toBe(before + 23 * hour);
    const autumn = Date.UTC(2026, 9, 24, 9);
    expect(enter({ id: 'w', kind: 'wait', duration: 'P1D' }, ['out'], person(), autumn).run.wait?.until).toBe(autumn + 25 * hour);
    expect(enter({ id: 'w', kind: 'wait', duration: 'PT24H' }, ['out'], person(), autumn).run.wait?.until).toBe(autumn + 24 * hour);
  });

  it('reads the clock in the zone of the customer', () => {
    const node: NodeOf<'wait'> = { id: 'w', kind: 'wait', duration: 'PT1M', align: { at: '09:00' } };
    expect(enter(node, ['out'], person({ 'time-zone': 'America/New_York' })).run.wait?.until).toBe(Date.UTC(2026, 5, 1, 13));
    expect(enter(node, ['out'], person({ 'time-zone': 'Nowhere/At-All' })).run.wait?.until).toBe(Date.UTC(2026, 5, 2, 6));
  });

  it('then goes on to a clock time on one of its weekdays', () => {
    const node: NodeOf<'wait'> = { id: 'w', kind: 'wait', duration: 'P1D', align: { at: '09:00', days: ['th'] } };
    expect(enter(node, ['out']).run.wait?.until).toBe(Date.UTC(2026, 5, 4, 6));
  });

  it('of no time passes at once', () => {
    expect(enter({ id: 'w', kind: 'wait', duration: 'PT0S' }, ['out']).run.exit?.detail).toBe('out');
  });
});

describe('wait-until', () => {
  const node = (more: Partial<NodeOf<'wait-until'>> = {}): NodeOf<'wait-until'> => ({
    id: 'w',
    kind: 'wait-until',
    until: { kind: 'customer', path: 'expires-on' },
    onMissing: 'exit',
    ...more,
  });

  it('waits for a date, moved by an offset and to a clock time', () => {
    const customer = person({ 'expires-on': '2026-07-15' });
    expect(enter(node(), ['out'], customer).run.wait?.until).toBe(Date.UTC(2026, 6, 14, 21));
    expect(enter(node({ offset: '-P30D', at: '09:30' }), ['out'], customer).run.wait?.until).toBe(Date.UTC(2026, 5, 15, 6, 30));
  });

  it('goes on at once when the date is past', () => {
    expect(enter(node({ offset: '-P60D' }), ['out'], person({ 'expires-on': '2026-07-15' })).run.exit?.detail).toBe('out');
  });

  it('without a date leaves or continues, as written', () => {
    expect(enter(node(), ['out']).run.exit).toEqual({ code: 'missing-date', at: monday, detail: 'expires-on' });
    expect(enter(node(), ['out'], person({ 'expires-on': 'soon' })).run.exit?.code).toBe('missing-date');
    expect(enter(node({ onMissing: 'continue' }), ['out']).run.exit?.detail).toBe('out');
  });

  it('follows the date of the customer when it moves', () => {
    const customer = person({ 'expires-on': '2026-07-15' });
    const walk = enter(node(), ['out'], customer);
    customer.attributes['expires-on'] = '2026-09-01';
    const moved = walk.feed({ kind: 'changed' }, monday + day);
    expect(moved.run.wait).toEqual({ kind: 'timer', since: monday, until: Date.UTC(2026, 7, 31, 21) });
    expect(moved.trace.map((t) => t.what)).toEqual(['waiting']);
    // The old wake-up still comes; it must not end the wait.
    expect(walk.feed(wake, Date.UTC(2026, 6, 14, 21)).run.node).toBe('w');
    customer.attributes['expires-on'] = '2026-05-01';
    expect(walk.feed({ kind: 'changed' }, monday + 50 * day).run.exit?.detail).toBe('out');
  });

  it('keeps to what the starting event said', () => {
    const deployment = oneNode(node({ until: { kind: 'entry', path: 'starts-at' } }), ['out']);
    const run = newRun(deployment, monday, {
      entry: { uid: 'e0', event: 'registration-completed', at: monday, properties: { 'starts-at': '2026-06-10T18:00:00+03:00' } },
    });
    expect(step(deployment, run, person(), start, monday).run.wait?.until).toBe(Date.UTC(2026, 5, 10, 15));
  });
});

describe('wait-event', () => {
  const node: NodeOf<'wait-event'> = {
    id: 'w',
    kind: 'wait-event',
    event: 'order-delivered',
    timeout: 'PT2H',
    match: { op: 'eq', left: { kind: 'event', path: 'cart-id' }, right: { kind: 'entry', path: 'cart-id' } },
  };
  const ports = ['happened', 'timeout'];
  const delivered = (customer: Person, at: number, cart = 'k1') =>
    ({ kind: 'event', event: customer.happened('order-delivered', at, { 'cart-id': cart }) }) satisfies StepInput;

  it('hears the event that matches, and no other', () => {
    const customer = person();
    const walk = enter(node, ports, customer);
    expect(walk.run.wait).toEqual({ kind: 'event', since: monday, until: monday + 2 * hour, event: 'order-delivered' });
    expect(walk.feed(delivered(customer, monday + minute, 'other'), monday + minute).run.node).toBe('w');
    expect(walk.feed({ kind: 'event', event: customer.happened('page-viewed', monday + minute) }, monday + minute).run.node).toBe('w');
    expect(walk.feed(delivered(customer, monday + hour), monday + hour).run.exit?.detail).toBe('happened');
  });

  it('times out when nothing comes', () => {
    const walk = enter(node, ports);
    expect(walk.feed(wake, monday + 2 * hour - 1).run.node).toBe('w');
    expect(walk.feed(wake, monday + 2 * hour).run.exit?.detail).toBe('timeout');
  });

  it('gives the millisecond both share to the event, whichever is looked at first', () => {
    const end = monday + 2 * hour;
    const eventFirst = person();
    expect(enter(node, ports, eventFirst).feed(delivered(eventFirst, end), end).run.exit?.detail).toBe('happened');
    const wakeFirst = person();
    const walk = enter(node, ports, wakeFirst);
    delivered(wakeFirst, end);
    expect(walk.feed(wake, end).run.exit?.detail).toBe('happened');
  });

  it('goes by when the event happened, not by when it arrived', () => {
    const inTime = person();
    expect(enter(node, ports, inTime).feed(delivered(inTime, monday + hour), monday + 5 * hour).run.exit?.detail).toBe('happened');
    const tooLate = person();
    expect(enter(node, ports, tooLate).feed(delivered(tooLate, monday + 3 * hour), monday + 5 * hour).run.exit?.detail).toBe('timeout');
  });

  it('does not hear what was before the run, nor the event that began it', () => {
    const customer = person();
    const walk = enter(node, ports, customer);
    expect(walk.feed(delivered(customer, monday - 1), monday + minute).run.node).toBe('w');
    expect(
      walk.feed({ kind: 'event', event: { uid: 'e0', name: 'order-delivered', at: monday, properties: { 'cart-id': 'k1' } } }, monday + minute).run.node,
    ).toBe('w');
  });

  it('lets the next one hear an event that came in before a wake-up already due', () => {
    const deployment = deployed({
      nodes: [
        cartTrigger,
        { id: 'w', kind: 'wait', duration: 'PT1H' },
        { id: 'e', kind: 'wait-event', event: 'order-delivered', timeout: 'P1D' },
        { id: 'end', kind: 'exit' },
      ],
      edges: [edge('start', 'out', 'w'), edge('w', 'out', 'e'), edge('e', 'happened', 'end'), edge('e', 'timeout', 'end')],
    });
    const at = monday + 3 * hour;
    const customer = person();
    const { run } = step(deployment, newRun(deployment, monday), customer, start, monday);
    const event = delivered(customer, at);
    const eventFirst = step(deployment, run, customer, event, at).run;
    const woken = step(deployment, run, customer, wake, at).run;
    expect(eventFirst).toEqual(step(deployment, woken, customer, event, at).run);
    expect(eventFirst.status).toBe('exited');
  });
});

describe('window', () => {
  const office = { id: 'w', kind: 'window', days: ['su', 'mo', 'tu', 'we', 'th'], from: '09:00', to: '17:00' } satisfies NodeOf<'window'>;

  it('lets pass inside and waits for the next opening outside', () => {
    expect(enter(office, ['out']).run.exit?.detail).toBe('out');
    const walk = enter(office, ['out'], person(), monday + 7 * hour);
    expect(walk.run.wait).toEqual({ kind: 'window', since: monday + 7 * hour, until: Date.UTC(2026, 5, 2, 6) });
    // Thursday evening → Sunday.
    expect(enter(office, ['out'], person(), Date.UTC(2026, 5, 4, 15)).run.wait?.until).toBe(Date.UTC(2026, 5, 7, 6));
  });

  it('asks again after a late wake-up', () => {
    const walk = enter(office, ['out'], person(), monday + 7 * hour);
    expect(walk.feed(wake, Date.UTC(2026, 5, 2, 20)).run.wait?.until).toBe(Date.UTC(2026, 5, 3, 6));
    expect(walk.feed(wake, Date.UTC(2026, 5, 3, 6)).run.exit?.detail).toBe('out');
  });

  it.each([
    ['09:00', '17:00', '08:59', false],
    ['09:00', '17:00', '09:00', true],
    ['09:00', '17:00', '16:59', true],
    ['09:00', '17:00', '17:00', false],
    ['22:00', '02:00', '23:30', true],
    ['22:00', '02:00', '12:00', false],
    ['10:00', '10:00', '03:00', true],
  ])('%s–%s at %s on its day: %s', (from, to, clock, inside) => {
    const [h = 0, m = 0] = clock.split(':').map(Number);
    expect(isInWindow({ days: ['mo'], from, to }, Date.UTC(2026, 5, 1, h, m), 'UTC')).toBe(inside);
  });

  it('over midnight belongs to the day it begins on', () => {
    const over = { days: ['mo' as const], from: '22:00', to: '02:00' };
    expect(isInWindow(over, Date.UTC(2026, 5, 2, 1), 'UTC')).toBe(true);
    expect(isInWindow(over, Date.UTC(2026, 5, 1, 1), 'UTC')).toBe(false);
  });
});
