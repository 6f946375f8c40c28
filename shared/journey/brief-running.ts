/** What exactly happens when: the rules of running that this journey meets, for whoever builds it in another system. */

import type { Condition } from '../condition/schema';
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Block } from '../report';
import { clockChanges } from '../time/clock-changes';
import type { BuildSetting } from './brief-setting';
import { durationWords } from './duration-words';
import { listed, refWords } from './node-label';
import { fallbackZoneOf } from './step-facts';

type Rule = { key: string; params?: Record<string, string> };

/** Only the rules that apply to what is drawn, in the order somebody meets them. */
export function runningBlocks(setting: BuildSetting): Block[] {
  const { translate } = setting;
  return [
    { kind: 'paragraph', text: translate('brief.running-intro') },
    {
      kind: 'facts',
      rows: rulesOf(setting).map(({ key, params }) => ({ label: translate(`brief.running.${key}`), value: translate(`brief.running.${key}-text`, params) })),
    },
  ];
}

function rulesOf(setting: BuildSetting): Rule[] {
  const { journey, context, engagement, translate, language } = setting;
  const { nodes, policies, entry } = journey;
  const words = (duration: string) => durationWords(duration, translate, language);
  const has = (...kinds: (typeof nodes)[number]['kind'][]) => nodes.some(({ kind }) => kinds.some((one) => one === kind));
  const sends = nodes.flatMap((node) => (node.kind === 'send' ? [node] : []));
  const rules = [...policies.suppressions.map((id) => context.suppressions.get(id)), ...policies.own].filter((one) => one !== undefined);
  const quiet = rules.find(({ rule }) => rule.kind === 'quiet-times');
  const waits = nodes.flatMap((node) => (node.kind === 'wait' ? [node.duration] : node.kind === 'wait-event' ? [node.timeout] : []));
  const isByDay = (duration: string) => /\d[DW]/.test(duration);
  const zone = fallbackZoneOf(journey);
  const change = nextClockChange(setting, zone);
  const conditions = conditionsOf(setting);
  const { reentry } = entry;
  const late = sends.find((node) => node.late && node.late.policy !== 'run-now');

  return [
    { key: 'at-once' },
    ...(policies.goal || policies.exits.length > 0 ? [{ key: policies.goal ? 'order' : 'order-exits' }] : []),
    ...(policies.exits.some(({ scope }) => scope === 'before-next-send') ? [{ key: 'before-send' }] : []),
    ...(has('decision') ? [{ key: 'decision' }] : []),
    ...(conditions.some(isSinceEntry) ? [{ key: 'since-entry' }] : []),
    { key: 'zone', params: { zone, source: translate(`brief.running.zone-${policies.timeZone.source}`) } },
    ...(waits.some(isByDay) ? [{ key: 'days' }] : []),
    ...(waits.some((one) => !isByDay(one)) ? [{ key: 'hours' }] : []),
    ...(change ? [{ key: 'clock', params: change }] : []),
    ...(has('wait-event') ? [{ key: 'wait-event' }] : []),
    ...(has('wait-until') ? [{ key: nodes.some((node) => node.kind === 'wait-until' && node.onMissing === 'exit') ? 'wait-until-exit' : 'wait-until' }] : []),
    ...(has('window') ? [{ key: 'window' }] : []),
    ...(quiet ? [{ key: 'quiet', params: { hold: words(quiet.maxHold ?? 'P14D'), after: afterHold(quiet.afterHold, setting) } }] : []),
    ...(sends.length > 0 ? [{ key: 'send-order' }] : []),
    ...(rules.some(({ action }) => action === 'hold') ? [{ key: 'hold' }] : []),
    ...(rules.some(({ rule }) => rule.kind === 'caps')
      ? [{ key: 'caps', params: { priority: numberFormat(localeOf[setting.language]).format(policies.priority) } }]
      : []),
    ...(sends.some((node) => node.class === 'marketing') ? [{ key: 'consent' }] : []),
    ...(late?.late ? [{ key: 'late', params: { duration: words(late.late.olderThan ?? 'PT1M') } }] : []),
    ...(has('ab') ? [{ key: nodes.some((node) => node.kind === 'ab' && node.unit === 'run') ? 'ab-run' : 'ab' }] : []),
    { key: 'out-of-order' },
    { key: 'twice' },
    {
      key: `again-${reentry.mode}`,
      params: {
        key: reentry.mode === 'parallel-by-key' ? refWords(reentry.key, setting) : '',
        duration: 'cooldown' in reentry && reentry.cooldown ? words(reentry.cooldown) : translate('brief.running.no-cooldown'),
      },
    },
    { key: 'merge' },
    ...(has('update') ? [{ key: 'update' }] : []),
    ...(has('webhook', 'task') ? [{ key: 'outside' }] : []),
    ...(policies.maxDuration ? [{ key: 'longest', params: { duration: words(policies.maxDuration) } }] : []),
    { key: 'outsiders' },
    { key: 'publish', params: { what: translate(`brief.running.publish-${policies.onRepublish.default}`) } },
    ...(engagement.calendars.length > 0 && quiet
      ? [
          {
            key: 'calendars',
            params: {
              calendars: listed(
                engagement.calendars.map(({ id, name }) => name[language] || name.en || id),
                language,
              ),
            },
          },
        ]
      : []),
  ];
}

function afterHold(after: 'send' | 'skip' | 'exit' | undefined, { translate }: BuildSetting): string {
  return translate(`brief.running.after-${after ?? 'class'}`);
}

/** The next time the clock in the zone is changed, within a year of the brief. */
function nextClockChange({ now, language }: BuildSetting, zone: string): { day: string; forth: string } | undefined {
  const from = Date.parse(now);
  if (Number.isNaN(from)) return undefined;
  const [first, second] = clockChanges(zone, from, from + 366 * 86_400_000);
  if (!first || !second) return undefined;
  const weekday = new Intl.DateTimeFormat(localeOf[language], { weekday: 'long', timeZone: zone }).format(second.since);
  const dateOf = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: zone });
  // The Persian full form writes the year first, behind it the weekday: the two are put together here.
  const day = `${weekday}${language === 'fa' ? '' : ','} ${dateOf.format(second.since)}`;
  return { day, forth: zone };
}

function conditionsOf({ journey }: BuildSetting): Condition[] {
  const { policies } = journey;
  return [
    ...(policies.goal ? [policies.goal.when] : []),
    ...policies.exits.map(({ when }) => when),
    ...journey.nodes.flatMap((node) => (node.kind === 'decision' ? node.cases.map(({ when }) => when) : [])),
  ];
}

function isSinceEntry(condition: Condition): boolean {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.args.some(isSinceEntry);
    case 'not':
      return isSinceEntry(condition.arg);
    case 'performed':
      return condition.window?.sinceEntry === true;
    default:
      return false;
  }
}
