import { withoutMarks } from '../direction-marks';
import { numberFormat, signedNumber } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Block, Line, Tone } from '../report';
import { isEmptyText, textIn } from '../text';
import type { BriefSetting } from './brief-setting';
import { moodWords } from './mood-words';
import { arrivalWords, listed, readable } from './node-label';
import type { Frame } from './schema';
import { type Moment, momentName, toStoryboard } from './storyboard';
import { type GapReading, type Insight, readGaps, storyboardInsight } from './storyboard-insight';

const MOST_NAMES = 10;

/**
 * One row per touchpoint: when it comes, what is said, what the customer feels, doubts and wants. Where somebody has
 * counted or has found something, what was planned and came, what hurts and could be better, and whose it is.
 */
export function storyboardBlocks(setting: BriefSetting): Block[] {
  const { journey, graph, translate, engagement } = setting;
  const moments = toStoryboard(journey, { volumes: engagement.volumes }, graph);
  const found = moments.filter(({ frame, gap, planned }) => gap !== undefined || planned?.from === 'typed' || hasFindings(frame));
  const { reachedAt } = journey.annotations.sheet ?? {};
  return [
    ...sheetFacts(setting),
    ...insightCallout(storyboardInsight(moments, { reachedAt }), moments, setting),
    ...moodCurve(moments, setting),
    {
      kind: 'table',
      columns: [
        { title: translate('brief.moment'), width: 92 },
        { title: translate('brief.subject'), width: '*' },
        { title: translate('brief.emotion'), width: '*' },
        { title: translate('brief.doubt'), width: '*' },
        { title: translate('brief.motivation'), width: '*' },
      ],
      rows: moments.map((moment) => ({ cells: feelingCells(moment, setting) })),
      whenEmpty: translate('brief.no-storyboard'),
    },
    ...(found.length > 0 ? [findingsTable(found, readGaps(moments, reachedAt), setting), ...countedNote(found, setting)] : []),
  ];
}

function feelingCells(moment: Moment, setting: BriefSetting): Line[] {
  const { language, context, translate } = setting;
  const { frame, sends, arrival } = moment;
  const subjects = sends.flatMap(({ message }) => {
    const known = context.messages.get(message);
    return known ? [readable(textIn(known.subject, language), setting)] : [];
  });
  const when = textIn(frame?.when, language) || (arrival ? arrivalWords(arrival, setting) : '');
  const contact = textIn(frame?.contact, language);
  const mood = moodLine(frame?.mood, setting);
  const known = frame?.mood === undefined ? '' : textIn(frame.evidence, language) || translate('storyboard.guess');
  const better = listed(
    [moodLine(frame?.toBe?.mood, setting), textIn(frame?.toBe?.emotion, language)].filter((one) => one !== ''),
    language,
  );
  return [
    [{ text: momentName(moment, setting), bold: true }, ...(when ? [`\n${when}`] : [])],
    [...new Set([...subjects, ...(contact ? [contact] : [])])].join('\n'),
    [textIn(frame?.emotion, language), ...(mood ? [`\n${mood} (${known})`] : []), ...(better ? [`\n${translate('storyboard.to-be')}: ${better}`] : [])],
    textIn(frame?.doubt, language),
    textIn(frame?.motivation, language),
  ];
}

function moodLine(mood: number | undefined, setting: BriefSetting): string {
  return mood === undefined ? '' : `${signed(mood, setting)} · ${moodWords(mood, setting.translate)}`;
}

/** How it feels from touchpoint to touchpoint, where at least two have been judged: one alone is no line. */
function moodCurve(moments: readonly Moment[], setting: BriefSetting): Block[] {
  if (moments.filter(({ frame }) => frame?.mood !== undefined).length < 2) return [];
  const number = numberFormat(localeOf[setting.language]);
  const points = moments.map((moment) => {
    const { mood, evidence, toBe } = moment.frame ?? {};
    return {
      // Many names side by side could not be read.
      label: moments.length > MOST_NAMES ? number.format(moment.touchpoint) : momentName(moment, setting),
      ...(mood !== undefined && { value: mood, guess: isEmptyText(evidence) }),
      ...(toBe?.mood !== undefined && { target: toBe.mood }),
    };
  });
  return [{ kind: 'curve', min: -2, max: 2, points, caption: setting.translate('brief.mood-curve') }];
}

/** When and by what people were counted, each once. */
function countedNote(moments: readonly Moment[], { translate, language }: BriefSetting): Block[] {
  const day = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' });
  const sources = moments.flatMap(({ frame }) =>
    frame?.actual
      ? [
          listed(
            [day.format(new Date(frame.actual.on)), textIn(frame.actual.source, language)].filter((one) => one !== ''),
            language,
          ),
        ]
      : [],
  );
  return sources.length > 0
    ? [{ kind: 'paragraph', size: 'small', text: translate('brief.people-counted', { sources: listed([...new Set(sources)], language, ';') }) }]
    : [];
}

function findingsTable(moments: readonly Moment[], gaps: ReadonlyMap<number, GapReading>, setting: BriefSetting): Block {
  const { translate, language } = setting;
  const number = numberFormat(localeOf[language]);
  const tones: Partial<Record<GapReading['kind'], Tone>> = { own: 'blocking', carried: 'waiting' };
  return {
    kind: 'table',
    columns: [
      { title: translate('brief.moment'), width: 92 },
      { title: translate('storyboard.plan'), width: 52 },
      { title: translate('storyboard.actual'), width: 62 },
      { title: translate('storyboard.pain'), width: '*' },
      { title: translate('storyboard.opportunity'), width: '*' },
      { title: translate('storyboard.owner-kpi'), width: 82 },
    ],
    rows: moments.map((moment) => {
      const { touchpoint, frame, planned, actual, gap } = moment;
      const reading = gaps.get(touchpoint);
      const tone = tones[reading?.kind ?? 'even'];
      const from = reading?.kind === 'carried' ? moments.find((one) => one.touchpoint === reading.since) : undefined;
      const since = from ? [`\n${translate('brief.lost-at', { moment: momentName(from, setting) })}`] : [];
      return {
        cells: [
          [momentName(moment, setting), ...(frame?.stage ? [`\n${translate(`stage.${frame.stage}`)}`] : [])],
          planned?.from === 'typed' ? number.format(planned.count) : '',
          actual ? [number.format(actual.count), ...(gap ? [`\n${signed(gap, setting)}`] : []), ...since] : '',
          textIn(frame?.pain, language),
          textIn(frame?.opportunity, language),
          [textIn(frame?.owner, language), textIn(frame?.kpi, language)].filter(Boolean).join('\n'),
        ],
        ...(tone ? { tone } : {}),
      };
    }),
    whenEmpty: '',
    legend: { blocking: translate('brief.legend.lost-here'), waiting: translate('brief.legend.lost-before') },
  };
}

/** Whom the sheet is about and what for. */
function sheetFacts({ journey, engagement, translate, language }: BriefSetting): Block[] {
  const { persona, segment, goal } = journey.annotations.sheet ?? {};
  const group = textIn(engagement.segments.find(({ id }) => id === segment)?.name, language);
  const rows = [
    { label: translate('storyboard.persona'), value: [textIn(persona, language), group].filter(Boolean).join(' · ') },
    { label: translate('storyboard.goal'), value: textIn(goal, language) },
  ].filter(({ value }) => value);
  return rows.length > 0 ? [{ kind: 'facts', rows }] : [];
}

function insightCallout({ loss, reached }: Insight, moments: readonly Moment[], setting: BriefSetting): Block[] {
  const { translate, language } = setting;
  const at = moments.find(({ touchpoint }) => touchpoint === loss?.touchpoint);
  if (!loss || !at) return [];
  const percent = (share: number) => withoutMarks(numberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 0 }).format(share));
  const name = (touchpoint: number) => momentName(moments.find((one) => one.touchpoint === touchpoint) ?? { touchpoint, frame: undefined }, setting);
  const share =
    reached &&
    `${listed([`${percent(reached.share)} ${translate('storyboard.reached', { moment: name(reached.touchpoint), people: reached.of })}`, translate('storyboard.planned-share', { share: percent(reached.planned) })], setting.language)}.`;
  const fewer = `${momentName(at, setting)}: ${translate(loss.lowestMood ? 'storyboard.fewer-lowest' : 'storyboard.fewer', { people: loss.fewer })}`;
  const why = textIn(at.frame?.pain, language);
  return [{ kind: 'callout', tone: 'blocking', title: translate('storyboard.largest-loss'), text: [fewer, why, share].filter(Boolean).join(' ') }];
}

function hasFindings(frame: Frame | undefined): boolean {
  return Boolean(frame && (frame.actual || frame.pain || frame.opportunity || frame.owner || frame.kpi));
}

function signed(value: number, { language }: BriefSetting): string {
  return signedNumber(value, localeOf[language]);
}
