import { expect, it } from 'vitest';
import { ok, refuse } from '../../shared/problem';
import { createManualClock } from '../clock';
import type { Adapter, Outcome, Outgoing } from './adapter';
import type { ChannelCore } from './channel-core';
import type { Settled } from './deliveries';
import { openLane } from './dispatcher';

const accepted: Outcome = { do: 'accepted' };
const outgoing = (n: number): Outgoing => ({
  ...{ key: `k${n}`, channel: 'email', class: 'service', to: `p${n}@x.example`, message: 'm', language: 'en', subject: 's', body: 'b' },
});

/** Whatever has begun by now has come as far as it can without time passing. */
const rest = async () => {
  for (let i = 0; i < 50; i++) await Promise.resolve();
};

/** A store that knows what of `count` messages waits, is claimed and is settled, and a provider whose answers come when they are told to. */
function rig(count: number, { answersAtOnce = false, atOnce = 5 } = {}) {
  const clock = createManualClock(0);
  const waiting = Array.from({ length: count }, (_, n) => n);
  const claims: number[] = [];
  const settles: number[] = [];
  const settled: Settled[] = [];
  const claimed = new Set<number>();
  let isStoreOut = false;
  const core: Pick<ChannelCore, 'claim' | 'settle' | 'settleInterrupted'> = {
    settleInterrupted: async () => ok(null),
    async claim({ most }) {
      const those = waiting.splice(0, most);
      claims.push(those.length);
      for (const n of those) claimed.add(n);
      return ok({ claimed: those.map((n) => ({ n, outgoing: outgoing(n) })) });
    },
    async settle(those) {
      if (isStoreOut) return refuse('executor-store-failed');
      settles.push(those.length);
      for (const one of those) {
        // Settled twice, or without having been claimed, would be a mistake.
        if (!claimed.delete(one.n)) throw new Error(`${one.n} is not claimed`);
        if (one.outcome.do === 'not-tried') waiting.push(one.n);
      }
      settled.push(...those);
      return ok(null);
    },
  };
  const answers: ((outcome: Outcome) => void)[] = [];
  const handedOver: string[] = [];
  let most = 0;
  const adapter: Adapter = {
    honoursKey: false,
    atOnce,
    send({ to }) {
      handedOver.push(to);
      if (answersAtOnce) {
        // A millisecond each, as if there was a provider.
        clock.advance(1);
        return Promise.resolve(accepted);
      }
      return new Promise((resolve) => {
        answers.push(resolve);
        most = Math.max(most, answers.length);
      });
    },
    check: async () => undefined,
    close: async () => {},
  };
  const troubles: unknown[] = [];
  const lane = openLane({ channel: 'email', adapter, core, clock, publicAt: () => undefined, onTrouble: (error) => void troubles.push(error) });
  return {
    ...{ clock, lane, claims, settles, settled, claimed, waiting, handedOver, troubles },
    mostAtOnce: () => most,
    storeOut: (isOut: boolean) => {
      isStoreOut = isOut;
    },
    async answer(outcome = accepted, times = 1) {
      for (let i = 0; i < times; i++) answers.shift()?.(outcome);
      await rest();
    },
  };
}

it('claims no more than is worth being under way while nobody knows how fast they leave', async () => {
  const { claims, claimed, answer, mostAtOnce, lane } = rig(100);
  await rest();
  expect(claims).toEqual([10]);
  expect(claimed.size).toBe(10);
  await answer(accepted, 5);
  expect(claims).toEqual([10, 5]);
  expect(mostAtOnce()).toBe(10);
  const stopped = lane.stop();
  await answer(accepted, 20);
  await stopped;
});

it('claims ahead what will have left within a fifth of a second, and writes few transactions for many', async () => {
  const { claims, settles, settled, handedOver, lane, troubles } = rig(3_000, { answersAtOnce: true });
  while (settled.length < 3_000) await rest();
  expect(handedOver).toHaveLength(3_000);
  expect(new Set(handedOver).size).toBe(3_000);
  // A thousand a second: two hundred ahead is the most, whatever the pace.
  expect(Math.max(...claims)).toBeGreaterThan(50);
  expect(Math.max(...claims)).toBeLessThanOrEqual(200);
  expect(claims.length).toBeLessThan(80);
  expect(settles.length).toBeLessThan(160);
  expect(troubles).toEqual([]);
  await lane.stop();
});

/** A lane that has been fast, with many at hand, and whose provider has become slow. */
async function withManyAtHand() {
  const one = rig(5_000);
  await rest();
  // A hundred at once and then a tenth of a second, again and again.
  for (let i = 0; i < 60; i++) {
    await one.answer(accepted, 10);
    one.clock.advance(10);
    await rest();
  }
  expect(one.claimed.size).toBeGreaterThan(50);
  return one;
}

it('gives back what is at hand when it stops, and keeps nothing claimed', async () => {
  const { lane, answer, claimed, settled, handedOver, waiting } = await withManyAtHand();
  const before = handedOver.length;
  const stopped = lane.stop();
  await answer(accepted, 20);
  await stopped;
  expect(handedOver).toHaveLength(before);
  expect(claimed.size).toBe(0);
  expect(settled.filter(({ outcome }) => outcome.do === 'not-tried').length).toBeGreaterThan(30);
  expect(settled.filter(({ outcome }) => outcome.do === 'accepted')).toHaveLength(before);
  expect(waiting.length + before).toBe(5_000);
});

it('gives back what is at hand when nobody need be tried for a while', async () => {
  const { lane, answer, claimed, handedOver, clock } = await withManyAtHand();
  const before = handedOver.length;
  await answer({ do: 'later', everybody: true, reason: { code: 'provider-down', params: {} } });
  expect(claimed.size).toBeLessThan(10);
  expect(handedOver).toHaveLength(before);
  expect(lane.onHold()?.until).toBe(clock.now() + 15_000);
  clock.advance(14_000);
  await rest();
  expect(handedOver).toHaveLength(before);
  clock.advance(1_500);
  await rest();
  expect(handedOver.length).toBeGreaterThan(before);
});

it('looks again whether it may leave when what is at hand has been lying there', async () => {
  const { answer, settled, clock } = await withManyAtHand();
  expect(settled.every(({ outcome }) => outcome.do === 'accepted')).toBe(true);
  clock.advance(2_500);
  await answer(accepted);
  expect(settled.filter(({ outcome }) => outcome.do === 'not-tried').length).toBeGreaterThan(30);
});

it('notes an outcome within a moment, though nothing else comes back', async () => {
  const { answer, settled, clock } = await withManyAtHand();
  const before = settled.length;
  await answer(accepted, 2);
  clock.advance(20);
  await rest();
  expect(settled.length).toBeGreaterThanOrEqual(before + 2);
});

it('keeps what it can not note, and notes it when the store is back', async () => {
  const { answer, settled, clock, storeOut, claimed } = rig(10);
  await rest();
  storeOut(true);
  await answer(accepted, 10);
  expect(settled).toEqual([]);
  expect(claimed.size).toBe(10);
  storeOut(false);
  clock.advance(5_000);
  await rest();
  expect(settled).toHaveLength(10);
});
