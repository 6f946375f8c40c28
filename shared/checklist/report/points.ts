/** The appendix: every point with what is asked, what the plan needs and why, and what each vendor said and showed. */
import { withoutMarks } from '../../direction-marks';
import type { Block, Inline, Line, Row } from '../../report';
import { textIn } from '../../text';
import type { KnownPoint } from '../point-groups';
import { requirementWords } from '../requirement-words';
import type { Answer, AnswerValue, Vendor } from '../schema';
import { standingOf, wantedOf } from '../score';
import { dateWords, type GapSetting, listWords, moneyWords, numberWords, user } from './setting';

/** Causes written by name; a requirement can have a hundred fields behind it. */
const CAUSES = 8;

export function pointsBlocks(setting: GapSetting): Block[] {
  return setting.groups.flatMap(({ category, label, points }) => [
    { kind: 'heading', level: 2, text: textIn(label, setting.language), id: `category-${category}` },
    ...points.flatMap((known) => pointBlocks(known, setting)),
  ]);
}

function pointBlocks(known: KnownPoint, setting: GapSetting): Block[] {
  const { translate, language, catalogue, analysis, answerOf } = setting;
  const { point } = known;
  const question = textIn(known.question, language);
  const label = textIn(known.label, language);
  const heading: Block = { kind: 'heading', level: 3, text: `${numberWords(known.number, setting)}. ${label}` };
  const facts = [
    ...(question !== label ? [{ label: translate('gap.question'), value: question }] : []),
    { label: translate('gap.requirement'), value: requirementLine(known, setting) },
    {
      label: translate('gap.how-much'),
      value: translate('gap-report.counts', {
        priority: translate(`priority.${point.priority}`),
        weight: point.weight,
        wanted: wantedOf(point, catalogue.checklist.scoringMethod.requiredScoreByPriority),
      }),
    },
  ];
  if (point.switchedOff !== undefined)
    return [heading, { kind: 'facts', rows: [...facts, { label: translate('gap-report.off'), value: user(point.switchedOff) }] }];
  const vendors = analysis.vendors.map(({ vendor }) => vendor);
  const told = vendors.filter(({ id }) => answerOf(id, point.id) !== undefined);
  const silent = vendors.filter((vendor) => !told.includes(vendor)).map(({ name }) => name);
  return [
    heading,
    {
      kind: 'facts',
      rows: [...facts, ...(silent.length > 0 ? [{ label: translate('gap-report.no-answer-of'), value: listWords(silent, setting) }] : [])],
    },
    ...(told.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('gap.vendor'), width: 74 },
              { title: translate('gap.score'), width: 46 },
              { title: translate('gap.claim'), width: 128 },
              { title: translate('gap-report.column.seen'), width: '*' as const },
            ],
            rows: told.map((vendor) => answerRow(known, vendor, setting)),
          },
        ]
      : []),
  ];
}

function requirementLine(known: KnownPoint, setting: GapSetting): Line {
  const { translate, language, plan, engagement } = setting;
  const requirement = plan.requirements.get(known.point.id);
  if (!requirement) return { text: translate('gap.no-requirement'), tone: 'quiet' };
  const nameOf = (id: string) => engagement.sources.find((one) => one.id === id)?.name ?? engagement.record.attributes.find((one) => one.id === id)?.label;
  const words = requirementWords(requirement, { translate, language, nameOf, unit: known.known?.unit });
  // Volumes and languages are the client's own and have no name.
  const causes = requirement.causes.map((cause) =>
    cause.kind === 'volumes' || cause.kind === 'languages' ? translate(`gap.cause.${cause.kind}`) : textIn(cause.name, language) || cause.id,
  );
  const more = causes.length - CAUSES;
  return [
    { text: words, bold: true, ...(requirement.from === 'consultant' && { user: true }) },
    ` (${translate(`gap.from.${requirement.from}`)})`,
    ...(requirement.reason ? [' · ', user(requirement.reason)] : []),
    ...(causes.length > 0
      ? [
          `\n${translate('gap-report.because', { names: listWords(causes.slice(0, CAUSES), setting) })}${more > 0 ? ` ${translate('gap-report.and-more', { count: more })}` : ''}`,
        ]
      : []),
  ];
}

function answerRow(known: KnownPoint, vendor: Vendor, setting: GapSetting): Row {
  const { translate, answerOf } = setting;
  const answer = answerOf(vendor.id, known.point.id);
  if (!answer) return { cells: [] };
  const standing = standingOf(known.point, answer);
  const blocks = standing === 'scored' && known.point.priority === 'must' && (answer.score ?? 0) <= 1;
  return {
    ...(blocks && { tone: 'blocking' as const }),
    cells: [
      blocks ? lines([[user(vendor.name)], [{ text: translate('gap-report.gate-failed'), tone: 'blocking' }]]) : user(vendor.name),
      standing === 'scored' ? `${numberWords(answer.score ?? 0, setting)}${answer.verified ? ' ✓' : ''}` : translate(`gap.standing.${standing}`),
      claimLine(known, answer, setting),
      seenLine(known, answer, setting),
    ],
  };
}

function claimLine(known: KnownPoint, answer: Answer, setting: GapSetting): Line {
  const { translate } = setting;
  return lines([
    valueLine(answer.claimedValue, answer.claim, known, setting),
    answer.claim !== undefined && [user(answer.claim)],
    answer.claimedScore !== undefined && [translate('gap-report.own-score', { score: answer.claimedScore })],
    answer.cost !== undefined && [`${translate('gap.cost')}: `, user(answer.cost)],
  ]);
}

/** What somebody saw, with its proof; then who and when, and what would help out. */
function seenLine(known: KnownPoint, answer: Answer, setting: GapSetting): Line {
  const { translate } = setting;
  const { evidence, links = [], files = [], by, at, confidence, fallback, fallbackCost } = answer;
  const who = [...(by ? [`\u2068${by}\u2069`] : []), ...(at ? [dateWords(at, setting)] : [])].join(' · ');
  const costs = [
    ...(fallbackCost?.once ? [translate('gap.decision.once', { amount: moneyWords(fallbackCost.once, setting) })] : []),
    ...(fallbackCost?.perMonth ? [translate('gap.decision.per-month', { amount: moneyWords(fallbackCost.perMonth, setting) })] : []),
  ].join(' · ');
  return lines([
    [{ text: translate(answer.verified ? 'gap-report.verified' : 'gap-report.not-verified'), tone: answer.verified ? 'good' : 'quiet' }],
    valueLine(answer.verifiedValue, evidence, known, setting),
    evidence !== undefined && [user(evidence)],
    ...links.map((link): Inline[] => [{ text: link, code: true, link }]),
    ...files.map(({ name, sha256 }): Inline[] => [user(name), ' ', { text: sha256.slice(0, 8), code: true }]),
    who !== '' && [who],
    confidence !== undefined && [translate(`gap-report.confidence.${confidence}`)],
    (fallback !== undefined || costs !== '') && [`${translate('gap-report.fallback')}: `, user(fallback ?? ''), ...(costs ? [` (${costs})`] : [])],
  ]);
}

function lines(parts: readonly (Inline[] | false)[]): Line {
  const told = parts.filter((part) => part !== false);
  return told.flatMap((part, i): Inline[] => (i === 0 ? part : ['\n', ...part]));
}

/** Not where the words beside it begin with the same. */
function valueLine(value: AnswerValue | undefined, words: string | undefined, known: KnownPoint, setting: GapSetting): Inline[] | false {
  const said = value !== undefined && valueWords(value, known, setting);
  return said !== false && !words?.startsWith(withoutMarks(said)) && [said];
}

/** Ids of lists the app knows in its words; what a vendor typed as it is. */
function valueWords(value: AnswerValue, { point, known }: KnownPoint, setting: GapSetting): string {
  const { translate, language } = setting;
  if (typeof value === 'boolean') return translate(value ? 'gap-report.yes' : 'gap-report.no');
  if (typeof value === 'number') {
    const unit = known?.unit ?? point.own?.unit;
    if (!unit) return numberWords(value, setting);
    // Units are named in the plural: "1 tables" would be none.
    return value === 1 ? `${textIn(unit, language)}: ${numberWords(value, setting)}` : translate('requirement.number', { value, unit });
  }
  const options = new Map(known?.options?.map(({ id, label }) => [id, textIn(label, language)]));
  const word = (id: string) => {
    if (options.has(id)) return options.get(id) ?? id;
    const key = point.id === 'journey-logic' ? `node.kind.${id}` : point.id === 'time-and-data-triggers' ? `trigger.${id}` : undefined;
    const said = key && translate(key);
    return said && said !== key ? said : id;
  };
  return listWords(value.map(word), setting);
}
