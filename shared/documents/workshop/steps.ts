/** What happens next: who does what until when, in the order in which it frees the plan. Everything here follows from the plan. */
import { caseGapWords } from '../../business-case/case-words';
import { decisionsOf } from '../../checklist/decision';
import type { Block, Line, Row } from '../../report';
import { stepsThatFree } from '../../sources/coverage';
import { sourceQuestions } from '../../sources/source-questions';
import { textIn } from '../../text';
import { day, dotted, journeyTitle, number, type PlanSetting, phaseTitle, tally, user } from '../plan-setting';

/** `owner`, `until` absent: nobody has said. */
export type Step = { what: Line; owner?: string; until?: string };

export function nextStepBlocks(setting: PlanSetting): Block[] {
  const { translate } = setting;
  const steps = nextSteps(setting);
  if (steps.length === 0) return [{ kind: 'callout', tone: 'waiting', text: translate('workshop.no-steps') }];
  return [stepsTable(steps, setting)];
}

export function stepsTable(steps: readonly Step[], setting: PlanSetting): Block {
  const { translate } = setting;
  return {
    kind: 'table',
    columns: [
      { title: translate('brief.number'), width: 20, align: 'number' },
      { title: translate('workshop.step'), width: '*' },
      { title: translate('workshop.who'), width: 96 },
      { title: translate('workshop.until'), width: 90 },
    ],
    rows: steps.map(
      ({ what, owner, until }, i): Row => ({
        cells: [number(i + 1, setting), what, owner ? user(owner) : { text: translate('questions.nobody'), tone: 'quiet' }, until ? day(until, setting) : '–'],
      }),
    ),
  };
}

export function nextSteps(setting: PlanSetting): Step[] {
  const { engagement, translate, language, coverage, briefs, phaseOf, lineage } = setting;
  const said = (key: string, names: Parameters<typeof dotted>[0]): Line => [`${translate(key)}: `, ...dotted(names)];
  const journeyNames = (ids: readonly string[]) =>
    briefs.filter(({ journey }) => ids.includes(journey.id)).map(({ journey }) => journeyTitle(journey, setting));
  const attribute = (id: string) => textIn(lineage.attributes.get(id)?.attribute.label, language) || id;
  const inReview = briefs.filter(({ journey }) => journey.status === 'in-review').map(({ journey }) => journeyTitle(journey, setting));
  const unplaced = briefs.filter(({ journey }) => !phaseOf.has(journey.id)).map(({ journey }) => journeyTitle(journey, setting));
  const drafts = engagement.messages.filter(({ status }) => status === 'draft').length;
  const candidates = engagement.checklist.vendors.filter(({ role }) => role === 'candidate');
  const gaps = briefs.length > 0 ? setting.money().model.gaps : [];
  return [
    ...stepsThatFree(coverage, 3).map(
      ({ attributes, journeys }): Step => ({
        what: [
          `${translate('workshop.step.find-data')}: `,
          ...dotted(attributes.map(attribute)),
          `\n${translate('workshop.step.frees')}: `,
          ...dotted(journeyNames(journeys)),
        ],
        ...ownerOf(attributes, setting),
      }),
    ),
    ...ownerSteps(setting),
    ...(candidates.length > 0 && decisionsOf(engagement).length === 0
      ? [
          {
            what: said(
              'workshop.step.choose-vendor',
              candidates.map(({ name }) => name),
            ),
          },
        ]
      : []),
    ...(inReview.length > 0 ? [{ what: said('workshop.step.approve', inReview) }] : []),
    ...(unplaced.length > 0 ? [{ what: said('workshop.step.place', unplaced) }] : []),
    ...(drafts > 0 ? [{ what: `${translate('workshop.step.write')}: ${number(drafts, setting)}` }] : []),
    ...(gaps.length > 0
      ? [
          {
            what: said(
              'workshop.step.numbers',
              gaps.slice(0, 5).map((gap) => caseGapWords(gap, setting)),
            ),
          },
        ]
      : []),
    ...engagement.phases.flatMap((phase, index): Step[] =>
      phase.start === undefined ? [] : [{ what: said('workshop.step.begin', [phaseTitle(phase, index, setting)]), until: phase.start }],
    ),
  ];
}

/** Whoever owes an answer about one of these attributes. */
function ownerOf(attributes: readonly string[], { engagement }: PlanSetting): Pick<Step, 'owner' | 'until'> {
  const note = engagement.notes.find(
    ({ kind, state, about }) => kind === 'question' && state === 'open' && about?.kind === 'attribute' && attributes.includes(about.id),
  );
  return { ...(note?.owner && { owner: note.owner }), ...(note?.due && { until: note.due }) };
}

/** One step for each who owes answers or has fields to confirm, until the first answer is due; whose day comes first goes first. */
function ownerSteps(setting: PlanSetting): Step[] {
  const { engagement, lineage, translate } = setting;
  const owed = new Map<string, { questions: number; fields: number; until?: string }>();
  const add = (owner: string, { questions = 0, fields = 0, due }: { questions?: number; fields?: number; due?: string | undefined }) => {
    const old = owed.get(owner) ?? { questions: 0, fields: 0 };
    const until = [old.until, due].filter((one) => one !== undefined).sort()[0];
    owed.set(owner, { questions: old.questions + questions, fields: old.fields + fields, ...(until !== undefined && { until }) });
  };
  for (const { kind, state, owner = '', due } of engagement.notes) if (kind === 'question' && state === 'open') add(owner, { questions: 1, due });
  for (const { owner, questions } of sourceQuestions(engagement, lineage)) {
    const fields = questions.filter(({ note }) => !note).length;
    if (fields > 0) add(owner, { fields });
  }
  return [...owed]
    .sort(([, a], [, b]) => ((a.until ?? '9999') < (b.until ?? '9999') ? -1 : 1))
    .map(([owner, { questions, fields, until }]) => ({
      what: tally(
        [
          [translate('workshop.step.answer'), questions],
          [translate('workshop.step.confirm'), fields],
        ],
        setting,
      ),
      ...(owner && { owner }),
      ...(until !== undefined && { until }),
    }));
}
