/** Each journey on half a page: what it is for, whom it speaks to and where, how it stands, what it waits for, what it brings. */
import { journeyResultWords } from '../../business-case/report/headlines';
import { blockingWords } from '../../journey/blocking-words';
import type { BriefSetting } from '../../journey/brief-setting';
import { channelsLine, purposeFacts, touchpointsLine } from '../../journey/journey-brief';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import { journeyTitle, missing, number, type PlanSetting, phaseTitle, small, user } from '../plan-setting';

/** Things that keep a journey from running, written out; what comes after is counted. */
const TOLD = 4;

export function journeyBlocks(setting: PlanSetting): Block[] {
  const { briefs, translate, engagement } = setting;
  const retired = engagement.journeys.length - briefs.length;
  if (briefs.length === 0) return missing(translate('workshop.no-journeys'));
  return [
    ...briefs.flatMap((brief) => oneJourney(brief, setting)),
    ...(retired > 0 ? [small(`${translate('journey-status.retired')}: ${number(retired, setting)}`)] : []),
  ];
}

function oneJourney(brief: BriefSetting, setting: PlanSetting): Block[] {
  const { translate, language, phaseOf } = setting;
  const { journey } = brief;
  const purpose = textIn(journey.purpose, language);
  const placed = phaseOf.get(journey.id);
  return [
    { kind: 'heading', level: 2, text: user(journeyTitle(journey, setting)), id: `workshop-${journey.id}` },
    ...(purpose ? [{ kind: 'paragraph' as const, text: user(purpose) }] : []),
    {
      kind: 'facts',
      rows: [
        ...purposeFacts(brief),
        { label: translate('brief.touchpoints'), value: `${touchpointsLine(brief)} · ${channelsLine(brief)}` },
        {
          label: translate('brief.state'),
          value: [
            `${translate(`journey-status.${journey.status}`)} · `,
            placed ? user(phaseTitle(placed.phase, placed.index, setting)) : { text: translate('workshop.no-phase'), tone: 'waiting' },
          ],
        },
        { label: translate('workshop.result'), value: journeyResultWords(journey.id, setting) },
      ],
    },
    ...blockingBlocks(brief, setting),
  ];
}

function blockingBlocks({ problems }: BriefSetting, setting: PlanSetting): Block[] {
  const { translate } = setting;
  const told = blockingWords(problems, setting);
  if (told.length === 0) return [];
  const more = told.length - TOLD;
  return [
    {
      kind: 'callout',
      tone: 'blocking',
      title: translate('brief.blocks-title', { count: told.length }),
      text: [...told.slice(0, TOLD), ...(more > 0 ? [translate('gap-report.and-more', { count: more })] : [])].join('\n'),
    },
  ];
}

/** What a journey waits for before it can go live: data, open questions, messages, somebody's approval. Empty: nothing. */
export function waitsFor(brief: BriefSetting, setting: PlanSetting): Line[] {
  const { translate, language, engagement, coverage } = setting;
  const { journey } = brief;
  const lacks = coverage.find((one) => one.journey.id === journey.id)?.needs.filter(({ blocks }) => blocks) ?? [];
  const other = blockingWords(
    brief.problems.filter(({ code }) => code !== 'attribute-without-source'),
    setting,
  ).length;
  const sent = new Set(journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
  const drafts = engagement.messages.filter(({ id, status }) => sent.has(id) && status === 'draft').length;
  const questions = openQuestionsOf(brief, setting).length;
  return [
    ...lacks.map(({ attribute }): Line => [`${translate('workshop.wait.data')}: `, user(textIn(attribute.label, language))]),
    ...(other > 0 ? [`${translate('workshop.wait.faults')}: ${number(other, setting)}`] : []),
    ...(questions > 0 ? [`${translate('workshop.wait.questions')}: ${number(questions, setting)}`] : []),
    ...(drafts > 0 ? [`${translate('workshop.wait.messages')}: ${number(drafts, setting)}`] : []),
    ...(journey.status === 'draft' || journey.status === 'in-review' ? [translate(`workshop.wait.${journey.status}`)] : []),
  ];
}

/** Open questions about the journey, its steps, its messages, and the attributes and fields it needs. */
export function openQuestionsOf({ journey }: BriefSetting, { engagement, lineage }: Pick<PlanSetting, 'engagement' | 'lineage'>) {
  const messages = new Set(journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
  const needs = lineage.needsOf('journey', journey.id);
  return engagement.notes.filter(({ kind, state, about }) => {
    if (kind !== 'question' || state !== 'open' || !about) return false;
    if (about.kind === 'journey') return about.id === journey.id;
    if (about.kind === 'node') return about.within === journey.id;
    if (about.kind === 'message') return messages.has(about.id);
    if (about.kind === 'attribute') return needs.has(about.id);
    return about.kind === 'field' && lineage.attributesOfField(about.id).some((id) => needs.has(id));
  });
}
