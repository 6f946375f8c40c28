import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import type { Engagement } from '../engagement/schema';
import type { DeploymentBundle } from '../executor/api';
import { checkBundle } from './check-bundle';
import { checkJourney } from './check-journey';
import { journeyContext } from './journey-context';
import { cartParts, bundle as partsBundle } from './step.fixture';
import { toDeploymentBundle } from './to-bundle';

const catalogue = shippedCatalogue();
const bundleOf = (engagement: Engagement, id: string): DeploymentBundle => {
  const made = toDeploymentBundle(engagement, id, 'live');
  if (!made.ok) throw new Error(made.problems[0]?.code);
  return made.value;
};
const blocking = (problems: readonly { severity: string; code: string; path: readonly unknown[] }[]) =>
  problems.filter(({ severity }) => severity === 'blocks').map(({ code, path }) => `${code} ${path.join('/')}`);

describe('what is published is asked what the canvas asks', () => {
  it.each([
    ['mapped', mappedEngagement()],
    ['without a source of consent and of an event', mappedEngagement({ attributes: ['whatsapp-consent', 'email-consent'], events: ['payment-failed'] })],
  ])('of every journey of an engagement that is %s, with the same answer', (_, engagement) => {
    const context = journeyContext(engagement, catalogue);
    for (const journey of engagement.journeys) {
      // Which events and properties the client has is in no bundle.
      const drawn = checkJourney(journey, context).filter(
        ({ code, params }) => code !== 'event-unknown' && !(code === 'variable-unknown' && String(params.variable).includes('.')),
      );
      expect(blocking(checkBundle(bundleOf(engagement, journey.id)))).toEqual(blocking(drawn));
    }
  });

  it('what another program left out or wrote wrongly', () => {
    const engagement = mappedEngagement();
    const journey = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
    const whole = bundleOf(engagement, journey?.id ?? '');
    const codes = (change: Partial<DeploymentBundle>) => [...new Set(blocking(checkBundle({ ...whole, ...change })).map((line) => line.split(' ')[0]))];
    expect(codes({})).toEqual([]);
    expect(codes({ messages: whole.messages.slice(1) })).toEqual(['message-unknown']);
    expect(codes({ messages: whole.messages.map((one) => ({ ...one, body: {} })) })).toEqual(['message-without-body']);
    expect(codes({ suppressions: [] })).toEqual(['suppression-unknown', 'marketing-without-consent-rule']);
    const [attribute, ...others] = whole.record.attributes;
    expect(attribute).toBeDefined();
    expect(codes({ record: { ...whole.record, attributes: others.filter(({ id }) => id !== 'email-consent') } })).toContain('consent-attribute-missing');
    expect(
      codes({ caps: [{ id: 'few', name: {}, classes: ['marketing'], limit: 1, window: 'P1D', when: { op: 'in-segment', segment: 'nobody-knows' } }] }),
    ).toEqual(['segment-unknown']);
    const { edges, policies } = whole.journey;
    expect(codes({ journey: { ...whole.journey, edges: edges.slice(1) } })).toContain('port-unwired');
    expect(codes({ journey: { ...whole.journey, policies: { ...policies, timeZone: { ...policies.timeZone, fallback: 'Mars/Olympus' } } } })).toEqual([
      'time-zone-unknown',
    ]);
  });

  it('of a bundle that describes no attributes nothing is asked about them', () => {
    expect(blocking(checkBundle(partsBundle(cartParts())))).toEqual([]);
  });
});
