/** What has to be seen to before the journey goes live: each with its state, as far as the plan knows it. */

import { isAdvertisingChannel, senderIn } from '../messages/sender';
import type { Block, Row } from '../report';
import { textIn } from '../text';
import { blockingWords } from './blocking-words';
import { openQuestions } from './brief-data';
import type { BuildSetting } from './brief-setting';
import { journeyNeeds } from './journey-needs';
import { listed, nodeLabel } from './node-label';

type Point = { key: string; params?: Record<string, string | number>; state?: 'open' | 'done' };

export function goLiveBlocks(setting: BuildSetting): Block[] {
  const { translate } = setting;
  return [
    { kind: 'paragraph', text: translate('brief.go-live-intro') },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.go-live-point'), width: '*' },
        { title: translate('brief.state'), width: 76 },
        { title: translate('brief.go-live-who'), width: 110 },
      ],
      rows: pointsOf(setting).map(
        ({ key, params, state }): Row => ({
          cells: [translate(`brief.go-live.${key}`, params), state ? translate(`brief.go-live-${state}`) : translate('brief.go-live-check'), ''],
          ...(state === 'open' ? { tone: 'waiting' as const } : {}),
        }),
      ),
    },
  ];
}

function pointsOf(setting: BuildSetting): Point[] {
  const { journey, context, engagement, problems, translate, language } = setting;
  const sends = journey.nodes.flatMap((node) => (node.kind === 'send' ? [node] : []));
  const messages = [...new Set(sends.map(({ message }) => message))].flatMap((id) => context.messages.get(id) ?? []);
  const drafts = messages.filter(({ status }) => status === 'draft');
  const untold = messages.filter(({ body }) => context.customerLanguages.some((one) => !(body[one] ?? '').trim()));
  const blocking = blockingWords(problems, setting).length;
  const needs = journeyNeeds(journey, context);
  const uncertain = needs.attributes.filter((id) => context.attributes.get(id)?.fields.some(({ field }) => field.status !== 'confirmed'));
  const unsent = needs.events.filter((id) => !context.events.get(id)?.planned);
  const advertises = sends.some((node) => node.class === 'marketing' && isAdvertisingChannel(node.channel));
  const made = setting.tests();
  const tests = 'plan' in made ? made.plan : undefined;
  const webhooks = [...new Set(journey.nodes.flatMap((node) => (node.kind === 'webhook' ? node.targets : [])))];
  const tasks = journey.nodes.filter(({ kind }) => kind === 'task');
  const experiments = journey.nodes.flatMap((node) => (node.kind === 'ab' ? [node] : []));
  const rules = [...journey.policies.suppressions.map((id) => context.suppressions.get(id)), ...journey.policies.own].filter((one) => one !== undefined);
  const state = (isOpen: boolean) => (isOpen ? 'open' : 'done') as 'open' | 'done';
  const questions = openQuestions(setting).length;
  return [
    { key: 'checks', params: { open: blocking }, state: state(blocking > 0) },
    { key: 'questions', params: { open: questions }, state: state(questions > 0) },
    { key: 'approved', state: state(journey.status === 'draft' || journey.status === 'in-review') },
    { key: 'fields', params: { open: uncertain.length }, state: state(uncertain.length > 0) },
    { key: 'events', params: { open: unsent.length }, state: state(unsent.length > 0) },
    ...(messages.length > 0
      ? [
          { key: 'messages', params: { open: drafts.length }, state: state(drafts.length > 0) },
          { key: 'languages', params: { open: untold.length }, state: state(untold.length > 0) },
          { key: 'fallbacks' },
        ]
      : []),
    ...(advertises ? [{ key: 'sender', state: state(senderIn(engagement.sender, language) === undefined) }, { key: 'unsubscribe' }] : []),
    ...(rules.some(({ rule }) => rule.kind === 'caps')
      ? [
          {
            key: 'caps',
            params: {
              caps: listed(
                engagement.caps.map((one) => textIn(one.name, language) || one.id),
                language,
                ';',
              ),
            },
          },
        ]
      : []),
    ...(rules.some(({ rule }) => rule.kind === 'quiet-times') ? [{ key: 'calendars' }] : []),
    ...rules.filter(({ rule }) => rule.kind === 'manual').map((one) => ({ key: 'manual', params: { rule: textIn(one.name, language) || one.id } })),
    ...(webhooks.length > 0 ? [{ key: 'webhooks', params: { targets: listed(webhooks, language) } }] : []),
    ...tasks.map((node) => ({ key: 'task', params: { title: nodeLabel(node, setting).title } })),
    ...experiments.map((node) => ({ key: 'experiment', params: { title: nodeLabel(node, setting).title, days: node.minimumRunDays ?? 14 } })),
    {
      key: 'kpis',
      params: {
        kpis:
          listed(
            journey.kpis.map((id) => textIn(context.kpis.get(id), language) || id),
            language,
            ';',
          ) || translate('brief.none'),
      },
    },
    ...(tests ? [{ key: 'tests', params: { tests: tests.cases.length } }] : []),
    { key: 'test-records' },
    { key: 'trial' },
    { key: 'stop' },
    { key: 'first-day' },
  ];
}
