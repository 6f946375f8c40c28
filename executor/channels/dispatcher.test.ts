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
function rig(count: number, { sendMs, atOnce = 5, claimMs = 0 }: { sendMs?: number; atOnce?: number; claimMs?: number } = {}) {
  const clock = createManualClock(0);
  const waiting = Array.from({ length: count }, (_, n) => n);
  const claims: number[] = [];
  const settles: number[] = [];
  const settled: Settled[] = [];
  const claimed = new Set<number>();
  let isStoreOut = false;
  let mostOpen = 0;
  const core: Pick<ChannelCore, 'claim' | 'settle' | 'settleInterrupted'> = {
    settleInterrupted: async () => ok(null),
    async claim({ most }) {
      if (claimMs > 0) await new Promise<void>((resolve) => clock.schedule(claimMs, resolve));
      const those = waiting.splice(0, most);
      claims.push(those.length);
      for (const n of those) claimed.add(n);
      mostOpen = Math.max(mostOpen, claimed.size);
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
      if (sendMs !== undefined) return new Promise((resolve) => clock.schedule(sendMs, () => resolve(accepted)));
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
    mostOpen: () => mostOpen,
    storeOut: (isOut: boolean) => {
      isStoreOut = isOut;
    },
    async answer(outcome = accepted, times = 1) {
      for (let i = 0; i < times; i++) answers.shift()?.(outcome);
      await rest();
    },
  };
}

it('claims what can begin at once, and at first as many ahead', async () => {
  const { claims, claimed, answer, mostAtOnce } = rig(100);
  await rest();
  expect(claims).toEqual([5, 5]);
  expect(mostAtOnce()).toBe(5);
  await answer(accepted, 2);
  expect(mostAtOnce()).toBe(5);
  expect(claimed.size).toBeLessThanOrEqual(10);
});

it('asks once more when nothing was waiting, and then waits to be told', async () => {
  const { claims, answer, waiting, lane } = rig(3);
  await rest();
  await answer(accepted, 3);
  const asked = claims.length;
  expect(asked).toBeLessThanOrEqual(5);
  await rest();
  await rest();
  expect(claims).toHaveLength(asked);
  waiting.push(3);
  lane.nudge();
  await rest();
  expect(claims).toContain(1);
  const stopped = lane.stop();
  await answer();
  await stopped;
});

it.each([
  { claimMs: 5, least: 10, most: 40, within: 3_300 },
  // However slow the disk is: no more than a hundred would be in doubt if it was killed.
  { claimMs: 100, least: 50, most: 100, within: 7_000 },
])('claims ahead so much that nobody waits for a store that takes $claimMs ms', async ({ claimMs, least, most, within }) => {
  const { claims, settles, settled, handedOver, troubles, mostOpen, clock } = rig(3_000, { sendMs: 5, claimMs });
  while (settled.length < 3_000) {
    await rest();
    clock.advance(1);
  }
  // Five lines with 5 ms for each: three seconds, unless they wait for the store, as they do where a hundred are not enough.
  expect(clock.now()).toBeLessThan(within);
  expect(handedOver).toHaveLength(3_000);
  expect(new Set(handedOver).size).toBe(3_000);
  expect(mostOpen()).toBeGreaterThanOrEqual(least);
  expect(mostOpen()).toBeLessThanOrEqual(most);
  expect(claims.length).toBeLessThan(1_000);
  expect(settles.length).toBeLessThan(1_000);
  expect(troubles).toEqual([]);
});

/** A lane that has been fast, with many at hand, and whose provider has become slow. */
async function withManyAtHand() {
  const one = rig(5_000, { claimMs: 20 });
  await rest();
  for (let i = 0; i < 200; i++) {
    await one.answer(accepted, 5);
    one.clock.advance(5);
    await rest();
  }
  one.clock.advance(20);
  await rest();
  expect(one.claimed.size).toBeGreaterThanOrEqual(25);
  return one;
}

it('claims nothing more while what has become of the last ones can not be noted', async () => {
  const { answer, claimed, storeOut, clock, handedOver } = await withManyAtHand();
  storeOut(true);
  for (let i = 0; i < 100; i++) {
    await answer(accepted, 5);
    clock.advance(5);
    await rest();
  }
  expect(claimed.size).toBeLessThanOrEqual(100);
  const before = handedOver.length;
  storeOut(false);
  for (let i = 0; i < 4; i++) {
    clock.advance(5_000);
    await rest();
  }
  expect(handedOver.length).toBeGreaterThan(before);
});

it('gives back what is at hand when it stops, and keeps nothing claimed', async () => {
  const { lane, answer, claimed, settled, handedOver, waiting } = await withManyAtHand();
  const before = handedOver.length;
  const stopped = lane.stop();
  await answer(accepted, 20);
  await stopped;
  expect(handedOver).toHaveLength(before);
  expect(claimed.size).toBe(0);
  expect(settled.filter(({ outcome }) => outcome.do === 'not-tried').length).toBeGreaterThanOrEqual(5);
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
  for (let i = 0; i < 2; i++) {
    clock.advance(1_500);
    await rest();
  }
  expect(handedOver.length).toBeGreaterThan(before);
});

it('looks again whether it may leave when what is at hand has been lying there', async () => {
  const { answer, settled, clock } = await withManyAtHand();
  expect(settled.every(({ outcome }) => outcome.do === 'accepted')).toBe(true);
  clock.advance(2_500);
  await answer(accepted);
  expect(settled.filter(({ outcome }) => outcome.do === 'not-tried').length).toBeGreaterThanOrEqual(5);
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
  await answer(accepted, 5);
  await answer(accepted, 5);
  expect(settled).toEqual([]);
  expect(claimed.size).toBe(10);
  storeOut(false);
  clock.advance(5_000);
  await rest();
  expect(settled).toHaveLength(10);
});
