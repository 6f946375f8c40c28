import { refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import { toWire } from '../ids';
import { nameParam } from '../problem';
import { isWorkedOutAlone } from '../record/formula/worked-out-alone';
import { isEmptyText } from '../text';
import { consentAttributes } from './deployment-attributes';
import type { CheckContext } from './journey-context';
import type { Findings, JourneyPath } from './journey-problem';
import { type NodeUses, usesOfNode } from './node-uses';
import type { Journey, Node, NodeOf, Suppression } from './schema';

/** Is what the journey looks at there? Attributes with a mapped source, events with a planned one, properties, segments, suppressions, KPIs. */
export function checkData(journey: Journey, context: CheckContext, findings: Findings): void {
  const triggerEvents = journey.nodes.flatMap((node) => (node.kind === 'trigger' && node.trigger.kind === 'event' ? [node.trigger.event] : []));
  const made = new Set(journey.nodes.flatMap(eventsMadeBy));
  const data: Data = { context, findings, triggerEvents, made };

  const condition = (when: Condition | undefined, place: JourneyPath) => checkUses(refsOf(when), place, data);
  condition(journey.entry.filter, ['entry', 'filter']);
  if (journey.entry.reentry.mode === 'parallel-by-key') {
    const { key } = journey.entry.reentry;
    checkUses(
      { ...refsOf(), attributes: key.kind === 'customer' ? [key.path] : [], entry: key.kind === 'entry' ? [key.path] : [] },
      ['entry', 'reentry'],
      data,
    );
  }
  const { policies } = journey;
  condition(policies.goal?.when, ['policies', 'goal']);
  for (const exit of policies.exits) condition(exit.when, ['policies', 'exits', exit.id]);
  for (const { id, name, rule } of policies.own) {
    if (isEmptyText(name)) findings.add('warns', 'rule-unnamed', ['policies', 'own', id]);
    if (rule.kind === 'condition') condition(rule.when, ['policies', 'own', id]);
  }
  for (const id of policies.suppressions) {
    const suppression = context.suppressions.get(id);
    if (!suppression) findings.add('blocks', 'suppression-unknown', ['policies', 'suppressions', id], { suppression: id });
    else if (suppression.rule.kind === 'condition') condition(suppression.rule.when, ['policies', 'suppressions', id]);
  }
  for (const kpi of journey.kpis) if (context.kpis && !context.kpis.has(kpi)) findings.add('warns', 'kpi-unknown', ['kpis', kpi], { kpi });

  const rules = consentRules(journey, context);
  for (const node of journey.nodes) {
    checkUses(usesOfNode(node), ['nodes', node.id], data);
    if (node.kind === 'send') checkSend(node, rules, journey, data);
    if (node.kind === 'update') checkUpdate(node, data);
    if (node.kind === 'ab' && node.metric && context.kpis && !context.kpis.has(node.metric))
      findings.add('warns', 'kpi-unknown', ['nodes', node.id], { kpi: node.metric });
    if (node.kind === 'wait-event' && journey.entry.reentry.mode === 'parallel-by-key' && !node.match)
      findings.add('warns', 'wait-event-without-match', ['nodes', node.id], {
        event: node.event,
        label: nameParam(context.events?.get(node.event)?.label ?? {}, toWire(node.event)),
      });
  }
}

type Data = { context: CheckContext; findings: Findings; triggerEvents: readonly string[]; made: ReadonlySet<string> };

function checkUses(uses: NodeUses, place: JourneyPath, { context, findings, triggerEvents, made }: Data): void {
  for (const id of uses.attributes) checkAttribute(id, place, context, findings);
  const event = (id: string) => {
    if (!context.events) return undefined;
    const known = context.events.get(id);
    if (!known) findings.add('blocks', 'event-unknown', place, { event: id, label: toWire(id) });
    else if (!known.planned && !made.has(id)) findings.add('warns', 'event-without-source', place, { event: id, label: nameParam(known.label, id) });
    return known;
  };
  for (const [id, properties] of Object.entries(uses.events)) {
    const known = event(id);
    if (!known) continue;
    const label = nameParam(known.label, id);
    for (const property of properties) if (!known.properties.has(property)) findings.add('warns', 'property-unknown', place, { event: id, label, property });
  }
  for (const property of context.events ? uses.entry : []) {
    if (!triggerEvents.some((id) => context.events?.get(id)?.properties.has(property))) findings.add('warns', 'entry-property-unknown', place, { property });
  }
  for (const id of uses.segments) {
    const rests = context.segmentUses.get(id);
    if (!rests) {
      findings.add('blocks', 'segment-unknown', place, { segment: id });
      continue;
    }
    for (const attribute of rests.attributes) checkAttribute(attribute, place, context, findings);
    for (const one of rests.events) event(one);
  }
}

function checkAttribute(id: string, place: JourneyPath, context: CheckContext, findings: Findings): void {
  if (!context.attributes) return;
  const known = context.attributes.get(id);
  if (!known) findings.add('blocks', 'attribute-unknown', place, { attribute: id });
  else if (known.blocked) findings.add('blocks', 'attribute-without-source', place, { attribute: id, label: nameParam(known.attribute.label, id) });
}

function consentRules(journey: Journey, context: CheckContext): Suppression[] {
  const chosen = journey.policies.suppressions.map((id) => context.suppressions.get(id)).filter((one) => one !== undefined);
  return [...chosen, ...journey.policies.own].filter((one) => one.rule.kind === 'consent' && one.classes.includes('marketing'));
}

function checkSend(node: NodeOf<'send'>, rules: readonly Suppression[], journey: Journey, { context, findings }: Data): void {
  const place: JourneyPath = ['nodes', node.id];
  for (const id of node.ignores) {
    const known = context.suppressions.has(id) || journey.policies.own.some((own) => own.id === id);
    if (!known) findings.add('blocks', 'suppression-unknown', place, { suppression: id });
  }
  if (node.class !== 'marketing' || !context.attributes) return;
  for (const channel of node.fallbackChannel ? [node.channel, node.fallbackChannel] : [node.channel]) {
    const consent = consentAttributes[channel];
    if (!consent) continue;
    if (!context.attributes.has(consent)) findings.add('blocks', 'consent-attribute-missing', place, { channel, attribute: consent });
    const asked = rules.some((rule) => !node.ignores.includes(rule.id) && (!rule.channels || rule.channels.includes(channel)));
    if (!asked) findings.add('blocks', 'marketing-without-consent-rule', place, { channel });
  }
}

/** A value that a formula works out by itself is nobody's to write: the formula wins, and the step would do nothing. */
function checkUpdate({ id, attribute: name }: NodeOf<'update'>, { context, findings }: Data): void {
  const known = context.attributes?.get(name);
  if (known && isWorkedOutAlone(known.attribute))
    findings.add('warns', 'update-of-computed', ['nodes', id], { attribute: name, label: nameParam(known.attribute.label, name) });
}

/** Events that happen because the journey comes by here, now or when somebody has done what it asks for. */
function eventsMadeBy(node: Node): string[] {
  const events = node.kind === 'task' ? [node.emits, node.whenDone] : node.kind === 'webhook' ? [node.emits] : [];
  return events.filter((event) => event !== undefined);
}
