import type { JourneyTemplate, TemplateStep, TemplateStepOf } from '../catalogue/journey-template';
import type { Catalogue } from '../catalogue/schema';
import { compileRule, compileWhere } from '../condition/compile-rule';
import type { Condition } from '../condition/schema';
import type { Node, NodeOf, Suppression } from './schema';

export type TemplateCatalogue = Pick<Catalogue, 'events' | 'journeys' | 'dataSources' | 'unifiedRecord'>;

/** What the compiling of one template looks up. */
export type Plan = {
  template: JourneyTemplate;
  catalogue: TemplateCatalogue;
  journeyId: string;
  messageIdOf: ReadonlyMap<string, string>;
  /** Entry filter. */
  filter: Condition;
  own: Suppression[];
};

/**
 * These journeys run once per thing, not once per customer: the property of the starting event that tells the things apart.
 */
export const parallelKeys: Record<string, string> = {
  'back-in-stock': 'product-id',
  'insurance-renewal': 'policy-number',
  'event-digital-ticket': 'event-code',
};

/** A step as a node with the same id. */
export function compileStep(step: TemplateStep, plan: Plan, triggers: readonly NodeOf<'trigger'>[]): Node {
  const { catalogue, template, messageIdOf } = plan;
  switch (step.type) {
    case 'message':
      return {
        id: step.id,
        kind: 'send',
        message: messageIdOf.get(step.id) ?? step.id,
        channel: step.channel,
        class: step.messageClass,
        ignores: [...(step.ignoreSuppression ?? []), ...anyHour(step.id, plan)],
        onSuppressed: 'continue',
        onFailure: 'continue',
        ...(step.late ? { late: { ...step.late } } : {}),
      };
    case 'wait':
      return { id: step.id, kind: 'wait', duration: step.duration };
    case 'wait-until-date': {
      const [event = '', property = ''] = step.dateRef.eventProperty.split('.');
      const type = catalogue.events.events.find((one) => one.id === event)?.properties.find((one) => one.id === property)?.type;
      return {
        id: step.id,
        kind: 'wait-until',
        until: { kind: 'entry', path: property },
        offset: step.offset,
        // A day has no hour of its own; midnight would be the wrong one.
        ...(type === 'date' ? { at: '09:00' } : {}),
        onMissing: 'exit',
      };
    }
    case 'wait-for-event': {
      const match = matchOf(step, plan, triggers);
      return { id: step.id, kind: 'wait-event', event: step.event, ...(match ? { match } : {}), timeout: step.timeout };
    }
    case 'condition':
      return { id: step.id, kind: 'decision', name: { ...step.label }, cases: [{ port: 'yes', when: compileRule(step.rule) }] };
    case 'split':
      return {
        id: step.id,
        kind: 'ab',
        name: { ...step.label },
        salt: `${plan.journeyId}:${step.id}`,
        unit: 'customer',
        arms: step.variants.map((variant) => ({ port: variant.id, weight: variant.share })),
        hypothesis: { ...step.hypothesis },
        metric: step.winnerMetric,
        minimumRunDays: step.minimumRunDays,
      };
    case 'update-field':
      return {
        id: step.id,
        kind: 'update',
        name: { ...step.label },
        attribute: step.field,
        ...(typeof step.value === 'object'
          ? { value: { kind: 'entry' as const, path: step.value.remove.trigger }, mode: 'remove' as const }
          : { value: step.value }),
      };
    case 'action':
      return compileAction(step, template, catalogue);
    case 'goal':
      return { id: step.id, kind: 'goal', name: { ...step.label } };
    case 'exit':
      return { id: step.id, kind: 'exit', name: { ...step.label } };
  }
}

/** Steps the quiet hours make an exception for: the answer to a text at the door can't wait till morning. */
function anyHour(stepId: string, { catalogue, template }: Plan): string[] {
  return catalogue.journeys.commonSuppressions
    .filter((one) => one.schedule?.exceptSteps.includes(stepId) && template.suppression.common.includes(one.id))
    .map((one) => one.id);
}

function compileAction(step: TemplateStepOf<'action'>, template: JourneyTemplate, catalogue: TemplateCatalogue): Node {
  const common = { id: step.id, name: { ...step.label }, ...(step.emits ? { emits: step.emits } : {}) };
  const task = (kind: NodeOf<'task'>['task']): Node => ({
    ...common,
    kind: 'task',
    task: kind,
    ...(step.assignTo ? { assignTo: step.assignTo } : {}),
    ...(step.within ? { within: step.within } : {}),
    ...(step.whenDone ? { whenDone: step.whenDone } : {}),
  });
  switch (step.action) {
    case 'create-task':
      return task('create-task');
    case 'create-ticket':
      return task('ticket');
    case 'escalate':
      return task('alert');
    case 'webhook':
    case 'issue-ticket': {
      const senders = catalogue.dataSources.sources.filter((source) =>
        source.objects.some((object) => object.fields.some((field) => field.eventProperties.some((property) => property.startsWith(`${step.emits}.`)))),
      );
      const identifiers = catalogue.unifiedRecord.fields.filter((field) => field.identifier && template.requiredFields.includes(field.id));
      return {
        ...common,
        kind: 'webhook',
        targets: step.targets ? [...step.targets] : senders.length > 0 ? senders.map((source) => source.id) : [step.action],
        payload: step.payloadFields ? [...step.payloadFields] : identifiers.map((field) => field.id),
        ...(step.maxDelay ? { maxDelay: step.maxDelay } : {}),
        onFailure: 'continue',
      };
    }
    case 'batch-by-stock':
      throw new Error('waves are settings of the trigger, not a node');
  }
}

/**
 * A wait takes only the event that belongs to the run: same order, policy, event … as at entry, where both events name it.
 * Somebody who came in without that name (by a text, by a field that changed) takes the first.
 */
function matchOf(step: TemplateStepOf<'wait-for-event'>, plan: Plan, triggers: readonly NodeOf<'trigger'>[]): Condition | undefined {
  const { catalogue, template } = plan;
  const where = compileWhere(step.where ?? []);
  const propertiesOf = (event: string) => catalogue.events.events.find((one) => one.id === event)?.properties ?? [];
  const started = template.trigger.type === 'event' ? propertiesOf(template.trigger.event) : [];
  const key = parallelKeys[template.id] ?? started.find((property) => property.required && /-(id|number|code)$/.test(property.id))?.id;
  if (!key || !propertiesOf(step.event).some((property) => property.id === key)) return where;
  const same: Condition = { op: 'eq', left: { kind: 'event', path: key }, right: { kind: 'entry', path: key } };
  const always = triggers.every(({ trigger }) => trigger.kind === 'event' && propertiesOf(trigger.event).some((property) => property.id === key));
  const belongs: Condition = always ? same : { op: 'or', args: [{ op: 'not', arg: { op: 'exists', left: { kind: 'entry', path: key } } }, same] };
  return where ? { op: 'and', args: [where, belongs] } : belongs;
}
