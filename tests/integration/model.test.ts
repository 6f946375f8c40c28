/**
 * The executor against the reference (`tests/model`): random engagements and streams of events, with merges, clocks that jump and are changed,
 * pauses and restarts. Both must come to the same trace, the same messages with the same keys, and the same counts. The seed is always the
 * same, so that a change is judged and not the dice; `MODEL_RUNS` and `MODEL_SEED` give more and others.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import type { Node } from '../../shared/journey/schema';
import { bundle, cartTrigger, edge, send } from '../../shared/journey/step.fixture';
import { type Command, engagements, inEngagement, streams, type Told, type Who } from '../arbitrary-engagements';
import { replacements, versions } from '../arbitrary-versions';
import { live } from '../model/live';
import { note, wanted, wantedOfVersions } from '../model/met';
import { createModel } from '../model/model';

const runs = Number(process.env.MODEL_RUNS ?? 70);
const replaced = Number(process.env.MODEL_RUNS ?? 55);
const seed = Number(process.env.MODEL_SEED ?? 20_260_326);

/** Too seldom by chance: of two in a circle the one that is further comes to messages that the other has sent; later she is a test record. */
const gotItAsAnother: [DeploymentBundle[], { begin: number; commands: Command[] }] = [
  [
    inEngagement(
      bundle({
        nodes: [
          cartTrigger,
          { id: 'w', kind: 'wait-event', event: 'order-placed', timeout: 'PT1H' },
          send('m', { channel: 'on-site', class: 'service' }),
          ...['j1', 'j2', 'j3'].map((id): Node => ({ id, kind: 'join' })),
          { id: 'v', kind: 'wait', duration: 'P1D' },
          send('n', { channel: 'on-site', class: 'service' }),
          { id: 'end', kind: 'exit' },
        ],
        edges: [
          edge('start', 'out', 'w'),
          edge('w', 'happened', 'j1'),
          edge('j1', 'out', 'j2'),
          edge('j2', 'out', 'j3'),
          edge('j3', 'out', 'v'),
          edge('w', 'timeout', 'm'),
          edge('m', 'out', 'n'),
          edge('v', 'out', 'm'),
          edge('n', 'out', 'v'),
        ],
      }),
      0,
      1,
    ),
  ],
  {
    begin: Date.UTC(2026, 2, 26, 10),
    commands: [
      {
        do: 'events',
        told: [happened({ email: 0 }, 'checkout-started'), happened({ phone: 0 }, 'checkout-started'), happened({ email: 0 }, 'order-placed')],
        again: false,
      },
      { do: 'pass', ms: 20 * 3_600_000 },
      { do: 'events', told: [happened({ email: 0, phone: 0 }, 'message-clicked')], again: true },
      { do: 'pass', ms: 5 * 86_400_000 },
      // She turns out to be somebody of ours, and her journey ends at the next message.
      { do: 'profile', who: { email: 0 }, attributes: { 'is-test-record': true }, expiresInDays: undefined, lateMinutes: undefined },
      { do: 'pass', ms: 2 * 86_400_000 },
    ],
  },
];

function happened(who: Who, name: string): Told {
  return { who, name, properties: {}, isTest: false, lateMinutes: 0 };
}

test(`the executor does what the reference says, ${runs} engagements`, async () => {
  await expectSame(engagements, streams, { numRuns: runs, examples: [gotItAsAnother] }, wanted);
}, 3_600_000);

test(`one version takes the place of another, and people turn out to be one: ${replaced} engagements`, async () => {
  await expectSame(versions, replacements, { numRuns: replaced }, wantedOfVersions);
}, 3_600_000);

/** Both come to the same, and what is wanted came up so often. */
async function expectSame(
  bundles: fc.Arbitrary<DeploymentBundle[]>,
  happenings: fc.Arbitrary<{ begin: number; commands: Command[] }>,
  options: { numRuns: number; examples?: [DeploymentBundle[], { begin: number; commands: Command[] }][] },
  least: ReadonlyMap<string, number>,
): Promise<void> {
  const met = new Map<string, number>();
  const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(bundles, happenings, async (published, { begin, commands }) => {
      const model = createModel(begin);
      const { executed, meant } = await live(published, begin, commands, model);
      expect(executed).toEqual(meant);
      note(model, commands, meet);
    }),
    { seed, ...options },
  );
  if (process.env.MODEL_RUNS) console.log(Object.fromEntries([...met].sort(([a], [b]) => (a < b ? -1 : 1))));
  expect([...least].filter(([one, times]) => (met.get(one) ?? 0) < times)).toEqual([]);
}
