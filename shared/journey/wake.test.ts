import { describe, expect, it } from 'vitest';
import type { Deployment } from './deployment';
import { step } from './step';
import { cartParts, cartTrigger, deployed, hour, monday, newRun, type Parts, person, rules, send } from './step.fixture';
import { awaitedEvent, dueAt, isConcerned, isDue } from './wake';

const deployment = deployed({
  ...cartParts(),
  nodes: [...cartParts().nodes, { id: 'until', kind: 'wait-until', until: { kind: 'customer', path: 'renews-on' }, onMissing: 'exit' }],
});
const { run: waiting } = step(deployment, newRun(deployment, monday), person({ 'open-cart-value': 5 }), { kind: 'start' }, monday);

describe('when a run is due', () => {
  it('is when its wait ends', () => {
    expect(dueAt(waiting)).toBe(monday + hour);
    expect(isDue(waiting, monday + hour - 1)).toBe(false);
    expect(isDue(waiting, monday + hour)).toBe(true);
  });

  it('is at once without a wait, and never when it has left', () => {
    expect(isDue(newRun(deployment, monday), monday)).toBe(true);
    expect(dueAt(newRun(deployment, monday, { status: 'exited' }))).toBeUndefined();
  });
});

describe('what concerns a run', () => {
  const atEvent = newRun(deployment, monday, { node: 'e1', wait: { kind: 'event', since: monday, until: monday + hour, event: 'message-clicked' } });

  it('is the event it waits for', () => {
    expect(awaitedEvent(atEvent)).toBe('message-clicked');
    expect(awaitedEvent(waiting)).toBeUndefined();
  });

  it('is what goal, exits, held messages and live dates look at', () => {
    expect(isConcerned(deployment, waiting, { event: 'order-placed' })).toBe(true);
    expect(isConcerned(deployment, waiting, { event: 'page-viewed' })).toBe(false);
    expect(isConcerned(deployment, waiting, { attributes: ['first-name', 'open-cart-value'] })).toBe(true);
    expect(isConcerned(deployment, waiting, { attributes: ['open-tickets-count'] })).toBe(true);
    expect(isConcerned(deployment, waiting, { attributes: ['renews-on'] })).toBe(true);
    expect(isConcerned(deployment, waiting, { attributes: ['first-name'], segments: ['loyal'] })).toBe(false);
    expect(isConcerned(deployment, { ...waiting, status: 'exited' }, { event: 'order-placed' })).toBe(false);
  });

  it('is where she is, as far as her clock decides: dates, windows, quiet times', () => {
    const asleep = (parts: Partial<Parts>) => deployed({ nodes: [cartTrigger, send('m')], edges: [], ...parts });
    const quiet = asleep({ suppressions: [rules.quiet] });
    const open = asleep({ nodes: [cartTrigger, { id: 'o', kind: 'window', days: ['mo'], from: '09:00', to: '17:00' }] });
    const ofTheShop = asleep({ nodes: open.journey.nodes, policies: { timeZone: { source: 'journey', fallback: 'Asia/Jerusalem' } } });
    const moved = (where: Deployment, attribute: string) => isConcerned(where, newRun(where, monday), { attributes: [attribute] });
    expect([moved(quiet, 'time-zone'), moved(quiet, 'country')]).toEqual([true, true]);
    expect([moved(open, 'time-zone'), moved(ofTheShop, 'time-zone'), moved(asleep({}), 'time-zone')]).toEqual([true, false, false]);
  });

  it('counts only the suppressions the journey has chosen', () => {
    const without = deployed({ nodes: [cartTrigger, send('m')], edges: [], suppressions: [rules.ticket], policies: { suppressions: [] } });
    expect(isConcerned(without, newRun(without, monday), { attributes: ['open-tickets-count'] })).toBe(false);
    expect(without.suppressions).toEqual([]);
  });
});
