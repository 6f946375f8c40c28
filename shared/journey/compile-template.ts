import { toSuppressionAction } from '../catalogue/compile-suppressions';
import type { JourneyTemplate, TemplateStep, TemplateStepOf } from '../catalogue/journey-template';
import type { FieldChange } from '../catalogue/rule';
import { compileFieldChange, compileRule, compileWhere } from '../condition/compile-rule';
import { refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import { freeKey } from '../ids';
import { compileStep, type Plan, parallelKeys, type TemplateCatalogue } from './compile-step';
import { draftMessage } from './draft-message';
import { tidy } from './layout';
import type { Edge, Journey, Message, Node, NodeOf, Suppression, Trigger } from './schema';

export type CompileArgs = {
  /** A fresh ULID at each call. */
  newId: () => string;
  /** Used for customers whose own zone is unknown. */
  timeZone: string;
  /** Journey keys and message ids that exist already. */
  taken?: { journeys?: ReadonlySet<string>; messages?: ReadonlySet<string> };
};

/**
 * A journey of the catalogue as journey-definition 1.0, with the messages it sends, drafted in three languages. Step ids
 * stay node ids. Where 1.0 says a thing differently:
 * - a trigger is a node. A field change is one more trigger, left out (and named in `ext.left-out`) where it could never
 *   start a run: it carries no key for a journey that runs once per key, or the entry rule refuses just that value;
 * - a schedule looks at all customers for whom the entry rule holds (`audience`); so does an event without a customer;
 * - `batch-by-stock` is no step of one customer: it becomes the `waves` in which the trigger lets people in;
 * - `issue-ticket` is a call to the system that issues tickets, `escalate` an alert to the journey's owner;
 * - an own suppression about this journey's own earlier messages would stop the journey after its first message: it is a
 *   condition of entry.
 */
export function compileTemplate(template: JourneyTemplate, catalogue: TemplateCatalogue, args: CompileArgs): { journey: Journey; messages: Message[] } {
  const id = args.newId();
  const key = freeKey(template.id, args.taken?.journeys ?? new Set());
  const messageIdOf = new Map<string, string>();
  const taken = new Set(args.taken?.messages);
  for (const step of template.steps) {
    if (step.type !== 'message') continue;
    const messageId = freeKey(step.id, taken);
    taken.add(messageId);
    messageIdOf.set(step.id, messageId);
  }

  const plan: Plan = { template, catalogue, journeyId: id, messageIdOf, ...entryOf(template) };
  const { triggers, leftOut } = compileTriggers(plan);
  const steps = template.steps.filter((step) => !isWaves(step));
  const nodes: Node[] = [
    ...triggers.map(({ node }) => node),
    ...steps.map((step) =>
      compileStep(
        step,
        plan,
        triggers.map(({ node }) => node),
      ),
    ),
  ];
  const edges: Edge[] = [];
  const connect = (from: string, port: string, to: string) => edges.push({ id: `e${edges.length + 1}`, from, port, to: throughWaves(to, template) });
  for (const { node, entryStep } of triggers) connect(node.id, 'out', entryStep);
  for (const step of steps) for (const [port, to] of waysOf(step)) connect(step.id, port, to);

  const messageSteps = steps.filter((step) => step.type === 'message');
  const journey: Journey = {
    schemaVersion: '1.0',
    id,
    key,
    from: template.id,
    name: { ...template.name },
    purpose: { ...template.goal },
    version: 1,
    status: 'draft',
    entry: { filter: plan.filter, reentry: reentryOf(template) },
    policies: {
      timeZone: { source: 'customer', fallback: args.timeZone },
      priority: 100 - 10 * (template.priority - 1),
      goal: { name: { ...template.exit.goalText }, when: compileRule(template.exit.goalRule) },
      exits: template.exit.otherExits.map((exit) => ({ id: exit.id, name: { ...exit.text }, when: compileRule(exit.rule), scope: 'immediate' })),
      suppressions: commonSuppressions(template),
      own: plan.own,
      onRepublish: { default: 'finish-on-old' },
    },
    nodes,
    edges,
    kpis: [...new Set([template.primaryKpi, ...template.kpis])],
    layout: {},
    annotations: {
      storyboard: template.storyboard.map(({ touchpoint, emotion, doubt, motivation }) => ({
        touchpoint,
        emotion: { ...emotion },
        doubt: { ...doubt },
        motivation: { ...motivation },
      })),
      touchpoints: Object.fromEntries(messageSteps.map((step) => [step.id, step.touchpoint])),
      optional: messageSteps.filter((step) => step.optional).map((step) => step.id),
      ...(template.workshopNotes ? { workshopNote: { ...template.workshopNotes } } : {}),
    },
    ...(leftOut.length > 0 ? { ext: { 'left-out': leftOut } } : {}),
  };
  const messages = messageSteps.map((step) => draftMessage(step, messageIdOf.get(step.id) ?? step.id));
  return { journey: { ...journey, layout: tidy(journey) }, messages };
}

function entryOf(template: JourneyTemplate): { filter: Condition; own: Suppression[] } {
  const refused: Condition[] = [];
  const own: Suppression[] = [];
  for (const { id, text, rule, action } of template.suppression.own) {
    const when = rule ? compileRule(rule) : undefined;
    if (when && rule && 'event' in rule && rule.event === 'message-sent' && rule.where?.some((where) => where.value === template.id)) {
      refused.push({ op: 'not', arg: when });
      continue;
    }
    own.push({
      id,
      name: { ...text },
      // A message that is skipped is an offer; what ends or holds a run ends or holds it for service too.
      classes: action === 'skip-message' ? ['marketing'] : ['marketing', 'service'],
      rule: when ? { kind: 'condition', when } : { kind: 'manual' },
      action: toSuppressionAction(action),
    });
  }
  const filter = compileRule(template.entry.rule);
  return { filter: refused.length > 0 ? { op: 'and', args: [filter, ...refused] } : filter, own };
}

function reentryOf(template: JourneyTemplate): Journey['entry']['reentry'] {
  const days = template.entry.reentryAfterDays;
  const cooldown = days === null ? {} : { cooldown: `P${days}D` };
  const key = parallelKeys[template.id];
  if (key) return { mode: 'parallel-by-key', key: { kind: 'entry', path: key }, ...cooldown };
  return days === null ? { mode: 'never' } : { mode: 'after-exit', ...cooldown };
}

/** A marketing message that names its consent needs the rule that asks for it, whether the template lists it or not. */
function commonSuppressions(template: JourneyTemplate): string[] {
  const listed = template.suppression.common;
  const needsConsent = template.steps.some((step) => step.type === 'message' && step.requiresConsent);
  return needsConsent && !listed.includes('no-channel-consent') ? ['no-channel-consent', ...listed] : [...listed];
}

type Entry = { node: NodeOf<'trigger'>; entryStep: string };

function compileTriggers(plan: Plan): { triggers: Entry[]; leftOut: string[] } {
  const { template, catalogue } = plan;
  const { trigger } = template;
  const first = template.steps[0]?.id ?? '';
  const triggers: Entry[] = [];
  const leftOut: string[] = [];
  const add = (rest: Omit<NodeOf<'trigger'>, 'id' | 'kind'>, entryStep = first) =>
    triggers.push({ node: { id: triggers.length === 0 ? 'trigger' : `trigger-${triggers.length + 1}`, kind: 'trigger', ...rest }, entryStep });

  if (trigger.type === 'schedule') {
    add({ trigger: { kind: 'schedule', every: trigger.every }, audience: plan.filter });
    return { triggers, leftOut };
  }
  if (trigger.type === 'segment-enter') {
    add({ trigger: { kind: 'segment-enter', segment: trigger.segment } });
    return { triggers, leftOut };
  }
  add({ trigger: eventTrigger(trigger.event, trigger.where), ...audienceOf(trigger.event, plan), ...wavesOf(template) });
  for (const other of trigger.alternatives ?? []) add({ trigger: eventTrigger(other.event, other.where) }, other.entryStep);
  if (trigger.fieldChange) {
    if (parallelKeys[template.id] || refusesValue(template, trigger.fieldChange)) leftOut.push(`field-change ${trigger.fieldChange.field}`);
    else add({ trigger: fieldTrigger(trigger.fieldChange) });
  }
  return { triggers, leftOut };

  function audienceOf(event: string, { filter }: Plan): { audience?: Condition } {
    const category = catalogue.events.events.find((one) => one.id === event)?.category;
    // An event of the catalogue of goods has no customer: everybody for whom the entry rule holds is meant.
    return category === 'catalogue' && refsOf(filter).entry.length > 0 ? { audience: filter } : {};
  }
}

function eventTrigger(event: string, where: Parameters<typeof compileWhere>[0] | undefined): Trigger {
  const condition = compileWhere(where ?? []);
  return { kind: 'event', event, ...(condition ? { where: condition } : {}) };
}

function fieldTrigger(change: FieldChange): Trigger {
  // A date comes nearer without changing: the day is the trigger.
  if (change.op === 'within-next-days') return { kind: 'date-attribute', attribute: change.field, offset: `-P${change.value}D` };
  if (change.op === 'older-than-days') return { kind: 'date-attribute', attribute: change.field, offset: `P${change.value}D` };
  return { kind: 'attribute-changed', ...compileFieldChange(change) };
}

/** "Not VIP yet" as a rule of entry, and "becomes VIP" as a trigger: nobody could ever come in by it. */
function refusesValue({ entry }: JourneyTemplate, change: FieldChange): boolean {
  if (change.op !== 'changed-to') return false;
  const parts = 'all' in entry.rule ? entry.rule.all : [entry.rule];
  return parts.some(
    (part) => 'not' in part && part.not.some((rule) => 'field' in rule && rule.field === change.field && rule.op === 'eq' && rule.value === change.value),
  );
}

function isWaves(step: TemplateStep): step is TemplateStepOf<'action'> {
  return step.type === 'action' && step.action === 'batch-by-stock';
}

function throughWaves(id: string, template: JourneyTemplate): string {
  const step = template.steps.find((one) => one.id === id);
  return step && isWaves(step) ? throughWaves(step.next, template) : id;
}

function wavesOf({ steps, trigger }: JourneyTemplate): Pick<NodeOf<'trigger'>, 'waves'> {
  const step = steps.find(isWaves);
  const per = trigger.type === 'event' ? trigger.where?.[0]?.property : undefined;
  if (!step?.peoplePerUnit || !step.waveEvery || !per) return {};
  return { waves: { people: step.peoplePerUnit, per, every: step.waveEvery } };
}

function waysOf(step: TemplateStep): [port: string, to: string][] {
  switch (step.type) {
    case 'message':
    case 'wait':
    case 'wait-until-date':
    case 'update-field':
    case 'action':
      return [['out', step.next]];
    case 'condition':
      return [
        ['yes', step.yes],
        ['else', step.no],
      ];
    case 'split':
      return step.variants.map((variant) => [variant.id, variant.next]);
    case 'wait-for-event':
      return [
        ['happened', step.onEvent],
        ['timeout', step.onTimeout],
      ];
    case 'goal':
    case 'exit':
      return [];
  }
}
