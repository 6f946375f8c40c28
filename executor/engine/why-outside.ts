/** "Why is she not in this journey?", asked of its triggers as things are now. Reads only. */
import type { WhyOutside } from '../../shared/executor/api';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import type { Reason } from '../../shared/journey/run';
import type { NodeOf } from '../../shared/journey/schema';
import { factsFor } from '../../shared/runtime/facts';
import { dateOf } from './dates';
import type { Deployed, Registry } from './registry';
import { type Because, mayEnter } from './runs';
import type { Customer, Work } from './work';

/** Asks the deployment that would take her in: of tests for a test record, else the live one; none is live, the one published last. */
export function whyOutside(work: Work, registry: Registry, n: number, journey: string): WhyOutside {
  const customer = work.customer(n);
  const deployed = doorOf(registry, journey, customer);
  const inside = work.db.get(
    'SELECT 1 FROM run JOIN deployment d ON d.n = run.deployment WHERE run.customer = ? AND run.is_over = 0 AND d.journey = ?',
    n,
    journey,
  );
  if (!deployed) return { inside: inside !== undefined, doors: [] };
  const doors = deployed.deployment.triggers.map((node) => ({ node: node.id, reason: reasonAt(work, deployed, node, customer) }));
  return { deployment: deployed.deployment.hash, state: deployed.state, inside: inside !== undefined, doors };
}

function doorOf(registry: Registry, journey: string, { attributes }: Customer): Deployed | undefined {
  const all = registry.all().filter(({ deployment }) => deployment.journey.id === journey);
  const mode = attributes[runtimeAttributes.test] === true ? 'test' : 'live';
  const live = all.filter(({ state }) => state === 'live');
  return live.find(({ deployment }) => deployment.mode === mode) ?? live[0] ?? all[0];
}

function reasonAt(work: Work, deployed: Deployed, node: NodeOf<'trigger'>, customer: Customer): Reason {
  const { trigger } = node;
  if (deployed.state !== 'live') return because(`deployment-${deployed.state}`);
  const facts = factsFor(work, deployed, customer);
  /** What keeps her out whatever happens, else what has not happened yet. */
  const refusalOr = (occasion: Because, otherwise: Reason): Reason => {
    const answer = mayEnter(work, deployed, node, customer, occasion);
    return answer.enter ? otherwise : answer.reason;
  };
  switch (trigger.kind) {
    case 'event': {
      const last = work.events(customer.n, trigger.event).at(-1);
      const params = { event: trigger.event };
      if (!last) {
        // An event about nobody in particular picks its audience: whether she is in it is known before the event comes.
        if (!node.audience) return because('event-never-came', params);
        const answer = mayEnter(work, deployed, node, customer, { event: { uid: 'asked', name: trigger.event, at: work.now, properties: {} } });
        return answer.enter || answer.reason.code === 'trigger-condition' ? because('event-never-came', params) : answer.reason;
      }
      const at = iso(last.at);
      if (last.at < deployed.deployedAt) return because('event-before-publish', { ...params, at });
      return refusalOr({ event: last }, because('event-was-not-taken', { ...params, at }));
    }
    case 'segment-enter':
      if (!facts.inSegment(trigger.segment)) return because('segment-outside', { segment: trigger.segment });
      return refusalOr({ change: trigger.kind }, because('segment-since-before', { segment: trigger.segment }));
    case 'segment-exit':
      if (facts.inSegment(trigger.segment)) return because('segment-inside', { segment: trigger.segment });
      return refusalOr({ change: trigger.kind }, because('segment-not-left', { segment: trigger.segment }));
    case 'attribute-changed':
      return refusalOr({ change: trigger.kind }, because('attribute-unchanged', { attribute: trigger.attribute }));
    case 'date-attribute': {
      const at = dateOf(work, deployed, node, customer);
      if (at === undefined) return because('missing-date', { attribute: trigger.attribute });
      return refusalOr({ occasion: 'asked' }, because(at > work.now ? 'date-ahead' : 'date-over', { attribute: trigger.attribute, at: iso(at) }));
    }
    case 'schedule': {
      const next = work.db.get<{ at: number | null }>(
        "SELECT min(due_at) AS at FROM job WHERE deployment = ? AND kind = 'schedule' AND node = ?",
        deployed.n,
        node.id,
      );
      return refusalOr({ occasion: 'asked' }, typeof next?.at === 'number' ? because('schedule-ahead', { at: iso(next.at) }) : because('schedule-over'));
    }
    case 'manual':
    case 'api':
      return refusalOr({ change: trigger.kind }, because('never-started'));
  }
}

function because(code: string, params: Reason['params'] = {}): Reason {
  return { code, params };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
