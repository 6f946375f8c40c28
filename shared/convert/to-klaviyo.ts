/**
 * A journey as the body of a Klaviyo draft flow. Ids of metrics and segments are Klaviyo's own and known only there: the
 * names of ours stand in their places, to be filled in.
 */
import { toWire } from '../ids';
import { toGraph } from '../journey/graph';
import { createFindings } from '../journey/journey-problem';
import { nodeLabel, type Speaker } from '../journey/node-label';
import type { Journey, MessagePart, Node, Weekday } from '../journey/schema';
import type { Problem } from '../problem';
import { textIn } from '../text';
import { durationDays, durationMs } from '../time/duration';
import type { KlaviyoAction, KlaviyoCondition, KlaviyoFlow, KlaviyoProfileFilter, KlaviyoTrigger, KlaviyoWeekday } from './klaviyo';
import { metric, toKlaviyoExclusion, toKlaviyoFilter } from './klaviyo-filter';
import { liquidText } from './other-words';
import { findPolicyLosses } from './policy-losses';

const format = 'Klaviyo';
const dayNames: Record<Weekday, KlaviyoWeekday> = {
  mo: 'monday',
  tu: 'tuesday',
  we: 'wednesday',
  th: 'thursday',
  fr: 'friday',
  sa: 'saturday',
  su: 'sunday',
};
const everyDay = Object.values(dayNames);

export function toKlaviyo(journey: Journey, speaker: Speaker): { value: KlaviyoFlow; losses: Problem[] } {
  const findings = createFindings(journey.id);
  const graph = toGraph(journey);
  const actions: KlaviyoAction[] = [];
  const ids = new Set<string>();
  const words = (node: Node) => nodeLabel(node, speaker).title;

  /** Where a port leads; what has no action over there is passed over. */
  const next = (node: string, port: string): string | null => {
    const seen = new Set<string>();
    for (let [at, out] = [node, port]; ; ) {
      const edge = graph.out.get(at)?.find((one) => one.port === out);
      const to = edge && graph.nodes.get(edge.to);
      if (!to || to.kind === 'goal' || to.kind === 'exit' || to.kind === 'ext' || seen.has(to.id)) return null;
      if (!isPassedOver(to)) return to.id;
      seen.add(to.id);
      [at, out] = [to.id, 'out'];
    }
  };
  for (const node of graph.nodes.values()) translate(node);
  for (const id of graph.back) {
    const edge = journey.edges.find((one) => one.id === id);
    if (edge) findings.add('blocks', 'loss-loop', ['nodes', edge.from], { format });
  }
  const [first, ...others] = journey.nodes.filter((node) => node.kind === 'trigger');
  for (const node of others) findings.add('blocks', 'loss-trigger-more', ['nodes', node.id], { format });
  const filter = profileFilter();
  const trigger = first && triggerOf(first);
  if (ids.size > 0) findings.add('warns', 'loss-klaviyo-ids', [], { names: [...ids].sort().join(', ') });
  return {
    value: {
      data: {
        type: 'flow',
        attributes: {
          name: textIn(journey.name, speaker.language),
          definition: {
            triggers: trigger ? [trigger] : [],
            profile_filter: filter,
            actions,
            entry_action_id: first ? next(first.id, 'out') : null,
            ...reentry(),
          },
        },
      },
    },
    losses: findings.problems,
  };

  function reentry(): Pick<KlaviyoFlow['data']['attributes']['definition'], 'reentry_criteria'> {
    const { mode } = journey.entry.reentry;
    if (mode === 'never') return { reentry_criteria: { duration: 1, unit: 'alltime' } };
    const cooldown = 'cooldown' in journey.entry.reentry ? journey.entry.reentry.cooldown : undefined;
    if (mode === 'parallel-by-key') findings.add('warns', 'loss-reentry-key', ['entry'], { format });
    return cooldown ? { reentry_criteria: { duration: Math.max(1, durationDays(cooldown) + Math.ceil(durationMs(cooldown) / 86_400_000)), unit: 'day' } } : {};
  }

  /** Whoever is let in, and stays in: Klaviyo asks it before every action. */
  function profileFilter(): KlaviyoProfileFilter | null {
    const { filter: entry } = journey.entry;
    const { goal, exits } = journey.policies;
    const admitted = entry && toKlaviyoFilter(entry);
    const reached = goal && toKlaviyoExclusion(goal.when);
    const left = exits.map((exit) => toKlaviyoExclusion(exit.when));
    if (admitted) findings.add('warns', 'loss-klaviyo-filter', ['entry'], {});
    findPolicyLosses(journey, findings, { format, goal: reached !== undefined, exits: left.every((one) => one !== undefined), filter: admitted !== undefined });
    const groups = [admitted, reached, ...left].flatMap((one) => one?.condition_groups ?? []);
    note(groups.flatMap((group) => group.conditions));
    return groups.length > 0 ? { condition_groups: groups } : null;
  }

  function triggerOf(node: Extract<Node, { kind: 'trigger' }>): KlaviyoTrigger | undefined {
    const place = ['nodes', node.id];
    if (node.audience || node.waves) findings.add('blocks', 'loss-audience', place, { format });
    const { trigger: started } = node;
    switch (started.kind) {
      case 'event':
        if (started.where) findings.add('blocks', 'loss-trigger-where', place, { format });
        ids.add(toWire(started.event));
        return { type: 'metric', id: toWire(started.event), trigger_filter: null };
      case 'segment-enter':
        ids.add(started.segment);
        return { type: 'segment', id: started.segment };
      case 'date-attribute': {
        const days = -durationDays(started.offset);
        if (days < 0 || durationMs(started.offset) !== 0) findings.add('blocks', 'loss-trigger', place, { format });
        return {
          type: 'date',
          date_field_type: 'profile-property',
          date_profile_property: toWire(started.attribute),
          timedelta_unit_before_date: 'days',
          timedelta_value_before_date: Math.max(0, days),
          recurrence_frequency: 'never',
          timezone: 'profile',
          trigger_time: `${started.at ?? '09:00'}:00`,
          trigger_days: everyDay,
        };
      }
      default:
        findings.add('blocks', 'loss-trigger', place, { format });
        return undefined;
    }
  }

  function translate(node: Node): void {
    const { id } = node;
    const place = ['nodes', id];
    const base = { temporary_id: id, links: { next: next(id, 'out') } };
    switch (node.kind) {
      case 'trigger':
      case 'join':
      case 'goal':
      case 'exit':
        return;
      case 'ext':
        findings.add('blocks', 'loss-kind', place, { format });
        return;
      case 'wait':
        actions.push({ ...base, type: 'time-delay', data: { ...delay(node.duration), ...(node.align ? until(node.align.at, node.align.days) : {}) } });
        return;
      case 'wait-until':
        findings.add('blocks', 'loss-kind', place, { format });
        return;
      case 'window':
        findings.add('warns', 'loss-window', place, { format });
        actions.push({ ...base, type: 'time-delay', data: { unit: 'days', value: 0, ...until(node.from, node.days) } });
        return;
      case 'wait-event': {
        // Nobody waits for an event over there: the whole time passes, then it is asked whether it happened.
        findings.add('warns', 'loss-klaviyo-wait', place, {});
        if (node.match) findings.add('blocks', 'loss-match', place, { format });
        const asked = `${id}-happened`;
        actions.push({ temporary_id: id, links: { next: asked }, type: 'time-delay', data: delay(node.timeout) });
        split(asked, [metric(node.event, 'greater-than-or-equal', 1, 'flow-start')], next(id, 'happened'), next(id, 'timeout'));
        return;
      }
      case 'decision':
        for (const [i, one] of node.cases.entries()) {
          const said = toKlaviyoFilter(one.when);
          const name = textIn(one.name, speaker.language) || (node.cases.length > 1 ? `${words(node)} ${i + 1}` : words(node));
          if (!said) findings.add('blocks', 'loss-condition', place, { format, text: name });
          const groups = said ?? {
            condition_groups: [{ conditions: [{ type: 'profile-property', property: name, filter: { type: 'existence', operator: 'is-set' } }] }],
          };
          note(groups.condition_groups.flatMap((group) => group.conditions));
          const otherwise = i === node.cases.length - 1 ? next(id, 'else') : `${id}-${i + 2}`;
          actions.push({
            temporary_id: i === 0 ? id : `${id}-${i + 1}`,
            type: 'conditional-split',
            links: { next_if_true: next(id, one.port), next_if_false: otherwise },
            data: { profile_filter: groups as KlaviyoProfileFilter },
          });
        }
        return;
      case 'ab': {
        findings.add('warns', 'loss-draw', place, { format });
        let left = node.arms.reduce((sum, arm) => sum + arm.weight, 0);
        const arms = node.arms.slice(0, -1);
        for (const [i, arm] of arms.entries()) {
          const percentage = left > 0 ? Math.round(Math.min(1, arm.weight / left) * 100) : 0;
          left -= arm.weight;
          const otherwise = i === arms.length - 1 ? next(id, node.arms.at(-1)?.port ?? '') : `${id}-${i + 2}`;
          split(i === 0 ? id : `${id}-${i + 1}`, [{ type: 'profile-sample', percentage }], next(id, arm.port), otherwise);
        }
        return;
      }
      case 'send':
        send(node, base);
        return;
      case 'update': {
        const { value } = node;
        const property_key = toWire(node.attribute);
        const operation =
          typeof value === 'string'
            ? ({ operator: 'update', property_type: 'string', property_key, property_value: value } as const)
            : typeof value === 'number'
              ? ({ operator: 'update', property_type: 'numeric', property_key, property_value: value } as const)
              : typeof value === 'boolean'
                ? ({ operator: 'update', property_type: 'boolean', property_key, property_value: value } as const)
                : ({ operator: 'delete', property_key } as const);
        // A list, or a value taken from elsewhere, can't be written by a flow.
        if ((value !== null && typeof value === 'object') || (node.mode ?? 'set') !== 'set') findings.add('blocks', 'loss-update', place, { format });
        actions.push({ ...base, type: 'update-profile', data: { status: 'draft', profile_operations: [operation] } });
        return;
      }
      case 'task':
        findings.add('warns', 'loss-klaviyo-task', place, {});
        actions.push({
          ...base,
          type: 'send-internal-alert',
          data: { status: 'draft', message: { from_email: null, from_label: null, to_emails: [], subject_line: words(node), name: words(node) } },
        });
        return;
      case 'webhook': {
        findings.add('warns', 'loss-webhook', place, { format, targets: node.targets.join(', ') });
        const body = JSON.stringify(Object.fromEntries(node.payload.map((one) => [toWire(one), `{{ person.${toWire(one)} }}`])));
        actions.push({ ...base, type: 'send-webhook', data: { status: 'draft', message: { url: null, name: words(node), body } } });
        return;
      }
    }
  }

  function send(node: Extract<Node, { kind: 'send' }>, base: { temporary_id: string; links: { next: string | null } }): void {
    const place = ['nodes', node.id];
    const known = speaker.context.messages.get(node.message);
    const text = (part: MessagePart) =>
      liquidText(textIn(known?.[part], speaker.language), 'person', (standIn) => `|default:'${standIn.replaceAll("'", '’')}'`);
    const name = textIn(known?.name, speaker.language) || node.message;
    const rules = { name, smart_sending_enabled: node.class === 'marketing', transactional: node.class === 'service' };
    if (node.fallbackChannel) findings.add('warns', 'loss-fallback', place, { format, channel: speaker.translate(`channel.${node.fallbackChannel}`) });
    if (node.onSuppressed === 'branch' || node.onFailure === 'branch') findings.add('warns', 'loss-send-branch', place, { format });
    switch (node.channel) {
      case 'email': {
        const beside = text('preheader');
        findings.add('informs', 'loss-klaviyo-body', place);
        actions.push({
          ...base,
          type: 'send-email',
          data: { status: 'draft', message: { subject_line: text('subject'), ...(beside && { preview_text: beside }), ...rules } },
        });
        return;
      }
      case 'sms':
        actions.push({ ...base, type: 'send-sms', data: { status: 'draft', message: { body: text('body'), ...rules } } });
        return;
      case 'push': {
        const message = { title: text('subject'), body: text('body'), name, smart_sending_enabled: rules.smart_sending_enabled };
        actions.push({ ...base, type: 'send-mobile-push', data: { status: 'draft', message } });
        return;
      }
      case 'whatsapp':
        findings.add('informs', 'loss-klaviyo-body', place);
        actions.push({ ...base, type: 'send-whatsapp', data: { status: 'draft', message: rules } });
        return;
      case 'in-app':
      case 'on-site':
        findings.add('blocks', 'loss-channel', place, { format, channel: speaker.translate(`channel.${node.channel}`) });
    }
  }

  function split(id: string, conditions: KlaviyoCondition[], yes: string | null, no: string | null): void {
    note(conditions);
    actions.push({
      temporary_id: id,
      type: 'conditional-split',
      links: { next_if_true: yes, next_if_false: no },
      data: { profile_filter: { condition_groups: [{ conditions }] } },
    });
  }

  /** Remembers the ids that have to be filled in. */
  function note(conditions: readonly KlaviyoCondition[]): void {
    for (const one of conditions) {
      if (one.type === 'profile-metric') ids.add(one.metric_id);
      if (one.type === 'profile-group-membership') for (const id of one.group_ids) ids.add(id);
    }
  }
}

function isPassedOver(node: Node): boolean {
  return node.kind === 'join' || node.kind === 'wait-until' || (node.kind === 'send' && (node.channel === 'in-app' || node.channel === 'on-site'));
}

/** In the largest unit that says it whole; less than a minute becomes one. */
function delay(duration: string): { unit: 'days' | 'hours' | 'minutes'; value: number } {
  const ms = durationMs(duration);
  const days = durationDays(duration);
  if (ms === 0) return { unit: 'days', value: days };
  const minutes = days * 1440 + Math.ceil(ms / 60_000);
  return minutes % 60 === 0 ? { unit: 'hours', value: minutes / 60 } : { unit: 'minutes', value: minutes };
}

function until(at: string, days: readonly Weekday[] | undefined) {
  return { timezone: 'profile' as const, delay_until_time: `${at}:00`, ...(days ? { delay_until_weekdays: days.map((day) => dayNames[day]) } : {}) };
}
