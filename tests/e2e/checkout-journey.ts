/** A journey that runs in the executor: checkout started → a wait → e-mail → a day, and people who come into it. */
import type { Engagement } from '../../shared/engagement/schema';
import type { ExecutorClient } from '../../shared/executor/client';
import { addJourney, tidyJourney } from '../../shared/journey/edit-journey';
import { workedEngagement } from './engagements';
import { unwrap } from './sandbox';

export const journeyId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
export const journeyName = { en: 'After the checkout', he: 'אחרי התשלום' };
export const subject = { en: 'Your cart is kept', he: 'שמרנו את העגלה' };

export function engagementWithJourney(): Engagement {
  const added = addJourney(workedEngagement(), { id: journeyId, name: journeyName });
  const message = {
    id: 'reminder',
    name: subject,
    channel: 'email' as const,
    class: 'marketing' as const,
    subject,
    body: { en: 'Hello {{first-name}}', he: 'שלום {{first-name}}' },
    status: 'approved' as const,
  };
  const drawn: Engagement = {
    ...added,
    messages: [...added.messages, message],
    journeys: added.journeys.map((journey) =>
      journey.id !== journeyId
        ? journey
        : {
            ...journey,
            nodes: [
              { id: 'start', kind: 'trigger', trigger: { kind: 'event', event: 'checkout-started' } },
              { id: 'two-hours', kind: 'wait', duration: 'PT2H' },
              {
                id: 'mail',
                kind: 'send',
                message: 'reminder',
                channel: 'email',
                class: 'marketing',
                ignores: [],
                onSuppressed: 'continue',
                onFailure: 'continue',
              },
              { id: 'a-day', kind: 'wait', duration: 'P1D' },
              { id: 'end', kind: 'exit' },
            ],
            edges: ['start', 'two-hours', 'mail', 'a-day'].map((from, i) => ({
              id: `e${i}`,
              from,
              port: 'out',
              to: ['two-hours', 'mail', 'a-day', 'end'][i] ?? '',
            })),
          },
    ),
  };
  return tidyJourney(drawn, { id: journeyId });
}

/** The mail goes at once and whatever the hour: it is a service message that looks at no quiet hours. */
export function sendingEngagement(): Engagement {
  const drawn = engagementWithJourney();
  const quiet = drawn.suppressions.flatMap(({ id, rule }) => (rule.kind === 'quiet-times' ? [id] : []));
  return {
    ...drawn,
    messages: drawn.messages.map((one) => (one.id === 'reminder' ? { ...one, class: 'service' as const } : one)),
    journeys: drawn.journeys.map((journey) =>
      journey.id !== journeyId
        ? journey
        : {
            ...journey,
            nodes: journey.nodes.flatMap((node) =>
              node.id === 'two-hours' ? [] : [node.kind === 'send' ? { ...node, class: 'service' as const, ignores: quiet } : node],
            ),
            edges: journey.edges.flatMap((edge) => (edge.from === 'two-hours' ? [] : [edge.to === 'two-hours' ? { ...edge, to: 'mail' } : edge])),
          },
    ),
  };
}

export const emailOf = (person: number) => `person${person}@shop.example`;

/** These people start a checkout. */
export async function startCheckouts(api: ExecutorClient, people: readonly number[], at: number): Promise<void> {
  const occurred_at = new Date(at).toISOString();
  const body = people.map((person) => ({
    uid: `checkout-${person}`,
    name: 'checkout_started',
    occurred_at,
    source_system: 'web-shop',
    is_test: false,
    identifiers: { email: emailOf(person) },
    properties: {},
  }));
  unwrap(await api.sendEvents({ body }));
}
