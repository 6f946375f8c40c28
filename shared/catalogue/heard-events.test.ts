import { expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { createEngagement } from '../engagement/create-engagement';
import { testId } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { addJourneyFromTemplate } from '../journey/edit-journey';
import { type JourneyContext, journeyContext } from '../journey/journey-context';
import { journeyNeeds } from '../journey/journey-needs';
import type { Journey } from '../journey/schema';
import { addSourceFromCatalogue } from '../sources/add-source';
import type { JourneyTemplate } from './journey-template';

const catalogue = shippedCatalogue();

/** Every system of the catalogue, and this journey. */
function planned(template: JourneyTemplate): { engagement: Engagement; journey: Journey; context: JourneyContext } {
  let n = 0;
  const newId = () => testId(++n, 'H');
  let engagement = createEngagement({
    id: newId(),
    now: '2026-03-01T08:00:00.000Z',
    name: 'All of it',
    client: { name: 'A client', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: 'en', customers: ['en'] },
    catalogue,
  });
  for (const source of catalogue.dataSources.sources) engagement = addSourceFromCatalogue(engagement, { template: source, newId });
  engagement = addJourneyFromTemplate(engagement, { template, catalogue, newId });
  const journey = engagement.journeys[0];
  if (!journey) throw new Error(template.id);
  return { engagement, journey, context: journeyContext(engagement, catalogue) };
}

/** Events of these that no system of the catalogue sends, nor the executor, nor a step of the journey. */
function unsent(events: readonly string[], { journey, context }: { journey: Journey; context: JourneyContext }): string[] {
  const made = new Set(journey.nodes.flatMap((node) => (node.kind === 'task' ? [node.emits, node.whenDone] : node.kind === 'webhook' ? [node.emits] : [])));
  return events.filter((id) => !context.events.get(id)?.planned && !made.has(id));
}

it.each(catalogue.journeys.journeys.map((template) => [template.id, template] as const))('%s listens to nothing that nobody sends', (_, template) => {
  const plan = planned(template);
  const scored = template.scoringModel?.points.map(({ event }) => event) ?? [];
  expect(unsent([...journeyNeeds(plan.journey, plan.context).events, ...template.requiredEvents, ...scored], plan)).toEqual([]);
});

it('no segment counts what nobody sends', () => {
  const [template] = catalogue.journeys.journeys;
  if (!template) throw new Error('no template');
  const plan = planned(template);
  for (const { id } of plan.engagement.segments) expect([id, unsent([...(plan.context.segmentUses.get(id)?.events ?? [])], plan)]).toEqual([id, []]);
});

it('notices a wait for what nobody sends', () => {
  const template = catalogue.journeys.journeys.find(({ id }) => id === 'sales-hand-over');
  if (!template) throw new Error('no hand-over');
  const steps = template.steps.map((step) => (step.type === 'wait-for-event' ? { ...step, event: 'lead-score-changed' } : step));
  const plan = planned({ ...template, steps });
  expect(unsent(journeyNeeds(plan.journey, plan.context).events, plan)).toEqual(['lead-score-changed']);
});
