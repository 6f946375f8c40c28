import { capitalised } from '../../journey/brief-setting';
import type { Block, Line, Report, Row } from '../../report';
import { chaptersOf } from '../chapters';
import { frameReport } from '../frame-report';
import { createPlanSetting, day, missing, number, type PlanOrder, type PlanSetting, phaseTitle, small, user } from '../plan-setting';
import { lines } from '../workshop/road-map';
import { channelWork, journeyWork, limitWork, liveWork, messageWork, senderWork } from './build-work';
import { answerWork, consentWork, eventWork, fieldWork, recordWork, sourceWork } from './data-work';
import { dateBlocks } from './quiet-days';
import { handoverWork, monitoringWork, retentionWork } from './run-work';
import { compareNeeds, type Need, needOf, type Part, parts, type Work } from './work';

/** All that the plan causes somebody to do, by chapter, within each phase by phase. */
export function workOf(setting: PlanSetting): Record<Part, Work[]> {
  const all: Record<Part, Work[]> = {
    answers: answerWork(setting),
    sources: sourceWork(setting),
    fields: fieldWork(setting),
    consents: consentWork(setting),
    record: recordWork(setting),
    events: eventWork(setting),
    sender: senderWork(setting),
    limits: limitWork(setting),
    messages: messageWork(setting),
    journeys: journeyWork(setting),
    channels: channelWork(setting),
    live: liveWork(setting),
    monitoring: monitoringWork(setting),
    retention: retentionWork(setting),
    handover: handoverWork(setting),
  };
  for (const part of parts) all[part].sort((a, b) => compareNeeds(needOf(a, setting), needOf(b, setting)));
  return all;
}

/**
 * The plan as work to tick off: each thing with who does it, what comes before it and where in the plan it comes from, phase by
 * phase. Nothing is in it that the plan does not cause.
 */
export function implementationChecklist(order: PlanOrder): Report {
  const setting = createPlanSetting(order);
  const { engagement, translate } = setting;
  const work = workOf(setting);
  const places = placesOf(work);
  const chapter = (part: Part) => () => partBlocks(part, work[part], places, setting);
  return frameReport(order, {
    kind: 'implementation-checklist',
    title: translate('implementation.title'),
    eyebrow: translate('implementation.eyebrow'),
    header: engagement.client.name,
    facts: [{ label: translate('implementation.items'), value: number(places.size, setting) }],
    contents: true,
    chapters: chaptersOf(implementationChapters, translate, {
      'implementation-overview': () => overviewBlocks(work, setting),
      'implementation-answers': chapter('answers'),
      'implementation-sources': chapter('sources'),
      'implementation-fields': chapter('fields'),
      'implementation-consents': chapter('consents'),
      'implementation-record': chapter('record'),
      'implementation-events': chapter('events'),
      'implementation-sender': chapter('sender'),
      'implementation-limits': chapter('limits'),
      'implementation-dates': () => dateBlocks(order.now, setting),
      'implementation-messages': chapter('messages'),
      'implementation-journeys': chapter('journeys'),
      'implementation-channels': chapter('channels'),
      'implementation-live': chapter('live'),
      'implementation-monitoring': chapter('monitoring'),
      'implementation-retention': chapter('retention'),
      'implementation-handover': chapter('handover'),
    }),
  });
}

/** Titles by chapter. */
export const implementationChapters = {
  'implementation-overview': 'implementation.overview',
  'implementation-answers': 'implementation.part.answers',
  'implementation-sources': 'implementation.part.sources',
  'implementation-fields': 'implementation.part.fields',
  'implementation-consents': 'implementation.part.consents',
  'implementation-record': 'implementation.part.record',
  'implementation-events': 'implementation.part.events',
  'implementation-sender': 'implementation.part.sender',
  'implementation-limits': 'implementation.part.limits',
  'implementation-dates': 'implementation.dates',
  'implementation-messages': 'implementation.part.messages',
  'implementation-journeys': 'implementation.part.journeys',
  'implementation-channels': 'implementation.part.channels',
  'implementation-live': 'implementation.part.live',
  'implementation-monitoring': 'implementation.part.monitoring',
  'implementation-retention': 'implementation.part.retention',
  'implementation-handover': 'implementation.part.handover',
} as const;

/** How much there is to do, by chapter and phase; rows and columns add up. */
function overviewBlocks(work: Record<Part, Work[]>, setting: PlanSetting): Block[] {
  const { translate } = setting;
  const used = [...new Set(parts.flatMap((part) => work[part].map((one) => needOf(one, setting))))].sort(compareNeeds);
  if (used.length === 0) return missing(translate('implementation.empty'));
  const count = (items: readonly Work[], need: Need) => items.filter((one) => needOf(one, setting) === need).length;
  const all = parts.flatMap((part) => work[part]);
  const cells = (items: readonly Work[]): Line[] => [...used.map((need) => number(count(items, need), setting)), number(items.length, setting)];
  return [
    { kind: 'paragraph', text: translate('implementation.how') },
    {
      kind: 'table',
      columns: [
        { title: translate('implementation.chapter'), width: '*' },
        ...used.map((need) => ({ title: isolated(needTitle(need, setting)), width: Math.max(40, Math.min(64, 240 / used.length)), align: 'number' as const })),
        { title: translate('workshop.sum'), width: 40, align: 'number' },
      ],
      rows: [
        ...parts.flatMap((part, p): Row[] =>
          work[part].length > 0 ? [{ cells: [`${number(p + 1, setting)}. ${translate(`implementation.part.${part}`)}`, ...cells(work[part])] }] : [],
        ),
        { total: true, cells: [translate('workshop.sum'), ...cells(all)] },
      ],
    },
    small(translate('implementation.numbers')),
  ];
}

function partBlocks(part: Part, items: readonly Work[], places: Places, setting: PlanSetting): Block[] {
  const { translate } = setting;
  if (items.length === 0) return [{ kind: 'callout', tone: 'quiet', text: translate(`implementation.none.${part}`) }];
  const needs = [...new Set(items.map((one) => needOf(one, setting)))];
  return needs.flatMap((need): Block[] => [
    ...(needs.length > 1 || need !== 'all' ? [{ kind: 'heading' as const, level: 3 as const, text: needLine(need, setting) }] : []),
    {
      kind: 'table',
      columns: [
        { title: '✓', width: 12, tick: true },
        { title: translate('brief.number'), width: 28 },
        { title: translate('implementation.what'), width: '*' },
        { title: translate('implementation.from'), width: 82 },
        { title: translate('workshop.who'), width: 60 },
        { title: translate('implementation.after'), width: 50 },
      ],
      rows: items.filter((one) => needOf(one, setting) === need).map((one) => ({ cells: itemCells(one, places, setting) })),
    },
  ]);
}

function itemCells({ id, what, details = [], owner, role, until, after, from }: Work, places: Places, setting: PlanSetting): Line[] {
  const bold: Line = (Array.isArray(what) ? what : [what]).map((inline) =>
    typeof inline === 'string' ? { text: inline, bold: true } : { ...inline, bold: true },
  );
  return [
    '',
    placeWords(places.get(id), setting),
    lines([bold, ...details]),
    from,
    lines([owner ? user(owner) : setting.translate(`implementation.role.${role}`), ...(until ? [{ text: day(until, setting), tone: 'quiet' as const }] : [])]),
    afterLine(after, places, setting),
  ];
}

function needTitle(need: Need, setting: PlanSetting): string {
  const { engagement, translate } = setting;
  if (need === 'all') return translate('implementation.whole-plan');
  if (need === 'later') return capitalised(translate('workshop.no-phase'));
  const phase = engagement.phases[need];
  return phase ? phaseTitle(phase, need, setting) : '';
}

function needLine(need: Need, setting: PlanSetting): Line {
  const phase = typeof need === 'number' ? setting.engagement.phases[need] : undefined;
  return [user(needTitle(need, setting)), ...(phase?.start ? [` · ${setting.translate('workshop.from-day', { date: day(phase.start, setting) })}`] : [])];
}

/** Chapter and place in it, both from 1. */
type Places = ReadonlyMap<string, { part: number; item: number }>;

function placesOf(work: Record<Part, Work[]>): Places {
  return new Map(parts.flatMap((part, p) => work[part].map(({ id }, i) => [id, { part: p + 1, item: i + 1 }] as const)));
}

function placeWords(place: { part: number; item: number } | undefined, setting: PlanSetting): string {
  return place ? `${number(place.part, setting)}.${number(place.item, setting)}` : '';
}

/** "1.8, 8.9–8.16": neighbours together. Isolated, and without a letter in it, it is read from left to right in every language. */
function afterLine(after: readonly string[], places: Places, setting: PlanSetting): Line {
  const found = [...new Set(after)].flatMap((id) => places.get(id) ?? []).sort((a, b) => a.part - b.part || a.item - b.item);
  const runs: (typeof found)[] = [];
  for (const place of found) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && last.part === place.part && last.item + 1 === place.item) run.push(place);
    else runs.push([place]);
  }
  const words = runs.flatMap((run) =>
    run.length < 3 ? run.map((one) => placeWords(one, setting)) : [`${placeWords(run[0], setting)}–${placeWords(run.at(-1), setting)}`],
  );
  return words.length > 0 ? { text: words.join(', '), user: true } : '';
}

/** Titles of columns have no runs of their own. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
