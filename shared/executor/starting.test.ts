import { describe, expect, it } from 'vitest';
import type { DeploymentSummary } from './api';
import { isStartable, startableJourneys, startingEvents } from './starting';

type Started = Pick<DeploymentSummary, 'hash' | 'journeyId' | 'state' | 'mode' | 'triggers'>;
const deployment = (hash: string, more: Partial<Started> = {}): Started => ({
  hash,
  journeyId: hash,
  state: 'live',
  mode: 'live',
  triggers: [{ kind: 'manual' }],
  ...more,
});
const event = (name: string) => ({ kind: 'event' as const, event: name });
const hashes = (list: readonly Started[]) => list.map(({ hash }) => hash);

describe('who can be put into a journey', () => {
  it('needs a trigger by hand or by API, also as one of several', () => {
    expect(isStartable(deployment('a'))).toBe(true);
    expect(isStartable(deployment('a', { triggers: [event('checkout-started'), { kind: 'api' }] }))).toBe(true);
    expect(isStartable(deployment('a', { triggers: [event('checkout-started'), { kind: 'schedule' }, { kind: 'segment-enter' }] }))).toBe(false);
    expect(isStartable(deployment('a', { triggers: [] }))).toBe(false);
  });

  it('needs one that takes people in now', () => {
    for (const state of ['paused', 'draining', 'retired', 'failed'] as const) expect(isStartable(deployment('a', { state })), state).toBe(false);
  });

  it('names each journey once, the real deployment before the one for tests', () => {
    const list = [
      deployment('trial', { journeyId: 'one', mode: 'test' }),
      deployment('new', { journeyId: 'one' }),
      deployment('old', { journeyId: 'one', state: 'draining' }),
      deployment('only-trial', { journeyId: 'two', mode: 'test' }),
      deployment('by-event', { journeyId: 'three', triggers: [event('cart-updated')] }),
    ];
    expect(hashes(startableJourneys(list))).toEqual(['new', 'only-trial']);
    expect(startableJourneys([])).toEqual([]);
  });
});

describe('the events that start something', () => {
  it('are those of journeys that take people in, whatever else starts them', () => {
    const events = startingEvents([
      deployment('a', { triggers: [event('checkout-started'), { kind: 'manual' }, event('cart-updated')] }),
      deployment('b', { triggers: [event('checkout-started')], mode: 'test' }),
      deployment('c', { triggers: [event('order-placed')], state: 'paused' }),
      deployment('d', { triggers: [event('refund-made')], state: 'retired' }),
      deployment('e'),
    ]);
    expect([...events]).toEqual(['checkout-started', 'cart-updated']);
  });
});
