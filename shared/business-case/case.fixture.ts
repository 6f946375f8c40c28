/** A small plan whose business case can be reckoned by hand. */

import type { VendorCosts } from '../checklist/vendor-costs-schema';
import { testEngagement, testId, testJourney } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import type { Channel, Journey, Node } from '../journey/schema';

export const [CART, REVIEW] = [testId(1, 'J'), testId(2, 'J')];

const orderPlaced = { op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 1 } } as const;

/** Starts with an event, sends one message, ends with an order unless said otherwise. */
export function lineJourney(n: number, event: string, channel: Channel, patch: Partial<Journey> = {}, goal = 'order-placed'): Journey {
  const nodes: Node[] = [
    { id: 't', kind: 'trigger', trigger: { kind: 'event', event } },
    { id: 's', kind: 'send', message: 'hello', channel, class: 'marketing', ignores: [], onSuppressed: 'branch', onFailure: 'continue' },
  ];
  const journey = testJourney(n, nodes, { edges: [{ id: 'e', from: 't', to: 's', port: 'out' }], ...patch });
  return { ...journey, policies: { ...journey.policies, goal: { when: { ...orderPlaced, event: goal } } } };
}

/** 1,000 carts a month and 300 deliveries, orders of 200 with half of it margin, an SMS at 0.10. */
export function casePlan(patch: Partial<Engagement> = {}): Engagement {
  return testEngagement({
    volumes: {
      contacts: 40_000,
      averageOrderValue: 200,
      margin: 0.5,
      eventsPerMonth: { 'checkout-started': 1_000, 'order-delivered': 300 },
      messagePrices: { sms: 0.1 },
    },
    journeys: [
      lineJourney(1, 'checkout-started', 'sms', { from: 'cart-abandonment' }),
      lineJourney(2, 'order-delivered', 'email', { from: 'review-request', kpis: ['review-rate'] }, 'review-submitted'),
    ],
    kpiInputs: { cart_rate: 0.1 },
    ...patch,
  });
}

/** Candidates with these prices. */
export function setVendorCosts(plan: Engagement, vendors: { id: string; costs: VendorCosts }[]): Engagement {
  return { ...plan, checklist: { ...plan.checklist, vendors: vendors.map((vendor) => ({ ...vendor, name: vendor.id, role: 'candidate' })) } };
}
