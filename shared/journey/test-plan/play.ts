/** A test of a journey as it can be written down, and what the simulator makes of it. */
import type { EventRecord, Json } from '../../condition/facts';
import type { SimulatedProgram } from '../../simulation/program';
import { createWorld } from '../../simulation/world';
import type { CustomerFacts, Reason, Run } from '../run';
import type { Channel } from '../schema';

const HOUR_MS = 3_600_000;

/** Epoch ms, like all moments here. */
export type TestAction = { at: number } & (
  | { kind: 'event'; event: string; properties: Record<string, Json> /** About nobody in particular, as a restock is. */; isNobodys?: boolean }
  /** The record says something else from now on; null: nothing. */
  | { kind: 'change'; attribute: string; value: Json }
  /** Somebody, or another program, starts it for her. */
  | { kind: 'start' }
);

/** Somebody, and what happens to her. */
export type TestScript = {
  from: number;
  attributes: Record<string, Json>;
  /** What she did before. */
  history: EventRecord[];
  /** Which way she falls at an A/B step, by its id; elsewhere chance decides. */
  arms: Record<string, string>;
  actions: TestAction[];
  /** Until when it is watched. */
  until: number;
};

export type TestLine = { at: number; run: string; node: string | undefined; what: string; port: string | undefined; reason: Reason | undefined };
export type TestSend = { at: number; node: string; channel: Channel; message: string };
export type TestOutcome = {
  lines: TestLine[];
  sent: TestSend[];
  /** In the order they began. */
  runs: Pick<Run, 'id' | 'node' | 'exit' | 'wait'>[];
};

/** What comes of it. The same script has the same outcome. */
export function playScript(program: SimulatedProgram, script: TestScript): TestOutcome {
  const play = startPlay(program, script);
  for (const action of script.actions) play.act(action);
  play.advance(script.until);
  return play.outcome();
}

export type Play = {
  readonly now: number;
  /** Time passes until then, and it happens. */
  act(action: TestAction): void;
  advance(to: number): void;
  /** Where the first run that is still going stands, and until when at most. */
  standing(): { run: Run; due: number } | undefined;
  hasBegun(): boolean;
  facts(): CustomerFacts;
  /** When something falls due, if only that everybody is looked at again. */
  nextAt(): number | undefined;
  outcome(): TestOutcome;
};

/** The beginning of a script, to go on with as one sees what comes of it. */
export function startPlay(given: SimulatedProgram, { from, attributes, history, arms }: Omit<TestScript, 'actions' | 'until'>): Play {
  const program = withArms(given, arms);
  const lines: TestLine[] = [];
  const sent: TestSend[] = [];
  const world = createWorld({
    programs: [program],
    from,
    lookEveryMs: HOUR_MS,
    watcher: {
      onTrace: ({ at, run, node, what, port, reason }) => lines.push({ at, run: run?.run.id ?? '', node, what, port, reason }),
      onEffect(effect, _run, at) {
        if (effect.kind === 'send') sent.push({ at, node: effect.node, channel: effect.channel, message: effect.message });
      },
    },
  });
  // A value of a computed attribute counts from when it was delivered: just before, so that it is not long out of date.
  const changed = Object.fromEntries(Object.keys(attributes).map((id) => [id, from - 60_000]));
  const customer = world.add({ attributes, changed, history });
  world.goLive();
  let happened = 0;
  return {
    get now() {
      return world.now;
    },
    act(action) {
      world.advance(Math.max(action.at, world.now));
      happened += 1;
      switch (action.kind) {
        case 'event':
          world.happen(action.isNobodys ? undefined : customer, { uid: `test-${happened}`, name: action.event, at: world.now, properties: action.properties });
          world.advance(world.now);
          return;
        case 'change':
          world.change(customer, action.attribute, action.value);
          return;
        case 'start':
          world.start(customer, program.deployment.journey.id, `test ${happened}`);
          return;
      }
    },
    advance: (to) => world.advance(Math.max(to, world.now)),
    standing() {
      const [first] = customer.active;
      return first && { run: first.run, due: first.due ?? world.now };
    },
    hasBegun: () => customer.runs.length > 0,
    facts: () => world.facts(program, customer),
    nextAt: () => world.nextAt(),
    outcome: () => ({
      lines,
      sent,
      runs: customer.runs.map(({ run: { id, node, exit, wait } }) => ({ id, node, ...(exit ? { exit } : {}), ...(wait ? { wait } : {}) })),
    }),
  };
}

/** The same journey, in which everybody falls these ways: what is chance at run time is given in a test. */
function withArms(program: SimulatedProgram, arms: TestScript['arms']): SimulatedProgram {
  if (Object.keys(arms).length === 0) return program;
  const nodes = new Map(program.deployment.nodes);
  for (const [id, port] of Object.entries(arms)) {
    const node = nodes.get(id);
    if (node?.kind === 'ab') nodes.set(id, { ...node, arms: node.arms.map((arm) => ({ ...arm, weight: arm.port === port ? 100 : 0 })) });
  }
  return { ...program, deployment: { ...program.deployment, nodes } };
}
