import type { Catalogue } from '../catalogue/schema';
import type { Frame } from '../documents/frame-report';
import { journeyContext } from '../journey/journey-context';
import { listed, type Speaker } from '../journey/node-label';
import { schemaSpeaker } from '../pack/schemas/attribute-schema';
import { type EventSchema, eventSchemas } from '../pack/schemas/event-schemas';
import type { Inline, Tone } from '../report';
import type { FieldStatus } from '../sources/schema';
import { type Text, textIn } from '../text';
import { eventTitle, type PlanEvent, planEvents, type Sending } from './plan-events';

export type PlanSetting = Speaker &
  Pick<Frame, 'engagement'> & {
    catalogue: Pick<Catalogue, 'events' | 'dataSources'>;
    events: readonly PlanEvent[];
    /** By name on the wire. */
    schemas: ReadonlyMap<string, EventSchema>;
  };

export function planSetting({ engagement, translate, language }: Frame, catalogue: Pick<Catalogue, 'events' | 'dataSources' | 'kpi'>): PlanSetting {
  const context = journeyContext(engagement, catalogue);
  const schemas = eventSchemas(engagement, catalogue, schemaSpeaker(translate, language));
  return {
    engagement,
    catalogue,
    translate,
    language,
    context,
    events: planEvents(engagement, catalogue, context),
    schemas: new Map(schemas.map((schema) => [schema.name, schema])),
  };
}

export function anchorOfEvent(id: string): string {
  return `event-${id}`;
}

export function eventLink(event: PlanEvent, { language }: PlanSetting): Inline {
  return { text: eventTitle(event, language), user: true, link: `#${anchorOfEvent(event.id)}` };
}

/** "a, b": each name keeps its own direction. */
export function namesOf(things: readonly { name: Text; id: string }[], { language }: PlanSetting): string {
  return listed(
    things.map(({ name, id }) => `\u2068${textIn(name, language) || id}\u2069`),
    language,
  );
}

const tones: Record<FieldStatus, Tone> = { confirmed: 'plain', promised: 'accent', 'open-question': 'waiting', missing: 'blocking' };

/** `needed`: a journey starts, waits or ends with it, so its absence is felt at once. */
export function toneOf(sending: Sending, needed: boolean): Tone {
  if (sending === 'platform' || sending === 'journey') return 'plain';
  if (sending === 'nobody') return needed ? 'blocking' : 'waiting';
  return sending === 'missing' && !needed ? 'waiting' : tones[sending];
}

export function stateWords(sending: Sending, { translate }: PlanSetting): string {
  if (sending === 'platform' || sending === 'journey' || sending === 'nobody') return translate(`event-plan.state.${sending}`);
  return translate(`field-status.${sending}`);
}
