import { planCase } from '../business-case/plan-case';
import type { Catalogue } from '../catalogue/schema';
import { decisionsOf } from '../checklist/decision';
import { createConditionNames } from '../condition/sentence';
import { chaptersOf } from '../documents/chapters';
import { dateWords } from '../documents/date-words';
import { type Frame, frameReport } from '../documents/frame-report';
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import { once } from '../once';
import type { Block, Inline, Line, Report } from '../report';
import { textIn } from '../text';
import { blockingWords } from './blocking-words';
import { dataBlocks, kpiBlocks, questionBlocks } from './brief-data';
import { payloadBlocks } from './brief-events';
import { expectedBlocks } from './brief-expected';
import { goLiveBlocks } from './brief-go-live';
import { limitBlocks } from './brief-limits';
import { messageBlocks } from './brief-messages';
import { identityBlocks, segmentBlocks } from './brief-people';
import { checkBlocks, leavingBlocks, restraintBlocks } from './brief-rules';
import { runningBlocks } from './brief-running';
import { type BriefSetting, type BuildSetting, sentenceOf } from './brief-setting';
import { drawingBlocks, stepBlocks } from './brief-steps';
import { storyboardBlocks } from './brief-storyboard';
import { testBlocks } from './brief-tests';
import { checkJourney } from './check-journey';
import { placeInColumns } from './columns';
import { durationWords } from './duration-words';
import { findJourney } from './edit-journey';
import { toGraph } from './graph';
import { type JourneyContext, journeyContext } from './journey-context';
import { nodeLabel, refWords } from './node-label';
import type { Journey } from './schema';
import { planTests } from './test-plan/plan';

/**
 * What a client and whoever builds it are handed about one journey: why, whom and how many, what they feel, the drawing, every step with
 * its time, what ends or holds it, each message, the data it needs and where each comes from, how it is measured and what is expected of
 * it, the rules it runs by, what is still open, its tests, what to see to before it goes live, and the state of the checks.
 * @returns undefined when there is no such journey
 */
export function journeyBrief(order: Frame & { catalogue: BuildSetting['catalogue'] }, journeyId: string): Report | undefined {
  const { engagement, catalogue, translate, language, now } = order;
  const journey = findJourney(engagement, journeyId);
  if (!journey) return undefined;
  const context = journeyContext(engagement, catalogue);
  const setting: BuildSetting = {
    ...createBriefSetting(journey, order, context),
    catalogue,
    now,
    tests: once(() => planTests({ engagement, context, journey, graph: toGraph(journey), now })),
    money: once(() => planCase(engagement, catalogue)),
  };
  const name = textIn(journey.name, language);
  return frameReport(order, {
    kind: 'journey-brief',
    title: name,
    eyebrow: translate('brief.eyebrow'),
    contents: true,
    facts: [
      { label: translate('journeys.status'), value: translate(`journey-status.${journey.status}`) },
      { label: translate('brief.key'), value: { text: journey.key, code: true } },
      { label: translate('brief.touchpoints'), value: touchpointsLine(setting) },
      { label: translate('brief.channels'), value: channelsLine(setting) },
    ],
    chapters: chaptersOf(briefChapters, translate, {
      'brief-purpose': () => [...purposeBlocks(setting), ...segmentBlocks(setting)],
      'brief-storyboard': () => storyboardBlocks(setting),
      'brief-drawing': () => drawingBlocks(setting),
      'brief-steps': () => stepBlocks(setting),
      'brief-leaving': () => leavingBlocks(setting),
      'brief-restraints': () => [...restraintBlocks(setting), ...limitBlocks(setting)],
      'brief-messages': () => messageBlocks(setting),
      'brief-data': () => [...dataBlocks(setting), ...payloadBlocks(setting), ...identityBlocks(setting)],
      'brief-kpis': () => [...kpiBlocks(setting), ...expectedBlocks(setting)],
      'brief-running': () => runningBlocks(setting),
      'brief-questions': () => questionBlocks(setting),
      'brief-tests': () => testBlocks(setting),
      'brief-go-live': () => goLiveBlocks(setting),
      'brief-checks': () => checkBlocks(setting),
    }),
  });
}

type Order = Pick<Frame, 'engagement' | 'translate' | 'language'> & { catalogue: Pick<Catalogue, 'events' | 'kpi'> };

/** @param context of the whole engagement, made once for all its journeys */
export function createBriefSetting(journey: Journey, { engagement, catalogue, translate, language }: Order, context: JourneyContext): BriefSetting {
  const trigger = journey.nodes.find((node) => node.kind === 'trigger' && node.trigger.kind === 'event');
  const event = trigger?.kind === 'trigger' && trigger.trigger.kind === 'event' ? trigger.trigger.event : undefined;
  const graph = toGraph(journey);
  return {
    engagement,
    journey,
    catalogue,
    context,
    graph,
    problems: checkJourney(journey, context),
    names: createConditionNames(engagement, catalogue.events, event),
    numbers: new Map(graph.order.map((id, i) => [id, i + 1])),
    translate,
    language,
  };
}

/** Titles by chapter. */
export const briefChapters = {
  'brief-purpose': 'brief.purpose',
  'brief-storyboard': 'brief.storyboard',
  'brief-drawing': 'brief.drawing',
  'brief-steps': 'brief.steps',
  'brief-leaving': 'brief.leaving',
  'brief-restraints': 'brief.restraints',
  'brief-messages': 'brief.messages',
  'brief-data': 'brief.data',
  'brief-kpis': 'brief.kpis',
  'brief-running': 'brief.running',
  'brief-questions': 'brief.questions',
  'brief-tests': 'brief.tests',
  'brief-go-live': 'brief.go-live',
  'brief-checks': 'brief.checks',
} as const;

function purposeBlocks(setting: BriefSetting): Block[] {
  const { journey, translate, language, problems } = setting;
  const blocking = blockingWords(problems, setting);
  return [
    ...(textIn(journey.purpose, language) ? [{ kind: 'paragraph' as const, text: textIn(journey.purpose, language), size: 'large' as const }] : []),
    ...(blocking.length > 0
      ? [{ kind: 'callout' as const, tone: 'blocking' as const, title: translate('brief.blocks-title', { count: blocking.length }), text: blocking.join('\n') }]
      : []),
    {
      kind: 'facts',
      rows: [
        ...purposeFacts(setting),
        { label: translate('brief.reentry'), value: reentryWords(journey, setting) },
        { label: translate('brief.priority'), value: priorityWords(setting) },
        ...phaseFacts(setting),
        { label: translate('brief.target'), value: targetWords(setting) },
      ],
    },
  ];
}

/** What it is after, how that is measured, what starts it and for whom. */
export function purposeFacts(setting: BriefSetting): { label: string; value: Line }[] {
  const { journey, translate, language, context } = setting;
  const [kpi] = journey.kpis;
  const triggers = journey.nodes.filter((node) => node.kind === 'trigger').map((node) => nodeLabel(node, setting).title);
  const { goal } = journey.policies;
  const goalName = textIn(goal?.name, language);
  return [
    ...(goal ? [{ label: translate('brief.goal'), value: goalName ? { text: goalName, user: true } : sentenceOf(goal.when, setting) }] : []),
    ...(kpi ? [{ label: translate('brief.main-kpi'), value: textIn(context.kpis.get(kpi), language) || kpi }] : []),
    { label: translate('brief.starts'), value: triggers.flatMap((text, i): Inline[] => [...(i > 0 ? [' · '] : []), { text, user: true }]) },
    { label: translate('brief.who'), value: journey.entry.filter ? sentenceOf(journey.entry.filter, setting) : translate('brief.everyone') },
  ];
}

/** Its own priority means something only beside those of the others. */
function priorityWords({ journey, engagement, translate, language }: BriefSetting): Line {
  const own = journey.policies.priority;
  const others = engagement.journeys.filter(({ id, status }) => id !== journey.id && status !== 'retired');
  const ranked = (key: 'before' | 'beside' | 'after', belongs: (priority: number) => boolean): Inline[] => {
    const names = others
      .filter(({ policies }) => belongs(policies.priority))
      .sort((a, b) => b.policies.priority - a.policies.priority)
      .map(({ name, key, policies }) => translate('brief.ranked', { name: textIn(name, language) || key, priority: policies.priority }));
    return names.length === 0 ? [] : [`\n${translate(`brief.priority-${key}`, { journeys: names.join(' · ') })}`];
  };
  return [
    translate('brief.priority-value', { priority: own }),
    ...ranked('before', (priority) => priority > own),
    ...ranked('beside', (priority) => priority === own),
    ...ranked('after', (priority) => priority < own),
  ];
}

function phaseFacts({ journey, engagement, translate, language }: BriefSetting): { label: string; value: Line }[] {
  const index = engagement.phases.findIndex(({ journeys }) => journeys.includes(journey.id));
  const phase = engagement.phases[index];
  if (!phase) return [];
  const name = textIn(phase.name, language) || translate('case.phase-n', { number: index + 1 });
  const date = phase.start && dateWords(phase.start, engagement.client.timeZone, language);
  return [{ label: translate('brief.phase'), value: { text: date ? translate('brief.phase-from', { phase: name, date }) : name, user: true } }];
}

/** The system that was decided on; the newest decision counts. */
function targetWords({ engagement, translate, language }: BriefSetting): Line {
  const decision = decisionsOf(engagement)[0]?.decision;
  const vendor = decision?.standing.find((one) => one.vendor === decision.vendor)?.name;
  if (!decision || !vendor || decision.choice === 'none') return translate('brief.target-open');
  return { text: translate('brief.target-chosen', { vendor, date: dateWords(decision.on, engagement.client.timeZone, language) }), user: true };
}

function reentryWords({ entry: { reentry } }: Journey, setting: BriefSetting): string {
  const { translate, language } = setting;
  if (reentry.mode === 'never') return translate('brief.reentry.never');
  const duration = reentry.cooldown ? durationWords(reentry.cooldown, translate, language) : undefined;
  if (reentry.mode === 'after-exit') return duration ? translate('brief.reentry.after-exit-cooldown', { duration }) : translate('brief.reentry.after-exit');
  const key = refWords(reentry.key, setting);
  return duration ? translate('brief.reentry.parallel-cooldown', { key, duration }) : translate('brief.reentry.parallel', { key });
}

/** How many there are, from the fewest to the most where some are optional. */
export function touchpointsLine({ journey, graph, translate, language }: BriefSetting): string {
  const { touchpointOf } = placeInColumns(journey, graph);
  const needed = new Set([...touchpointOf].filter(([node]) => !journey.annotations.optional.includes(node)).map(([, touchpoint]) => touchpoint));
  const all = new Set(touchpointOf.values());
  // From right to left a dash between figures would turn them about: the range is said in the language's words.
  return needed.size === all.size
    ? numberFormat(localeOf[language]).format(all.size)
    : translate('brief.touchpoints-range', { least: needed.size, most: all.size });
}

export function channelsLine({ journey, translate }: BriefSetting): string {
  const used = new Set(journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.channel] : [])));
  return [...used].map((channel) => translate(`channel.${channel}`)).join(' · ');
}
