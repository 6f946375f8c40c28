import type { StartReply, StartRequest } from '../../shared/executor/api';
import { triggersForChange } from '../../shared/journey/entry';
import type { Reason } from '../../shared/journey/run';
import { ok, type Result, refuse } from '../../shared/problem';
import { customerId } from '../../shared/runtime/customer-id';
import { findCustomer } from '../ingest/identify';
import type { News } from './news';
import { react } from './react';
import type { Registry } from './registry';
import { enter, runBegunBy } from './runs';
import type { Work } from './work';

/**
 * Starts a run for one customer in a journey that is started by hand or by another program. The first trigger that lets her
 * in does; a test customer finds the test deployment, others the live one. Nobody is made known by it: a typing mistake must
 * not make a customer. Refuses `journey-not-startable` (nothing live with such a trigger) and `customer-unknown`.
 */
export function startRun(work: Work, registry: Registry, journey: string, { identifiers, uid }: StartRequest): Result<StartReply> {
  const places = registry
    .all()
    .filter(({ state, deployment }) => state === 'live' && deployment.journey.id === journey)
    .flatMap((deployed) =>
      (['manual', 'api'] as const).flatMap((kind) => triggersForChange(deployed.deployment, { kind }).map((node) => ({ deployed, node, kind }))),
    );
  if (places.length === 0) return refuse('journey-not-startable', { journey });
  const customer = findCustomer(work, registry, identifiers);
  if (!customer) return refuse('customer-unknown');

  let refused: Reason | undefined;
  for (const { deployed, node, kind } of places) {
    const occasion = uid === undefined ? undefined : `start ${uid}`;
    const earlier = occasion === undefined ? undefined : runBegunBy(work, deployed, node, customer, occasion);
    if (earlier !== undefined) return ok({ customer: customerId(customer.n), run: earlier });
    const news: News[] = [];
    const answer = enter(work, deployed, node, customer, occasion === undefined ? { change: kind } : { occasion }, news);
    for (const one of news) react(work, registry, one);
    if (answer.enter) return ok({ customer: customerId(customer.n), run: answer.run.id });
    // That a real customer is not meant by the test deployment, or the other way round, tells nobody anything.
    if (!refused || wrongKind.has(refused.code)) refused = answer.reason;
  }
  return ok({ customer: customerId(customer.n), ...(refused ? { refused } : {}) });
}

const wrongKind: ReadonlySet<string> = new Set(['not-a-test-record', 'test-record']);
