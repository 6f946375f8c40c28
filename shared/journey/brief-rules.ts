import { problemText } from '../i18n/translator';
import type { Problem, Severity } from '../problem';
import type { Block, Tone } from '../report';
import { textIn } from '../text';
import { type BriefSetting, capitalised, sentenceOf, stepNumber } from './brief-setting';
import { calendarWords } from './calendar-words';
import { durationWords } from './duration-words';
import { edgeOfProblem, nodeOfProblem } from './journey-problem';
import { listed, nodeLabel } from './node-label';
import type { Suppression } from './schema';

/** Goal and exit rules. */
export function leavingBlocks(setting: BriefSetting): Block[] {
  const { journey, translate, language } = setting;
  const { goal, exits } = journey.policies;
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.does'), width: 110 },
        { title: translate('brief.rule'), width: '*' },
        { title: translate('brief.means'), width: '*' },
      ],
      rows: [
        ...(goal ? [{ cells: [translate('brief.goal-reached'), textIn(goal.name, language), sentenceOf(goal.when, setting)], tone: 'good' as const }] : []),
        ...exits.map((exit) => ({
          cells: [
            translate(exit.scope === 'immediate' ? 'brief.exit-at-once' : 'brief.exit-before-send'),
            textIn(exit.name, language),
            sentenceOf(exit.when, setting),
          ],
        })),
      ],
      whenEmpty: translate('brief.none'),
    },
  ];
}

/** Suppressions that apply, with the caps and calendars behind them. */
export function restraintBlocks(setting: BriefSetting): Block[] {
  const { journey, context, translate, language } = setting;
  const common = journey.policies.suppressions.map((id) => context.suppressions.get(id)).filter((one) => one !== undefined);
  const row = (one: Suppression, own: boolean) => {
    const classes = one.classes.map((name) => translate(`message-class.${name}`));
    const channels = one.channels?.map((channel) => translate(`channel.${channel}`)) ?? [];
    const only = own ? [translate('brief.only-here')] : [];
    return {
      cells: [textIn(one.name, language), ruleWords(one, setting), capitalised([...classes, ...channels, ...only].join(' · ')), actionWords(one, setting)],
    };
  };
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.rule'), width: '*' },
        { title: translate('brief.means'), width: '*' },
        { title: translate('brief.applies'), width: 84 },
        { title: translate('brief.does'), width: 96 },
      ],
      rows: [...common.map((one) => row(one, false)), ...journey.policies.own.map((one) => row(one, true))],
      whenEmpty: translate('brief.none'),
    },
  ];
}

function ruleWords({ rule }: Suppression, setting: BriefSetting): string {
  const { translate, language, engagement } = setting;
  const names = (things: readonly { name: Parameters<typeof textIn>[0] }[]) =>
    listed(
      things.map((one) => textIn(one.name, language)),
      language,
      ';',
    );
  switch (rule.kind) {
    case 'consent':
      return translate('brief.rule.consent');
    case 'caps':
      return translate('brief.rule.caps', { caps: names(engagement.caps) });
    case 'quiet-times':
      return translate('brief.rule.quiet', {
        calendars: listed(
          engagement.calendars.map((one) => calendarWords(one, translate, language)),
          language,
          ';',
        ),
      });
    case 'condition':
      return sentenceOf(rule.when, setting);
    case 'manual':
      return translate('brief.rule.manual');
  }
}

function actionWords({ action, maxHold }: Suppression, { translate, language }: BriefSetting): string {
  if (action === 'hold' && maxHold) return translate('brief.hold-up-to', { duration: durationWords(maxHold, translate, language) });
  return translate(`suppression-action.${action}`);
}

const tones: Record<Severity, Tone> = { blocks: 'blocking', warns: 'waiting', informs: 'plain' };

/** Every problem of the journey with its place. */
export function checkBlocks(setting: BriefSetting): Block[] {
  const { problems, translate } = setting;
  if (problems.length === 0) return [{ kind: 'callout', tone: 'good', text: translate('brief.all-well') }];
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.state'), width: 80 },
        { title: translate('brief.finding'), width: '*' },
        { title: translate('brief.place'), width: 150 },
      ],
      rows: problems.map((problem) => ({
        cells: [translate(`severity.${problem.severity}`), problemText(problem, translate), placeOf(problem, setting)],
        tone: tones[problem.severity],
      })),
    },
  ];
}

function placeOf(problem: Problem, setting: BriefSetting): string {
  const { journey, graph, translate, language, context } = setting;
  const edge = journey.edges.find((one) => one.id === edgeOfProblem(problem));
  const id = nodeOfProblem(problem) ?? edge?.from;
  const node = id === undefined ? undefined : graph.nodes.get(id);
  if (node) return `${stepNumber(node.id, setting)} · ${nodeLabel(node, setting).title}`;
  const [, , part, policy, rule] = problem.path;
  if (part === 'entry') return translate('brief.place-entry');
  if (policy === 'goal') return translate('brief.place-goal');
  if (policy === 'exits' && rule !== undefined) {
    const exit = journey.policies.exits.find((one) => one.id === rule);
    return translate('brief.place-exit', { name: textIn(exit?.name, language) || String(rule) });
  }
  if ((policy === 'suppressions' || policy === 'own') && rule !== undefined) {
    const suppression = journey.policies.own.find((one) => one.id === rule) ?? context.suppressions.get(String(rule));
    return translate('brief.place-suppression', { name: textIn(suppression?.name, language) || String(rule) });
  }
  return translate('brief.place-journey');
}
