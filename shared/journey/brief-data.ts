import type { Note } from '../engagement/schema';
import { localeOf } from '../i18n/translator';
import { toWire } from '../ids';
import type { Block, Line } from '../report';
import type { FieldPlace } from '../sources/find';
import { textIn } from '../text';
import { attributeBlocks, blockedFirst } from './brief-attributes';
import type { BriefSetting } from './brief-setting';
import { consentEventIds, consentSenders } from './consent-senders';
import { journeyNeeds } from './journey-needs';
import { eventName, nodeLabel } from './node-label';
import { platformEvents } from './platform-events';

/** Attributes and events the journey looks at, which field gives each, and how sure that is. */
export function dataBlocks(setting: BriefSetting): Block[] {
  const { journey, context, translate } = setting;
  const needs = journeyNeeds(journey, context);
  const events = needs.events.map((id) => {
    const known = context.events.get(id);
    const name: Line = [eventName(id, setting), '\n', { text: toWire(id), code: true }];
    if (ownEvents.has(id)) return { cells: [name, platformLine(id, setting), translate('brief.available')] };
    if (!known?.planned) return { cells: [name, translate('brief.no-source'), translate('brief.not-planned')], tone: 'waiting' as const };
    return { cells: [name, sourcesLine(known.fields, setting), translate('brief.planned')] };
  });
  return [
    ...attributeBlocks(setting),
    { kind: 'heading', level: 2, text: translate('brief.events') },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.event'), width: 160 },
        { title: translate('brief.comes-from'), width: '*' },
        { title: translate('brief.state'), width: 86 },
      ],
      rows: blockedFirst(events),
      whenEmpty: translate('brief.none'),
    },
    { kind: 'paragraph', size: 'small', tone: 'quiet', text: translate('brief.data-states') },
  ];
}

const ownEvents: ReadonlySet<string> = new Set(platformEvents);

/** As the event plan has it: the platform makes it, and of consents it has to be told by whoever else takes them. */
function platformLine(id: string, setting: BriefSetting): string {
  const { engagement, context, translate } = setting;
  const byPlatform = translate('brief.by-platform');
  if (!consentEventIds.has(id)) return byPlatform;
  const live = engagement.journeys.filter(({ status }) => status !== 'retired');
  const systems = sourcesLine(
    consentSenders(live, context).flatMap(({ fields }) => fields),
    setting,
  );
  return systems === '' ? byPlatform : `${byPlatform}\n${translate('brief.consent-elsewhere', { systems })}`;
}

function sourcesLine(fields: readonly FieldPlace[], { language }: BriefSetting): string {
  return [...new Set(fields.map(({ source }) => `\u2068${textIn(source.name, language)}\u2069`))].join(' · ');
}

export function kpiBlocks({ journey, catalogue, translate, language }: BriefSetting): Block[] {
  const known = new Map(catalogue.kpi.kpis.map((kpi) => [kpi.id, kpi]));
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.kpi'), width: 150 },
        { title: translate('brief.formula'), width: '*' },
      ],
      rows: journey.kpis.map((id) => {
        const kpi = known.get(id);
        return { cells: [textIn(kpi?.name, language) || id, textIn(kpi?.formula, language)] };
      }),
      whenEmpty: translate('brief.none'),
    },
  ];
}

/** What nobody has answered yet about the journey, its nodes and its messages. */
export function openQuestions({ engagement, journey }: Pick<BriefSetting, 'engagement' | 'journey'>): Note[] {
  const messages = new Set(journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
  return engagement.notes.filter(({ kind, state, about }) => {
    if (kind !== 'question' || state !== 'open' || !about) return false;
    if (about.kind === 'journey') return about.id === journey.id;
    return about.kind === 'node' ? about.within === journey.id : about.kind === 'message' && messages.has(about.id);
  });
}

/** Those questions, and what to ask in the workshop. */
export function questionBlocks(setting: BriefSetting): Block[] {
  const { journey, graph, translate, language } = setting;
  const open = openQuestions(setting);
  const workshop = textIn(journey.annotations.workshopNote, language);
  const date = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' });
  return [
    ...(workshop ? [{ kind: 'callout' as const, tone: 'accent' as const, title: translate('brief.workshop'), text: workshop }] : []),
    {
      kind: 'table',
      columns: [
        { title: translate('brief.question'), width: '*' },
        { title: translate('brief.place'), width: 120 },
        { title: translate('brief.owner'), width: 80 },
        { title: translate('brief.due'), width: 70 },
      ],
      rows: open.map(({ text, about, owner, due }) => {
        const node = about?.kind === 'node' ? graph.nodes.get(about.id) : undefined;
        return {
          cells: [
            { text, user: true },
            node ? nodeLabel(node, setting).title : translate('brief.place-journey'),
            { text: owner ?? '', user: true },
            due ? date.format(new Date(due)) : '',
          ],
        };
      }),
      whenEmpty: translate('brief.no-questions'),
    },
  ];
}
