/** One customer walked through the journeys by hand: what happens and when is chosen, the rest follows as at run time. */
import type { EventRecord, Json } from '../condition/facts';
import type { Engagement } from '../engagement/schema';
import type { TraceLine } from '../executor/api';
import { languageFor, renderMessage } from '../journey/merge-fields';
import type { CustomerFacts, Effect } from '../journey/run';
import type { Channel } from '../journey/schema';
import { toDeploymentBundle } from '../journey/to-bundle';
import { asSent } from '../messages/sender';
import { ok, type Problem, type Result } from '../problem';
import { factsFor } from '../runtime/facts';
import type { Language } from '../text';
import { toIso } from '../time/moment';
import type { SimulatedRun } from './people';
import { createPrograms } from './program';
import { createWorld } from './world';

const HOUR = 3_600_000;
/** Steps of hers; who walks for longer starts anew. */
export const MOST_WALK_STEPS = 500;

export type WalkStep =
  /** Something she does now, or, with `isNobodys`, that happens to nobody in particular (a restock). */
  | { kind: 'event'; event: string; properties: Record<string, Json>; isNobodys?: boolean }
  /** Time passes until then (epoch ms); nothing happens if it is over. */
  | { kind: 'until'; at: number }
  /** Time passes until the next thing falls due. */
  | { kind: 'next' }
  /** A run is started by hand. */
  | { kind: 'start'; journey: string };

export type WalkSetting = {
  /** Ids of the journeys she may come into. */
  journeys: readonly string[];
  /** What is known of her, by attribute. */
  attributes: Readonly<Record<string, Json>>;
  /** Epoch ms: when the journeys go live and she is first seen. */
  from: number;
};

/** What she was sent. */
export type WalkMessage = {
  key: string;
  at: number;
  journeyId: string;
  node: string;
  channel: Channel;
  language: Language;
  subject: string;
  preheader?: string;
  body: string;
};

export type WalkState = {
  /** Oldest first, each line with the step (position in the steps, −1 before the first) that led to it. */
  trace: (TraceLine & { step: number })[];
  messages: WalkMessage[];
  now: number;
  /** When the next thing falls due; undefined: nothing is on its way. */
  nextAt: number | undefined;
  /** Where she stands. */
  standing: { journeyId: string; node: string; until: number | undefined }[];
  /** What is known of her now, computed values included, by attribute. */
  attributes: Record<string, Json>;
};

/**
 * Where she stands after these steps, and why. The walk is made anew from the beginning each time: taking a step back is
 * asking without it. Fails when a journey can't be made ready (`toDeploymentBundle` says why); what does not depend on it can't
 * be shown either.
 */
export function walk(engagement: Engagement, setting: WalkSetting, steps: readonly WalkStep[]): Result<WalkState> {
  const problems: Problem[] = [];
  const bundles = setting.journeys.flatMap((id) => {
    const bundle = toDeploymentBundle(engagement, id, 'live');
    if (bundle.ok) return [bundle.value];
    problems.push(...bundle.problems);
    return [];
  });
  if (problems.length > 0) return { ok: false, problems };

  const programs = createPrograms(bundles);
  const trace: WalkState['trace'] = [];
  const messages: WalkMessage[] = [];
  let step = -1;
  const factsOf = (run: SimulatedRun): CustomerFacts =>
    factsFor({ now: world.now, events: (_, name) => run.customer.histories.get(name) ?? [] }, run.program, run.customer);

  const world = createWorld({
    programs,
    from: setting.from,
    lookEveryMs: HOUR,
    watcher: {
      onTrace({ at, run, program, node, what, port, reason }) {
        trace.push({
          at: toIso(at),
          run: run?.run.id ?? '',
          journeyId: program.deployment.journey.id,
          ...(node === undefined ? {} : { node }),
          what,
          ...(port === undefined ? {} : { port }),
          ...(reason ? { reason } : {}),
          step,
        });
      },
      onEffect(effect, run, at) {
        if (effect.kind === 'send') messages.push(messageOf(effect, run, at, factsOf(run)));
      },
    },
  });
  const customer = world.add({ attributes: setting.attributes, history: [] });
  world.goLive();
  for (const [n, one] of steps.slice(0, MOST_WALK_STEPS).entries()) {
    step = n;
    switch (one.kind) {
      case 'event': {
        const event: EventRecord = { uid: `walk-${n}`, name: one.event, at: world.now, properties: one.properties };
        world.happen(one.isNobodys ? undefined : customer, event);
        world.advance(world.now);
        break;
      }
      case 'until':
        world.advance(Math.max(one.at, world.now));
        break;
      case 'next':
        world.advance(world.nextAt() ?? world.now);
        break;
      case 'start':
        world.start(customer, one.journey, `walk ${n}`);
        break;
    }
  }
  const ids = new Set([...Object.keys(customer.attributes), ...engagement.record.attributes.map(({ id }) => id)]);
  const attributes: Record<string, Json> = {};
  for (const id of ids) {
    const value = world.attribute(customer, id);
    if (value !== undefined) attributes[id] = value;
  }
  return ok({
    trace,
    messages,
    now: world.now,
    nextAt: world.nextAt(),
    standing: customer.active.map(({ program, run }) => ({ journeyId: program.deployment.journey.id, node: run.node, until: run.wait?.until })),
    attributes,
  });
}

function messageOf(effect: Extract<Effect, { kind: 'send' }>, { program, run }: SimulatedRun, at: number, customer: CustomerFacts): WalkMessage {
  const { deployment } = program;
  const message = deployment.messages.get(effect.message);
  const place = { key: effect.key, at, journeyId: deployment.journey.id, node: effect.node, channel: effect.channel };
  if (!message) return { ...place, language: deployment.languages[0] ?? 'en', subject: '', body: '' };
  const { language, subject, preheader, body } = renderMessage(message, {
    deployment,
    run,
    customer,
    language: languageFor(message, customer, deployment),
    target: 'text',
  });
  return {
    ...place,
    language,
    ...asSent({ channel: effect.channel, class: effect.class, language, subject, body }, deployment.sender),
    ...(effect.channel === 'email' && preheader && { preheader }),
  };
}
