/** Who starts a run: which triggers something sets off, and whether this customer may enter now. */
import { evaluate } from '../condition/evaluate';
import type { EventRecord, Facts, Json } from '../condition/facts';
import { addDuration } from '../time/duration';
import { toIso } from '../time/moment';
import type { Deployment } from './deployment';
import type { CustomerFacts, Reason, Run } from './run';
import type { NodeOf } from './schema';
import { factsOf, refValue, zoneOf } from './step-facts';
import { outsiderReason } from './suppress';

type TriggerNode = NodeOf<'trigger'>;

/** Trigger nodes that an event of this name may set off; `where` and `audience` are asked per customer by `considerEntry`. */
export function triggersFor(deployment: Deployment, event: Pick<EventRecord, 'name'>): TriggerNode[] {
  return deployment.triggers.filter(({ trigger }) => trigger.kind === 'event' && trigger.event === event.name);
}

/** What can start a run besides an event. */
export type Change =
  | { kind: 'attribute-changed'; attribute: string }
  | { kind: 'segment-enter' | 'segment-exit'; segment: string }
  | { kind: 'manual' | 'api' };

export function triggersForChange(deployment: Deployment, change: Change): TriggerNode[] {
  return deployment.triggers.filter(({ trigger }) => {
    if (trigger.kind !== change.kind) return false;
    if (trigger.kind === 'attribute-changed') return change.kind === 'attribute-changed' && trigger.attribute === change.attribute;
    if (trigger.kind === 'segment-enter' || trigger.kind === 'segment-exit') return 'segment' in change && trigger.segment === change.segment;
    return true;
  });
}

export type EntryQuestion = {
  deployment: Deployment;
  node: TriggerNode;
  /** What happened, when the trigger is an event (it may be an event without a customer: the trigger's `audience` then picks). */
  event?: EventRecord | undefined;
  customer: CustomerFacts;
  /** All runs of this customer in this journey, of every deployment, running or over. Asked for only when it comes to that. */
  runsOfCustomer(): readonly Run[];
  /** Asked for only when she enters: most who are asked are not meant, and the id takes longer to make than the answer. */
  runId(): string;
  now: number;
};

export type EntryAnswer = { enter: true; run: Run } | { enter: false; reason: Reason };

/**
 * Whether this customer starts a run, and the run (standing at its trigger, ready for `start`). Asked in this order: trigger,
 * test records and employees, audience, entry filter, goal and exit rules that hold already, re-entry.
 */
export function considerEntry(question: EntryQuestion): EntryAnswer {
  const { deployment, node, event, customer, now } = question;
  const entry = entryOf(question);
  const zone = zoneOf(deployment.journey, customer);
  const facts = factsOf(deployment, { enteredAt: now, entry, outcomes: noOutcomes }, customer, now, zone, event ?? entry);
  const { entry: rules, policies } = deployment.journey;

  if (!isSetOff(node, facts)) return refuse('trigger-condition');
  const outsider = outsiderReason(deployment, customer);
  if (outsider) return { enter: false, reason: outsider };
  if (node.audience && !evaluate(node.audience, facts)) return refuse('not-in-audience');
  if (rules.filter && !evaluate(rules.filter, facts)) return refuse('entry-filter');
  // Who is there already would be counted as a success of the journey.
  if (policies.goal && evaluate(policies.goal.when, facts)) return refuse('goal-reached-before');
  for (const exit of policies.exits) if (exit.scope === 'immediate' && evaluate(exit.when, facts)) return refuse('exit-rule', { exit: exit.id });

  const key = keyFor(deployment, facts);
  const barred = barredBy(question, key, zone);
  if (barred) return { enter: false, reason: barred };
  return {
    enter: true,
    run: {
      id: question.runId(),
      deployment: deployment.hash,
      customer: customer.id,
      key,
      status: 'active',
      node: node.id,
      visit: 0,
      enteredAt: now,
      entry: { uid: entry.uid, event: entry.event, at: entry.at, properties: entry.properties },
      outcomes: {},
    },
  };
}

function refuse(code: string, params: Reason['params'] = {}): EntryAnswer {
  return { enter: false, reason: { code, params } };
}

const noOutcomes: Run['outcomes'] = {};

/** The uid in `entry` of a run that began without an event. */
export function entryUid(runId: string): string {
  return `entry:${runId}`;
}

/** What a run would begin with where no event begins it: also the event that conditions of the trigger look at. */
class Beginning implements EventRecord {
  constructor(
    readonly event: string,
    readonly at: number,
    readonly properties: Record<string, Json>,
    private readonly runId: () => string,
  ) {}

  get name(): string {
    return this.event;
  }

  get uid(): string {
    return entryUid(this.runId());
  }
}

/** The frozen beginning. A run begun by a change or a date keeps the value it began with, as `entry.<attribute>`. */
function entryOf(question: EntryQuestion): Run['entry'] & EventRecord {
  const { node, event, customer, now } = question;
  const { trigger } = node;
  if (event) return { uid: event.uid, event: event.name, name: event.name, at: event.at, properties: event.properties };
  const properties: Record<string, Json> = {};
  if (trigger.kind === 'attribute-changed' || trigger.kind === 'date-attribute') {
    const value = customer.attribute(trigger.attribute);
    if (value !== undefined) properties[trigger.attribute] = value;
  }
  return new Beginning(trigger.kind, now, properties, question.runId);
}

function isSetOff({ trigger }: TriggerNode, facts: Facts): boolean {
  switch (trigger.kind) {
    case 'event':
      return trigger.event === facts.event?.name && (!trigger.where || evaluate(trigger.where, facts));
    case 'attribute-changed':
      return hasValue(facts.attribute(trigger.attribute), trigger.attribute, trigger.to, facts) && (!trigger.where || evaluate(trigger.where, facts));
    case 'segment-enter':
      return facts.inSegment(trigger.segment);
    case 'segment-exit':
      return !facts.inSegment(trigger.segment);
    case 'date-attribute':
    case 'schedule':
    case 'manual':
    case 'api':
      return true;
  }
}

function hasValue(value: Json | undefined, attribute: string, to: Extract<TriggerNode['trigger'], { kind: 'attribute-changed' }>['to'], facts: Facts): boolean {
  if (to === undefined) return true;
  // A comparison with a missing value is false; "changed to empty" is meant by null.
  if (to === null) return value === undefined || value === null || value === '';
  return evaluate({ op: 'eq', left: { kind: 'customer', path: attribute }, right: to }, facts);
}

/** What tells this run of the customer from her others: the value of the re-entry key, or ''. */
export function keyFor({ journey }: Deployment, facts: Facts): string {
  const { reentry } = journey.entry;
  return reentry.mode === 'parallel-by-key' ? keyText(refValue(reentry.key, facts)) : '';
}

function keyText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * What re-entry has against it. Runs that ended by merging or moving are not over: they go on in another run, so they do not
 * start a cooldown. Without a cooldown a run that is over bars nobody.
 */
function barredBy({ deployment, event, runsOfCustomer, now }: EntryQuestion, key: string, zone: string): Reason | undefined {
  const { reentry } = deployment.journey.entry;
  const runs = runsOfCustomer();
  if (reentry.mode === 'never') return runs.length > 0 ? { code: 'entered-before', params: {} } : undefined;
  const same = reentry.mode === 'parallel-by-key' ? runs.filter((run) => run.key === key) : runs;
  // Two triggers may answer to one event; the first run may be over before the second is asked.
  if (event && same.some((run) => run.entry.uid === event.uid)) return { code: 'same-event', params: {} };
  if (same.some((run) => run.status === 'active')) return { code: 'already-inside', params: {} };
  if (reentry.cooldown === undefined) return undefined;
  let until = now;
  for (const { exit } of same)
    if (exit && exit.code !== 'merged' && exit.code !== 'moved') until = Math.max(until, addDuration(exit.at, reentry.cooldown, zone));
  return until > now ? { code: 'cooldown', params: { until: toIso(until) } } : undefined;
}
