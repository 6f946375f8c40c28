/** What a hurried reader reads: what was found, what it means, what is to be decided. Every number is counted from the plan. */
import { paybackWords } from '../../business-case/report/headlines';
import { decisionsOf } from '../../checklist/decision';
import { leadSentence } from '../../checklist/report/summary';
import { channelsOf } from '../../engagement/progress';
import type { Note } from '../../engagement/schema';
import { toStoryboard } from '../../journey/storyboard';
import { isLate } from '../../notes/note-log';
import { hasSource } from '../../record/lineage';
import type { Block, Line } from '../../report';
import { stepsThatFree } from '../../sources/coverage';
import { allFields } from '../../sources/find';
import { fieldStatuses } from '../../sources/schema';
import { sourceMatrix } from '../../sources/source-matrix';
import { textIn } from '../../text';
import { aboutLine, dotted, journeyTitle, missing, type PlanSetting, tally, title, user } from '../plan-setting';
import { openQuestionsOf } from './journeys';
import { lines } from './road-map';
import { type Step, stepsTable } from './steps';

/** Open questions that are put before those who decide; all of them stand in their own chapter. */
const QUESTIONS = 6;

export function summaryBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, way } = setting;
  const isBare = engagement.sources.length + engagement.journeys.length + engagement.record.attributes.length === 0;
  if (isBare) return missing(translate('workshop.empty'));
  const waiting = way.blocked.length;
  const lead = way.total === 0 ? 'workshop.no-journeys' : waiting === 0 ? 'workshop.lead-free' : 'workshop.lead-blocked';
  const steps = decisionsNeeded(setting);
  return [
    { kind: 'paragraph', size: 'large', text: translate(lead, { buildable: way.buildable, total: way.total, waiting }) },
    title(translate('workshop.found')),
    { kind: 'facts', rows: foundFacts(setting).filter(({ value }) => value !== '' && !(Array.isArray(value) && value.length === 0)) },
    title(translate('workshop.means')),
    { kind: 'list', ordered: false, items: meanings(setting) },
    title(translate('workshop.decide')),
    ...(steps.length > 0 ? [stepsTable(steps, setting)] : [{ kind: 'callout' as const, tone: 'good' as const, text: translate('workshop.nothing-to-decide') }]),
  ];
}

function foundFacts(setting: PlanSetting): { label: string; value: Line }[] {
  const { engagement, translate, lineage, briefs, today } = setting;
  const fields = allFields(engagement);
  const matrix = sourceMatrix(engagement, lineage);
  const statuses = new Map<string, number>();
  for (const { journey } of briefs) statuses.set(journey.status, (statuses.get(journey.status) ?? 0) + 1);
  const touchpoints = briefs.reduce((sum, { journey }) => sum + toStoryboard(journey).filter(({ sends }) => sends.length > 0).length, 0);
  const segments = engagement.segments.filter(({ administrative }) => !administrative);
  const computable = segments.filter(({ id }) =>
    [...lineage.needsOf('segment', id)].every((attribute) => {
      const found = lineage.attributes.get(attribute);
      return found !== undefined && hasSource(found);
    }),
  ).length;
  const ofKind = (kind: Note['kind'], state?: Note['state']) =>
    engagement.notes.filter((note) => note.kind === kind && (state === undefined || note.state === state)).length;
  const candidates = engagement.checklist.vendors.filter(({ role }) => role === 'candidate');
  const measured = engagement.measured?.identity;
  return [
    {
      label: translate('workshop.data'),
      value: lines(
        [
          tally(
            [
              [translate('workshop.systems'), engagement.sources.length],
              [translate('workshop.fields'), fields.length],
            ],
            setting,
          ),
          tally(
            fieldStatuses.map((status) => [translate(`field-status.${status}`), fields.filter(({ field }) => field.status === status).length] as const),
            setting,
          ),
        ].filter((words) => words !== ''),
      ),
    },
    {
      label: translate('workshop.record'),
      value: tally(
        [
          [translate('workshop.attributes'), matrix.rows],
          [translate('workshop.have-value'), matrix.given],
          [translate('workshop.without-source'), matrix.rows - matrix.given],
        ],
        setting,
      ),
    },
    {
      label: translate('workshop.identity'),
      value: [
        tally([[translate('workshop.identifiers'), engagement.identity.rules.length]], setting),
        ...(measured ? [` · ${translate('brief.identity-people-value', { accounts: measured.accounts, people: measured.people })}`] : []),
      ].join(''),
    },
    {
      label: translate('workshop.journeys'),
      value: lines(
        [
          tally(
            [
              [translate('workshop.journeys'), briefs.length],
              [translate('brief.touchpoints'), touchpoints],
            ],
            setting,
          ),
          tally(
            [...statuses].map(([status, count]) => [translate(`journey-status.${status}`), count] as const),
            setting,
          ),
          [...channelsOf(engagement)].map((channel) => translate(`channel.${channel}`)).join(' · '),
        ].filter((words) => words !== ''),
      ),
    },
    {
      label: translate('workshop.segments'),
      value: tally(
        [
          [translate('workshop.segments'), segments.length],
          [translate('workshop.segments-computable'), computable],
          [translate('workshop.segments-waiting'), segments.length - computable],
        ],
        setting,
      ),
    },
    { label: translate('gap-report.candidates'), value: candidates.length > 0 ? dotted(candidates.map(({ name }) => name)) : '' },
    {
      label: translate('workshop.questions'),
      value: tally(
        [
          [translate('workshop.open'), ofKind('question', 'open')],
          [translate('workshop.late'), engagement.notes.filter((note) => isLate(note, today)).length],
          [translate('questions.state.answered'), ofKind('question', 'answered')],
          [translate('questions.filter.decision'), ofKind('decision')],
        ],
        setting,
      ),
    },
  ];
}

/** What follows for the client: the shortest way on, the money, the platform. */
function meanings(setting: PlanSetting): Line[] {
  const { translate, coverage, language, lineage, amounts, briefs, way } = setting;
  const money = setting.money();
  const { expected, low, high } = money.range;
  const blocked = new Set(way.blocked.map(({ journey }) => journey));
  const waiting = expected.journeys.reduce((sum, { journey, contribution = 0 }) => (blocked.has(journey) ? sum + contribution : sum), 0);
  const attribute = (id: string) => textIn(lineage.attributes.get(id)?.attribute.label, language) || id;
  const title = (id: string) => briefs.filter(({ journey }) => journey.id === id).map(({ journey }) => journeyTitle(journey, setting));
  const unsure = new Set(
    coverage.flatMap(({ needs }) => needs.filter(({ supply }) => supply !== 'confirmed' && supply !== 'given').map(({ attribute: { id } }) => id)),
  ).size;
  const needed = new Set(coverage.flatMap(({ needs }) => needs.filter(({ supply }) => supply !== 'given').map(({ attribute: { id } }) => id))).size;
  return [
    ...(needed > 0 ? [translate('workshop.means.sure', { sure: needed - unsure, needed })] : []),
    ...stepsThatFree(coverage, 2).map(
      ({ attributes, journeys }): Line => [
        `${translate('workshop.step.find-data')}: `,
        ...dotted(attributes.map(attribute)),
        `. ${translate('workshop.step.frees')}: `,
        ...dotted(journeys.flatMap(title)),
        '.',
      ],
    ),
    ...(waiting > 0 ? [translate('workshop.means.waiting-money', { money: amounts.money(waiting) })] : []),
    money.isEmpty
      ? translate('workshop.means.no-case')
      : translate(low.total.net === high.total.net ? 'workshop.means.case-plain' : 'workshop.means.case', {
          month: amounts.money(expected.month.net),
          net: amounts.money(expected.total.net),
          low: amounts.money(low.total.net),
          high: amounts.money(high.total.net),
          payback: paybackWords(expected, setting),
        }),
    setting.gap().analysis.vendors.length > 0 ? leadSentence(setting.gap()) : `${translate('gap-report.no-vendors')}.`,
  ];
}

/** What only people of the client can say: a platform, journeys to approve or to place, who writes, and open questions that hold up most. */
function decisionsNeeded(setting: PlanSetting): Step[] {
  const { engagement, translate, briefs, phaseOf } = setting;
  const said = (key: string, names: readonly string[]): Line => [`${translate(key)}: `, ...dotted(names)];
  const inReview = briefs.filter(({ journey }) => journey.status === 'in-review').map(({ journey }) => journeyTitle(journey, setting));
  const unplaced = briefs.filter(({ journey }) => !phaseOf.has(journey.id)).map(({ journey }) => journeyTitle(journey, setting));
  const candidates = engagement.checklist.vendors.filter(({ role }) => role === 'candidate');
  const held = new Map<string, number>();
  for (const brief of briefs) for (const { id } of openQuestionsOf(brief, setting)) held.set(id, (held.get(id) ?? 0) + 1);
  const questions = engagement.notes
    .filter(({ kind, state }) => kind === 'question' && state === 'open')
    .sort((a, b) => (held.get(b.id) ?? 0) - (held.get(a.id) ?? 0) || ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1));
  return [
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
    ...questions.slice(0, QUESTIONS).map((note): Step => {
      const about = aboutLine(note, setting);
      return {
        what: lines([user(note.text), ...(about === '' ? [] : [about])]),
        ...(note.owner && { owner: note.owner }),
        ...(note.due && { until: note.due }),
      };
    }),
  ];
}
