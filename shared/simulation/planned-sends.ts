/** One-off campaigns beside the journeys: they go out whatever the caps say, and count in them. */

import { evaluate } from '../condition/evaluate';
import type { EventRecord } from '../condition/facts';
import type { Engagement, PlannedSend } from '../engagement/schema';
import { capApplies, capState } from '../journey/caps';
import { addressAttributes } from '../journey/deployment-attributes';
import { FactsAt, zoneOf } from '../journey/step-facts';
import { isConsented, outsiderReason } from '../journey/suppress';
import { dayBounds } from '../time/duration';
import { toIso } from '../time/moment';
import type { SimulatedCustomer } from './people';
import type { SimulatedProgram } from './program';
import type { SimulationReport } from './report';
import type { World } from './world';

const HOUR = 3_600_000;
/** In the client's zone, on the date of the plan. */
export const PLANNED_SEND_HOUR = 10;

export type DueSend = { at: number; plan: PlannedSend };
export type PlannedOutcome = SimulationReport['plannedSends'][number];

/** Those within the time simulated, the earliest first. */
export function plannedWithin({ plannedSends, client }: Pick<Engagement, 'plannedSends' | 'client'>, from: number, to: number): DueSend[] {
  return plannedSends
    .map((plan) => ({ at: dayBounds(plan.date, client.timeZone).from + PLANNED_SEND_HOUR * HOUR, plan }))
    .filter(({ at }) => at >= from && at < to)
    .sort((a, b) => a.at - b.at || (a.plan.id < b.plan.id ? -1 : 1));
}

/**
 * Sends to everybody of the segment with an address and consent. `program` knows all segments and caps of the client;
 * `onSent` is told of each who gets it before the world reacts.
 */
export function sendPlanned(
  { at, plan }: DueSend,
  { world, program, onSent }: { world: World; program: SimulatedProgram; onSent(customer: SimulatedCustomer, event: EventRecord): void },
): PlannedOutcome {
  const { id, channel, segment } = plan;
  const outcome: PlannedOutcome = { id, at: toIso(at), channel, audience: 0, noAddress: 0, noConsent: 0, sent: 0, atCap: 0 };
  const { deployment } = program;
  const address = addressAttributes[channel];
  const caps = deployment.caps.filter((cap) => capApplies(cap, 'marketing', channel));
  for (const customer of world.customers) {
    if (customer.mergedInto) continue;
    const facts = world.facts(program, customer);
    if (outsiderReason(deployment, facts) || (segment !== undefined && !facts.inSegment(segment))) continue;
    outcome.audience += 1;
    if (address !== undefined && deployment.attributes.has(address) && !facts.attribute(address)) {
      outcome.noAddress += 1;
      continue;
    }
    if (!isConsented(channel, facts)) {
      outcome.noConsent += 1;
      continue;
    }
    const timeZone = zoneOf(deployment.journey, facts);
    const asked = new FactsAt(facts, world.now, timeZone);
    const sent = facts.events('message-sent');
    if (caps.some((cap) => (!cap.when || evaluate(cap.when, asked)) && capState(cap, sent, world.now, timeZone).reached)) outcome.atCap += 1;
    outcome.sent += 1;
    const event: EventRecord = {
      uid: `planned:${id}:${customer.n}`,
      name: 'message-sent',
      at: world.now,
      properties: { 'message-id': id, channel, 'message-class': 'marketing' },
    };
    onSent(customer, event);
    world.happen(customer, event);
  }
  return outcome;
}
