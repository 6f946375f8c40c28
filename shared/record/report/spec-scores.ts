import { dateWords } from '../../documents/date-words';
import { signedNumber } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import { durationWords } from '../../journey/duration-words';
import { eventName, listed } from '../../journey/node-label';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import type { Attribute } from '../schema';
import { scoreExample } from '../score/score-example';
import { readScoreForm, type ScoreForm, type ScoreRule } from '../score/score-form';
import { courseWords, signedPoints, termWords } from '../score/score-words';
import { type Asker, thresholdsOf } from '../score/thresholds';
import { attributeLink, attributeTitle, numberIn, type SpecSetting } from './spec-setting';

/** Each score: what gives and takes points, what idleness takes, its limits, and who asks whether it is over which number. */
export function scoreBlocks(setting: SpecSetting): Block[] {
  const { engagement, translate } = setting;
  const scores = engagement.record.attributes.flatMap((attribute) => {
    const form = attribute.formula === undefined ? undefined : readScoreForm(attribute.formula);
    return form ? [{ attribute, form }] : [];
  });
  if (scores.length === 0) return [{ kind: 'paragraph', text: translate('record-spec.no-scores') }];
  return scores.flatMap(({ attribute, form }) => oneScore(attribute, form, setting));
}

function oneScore(attribute: Attribute, form: ScoreForm, setting: SpecSetting): Block[] {
  const { engagement, translate, language, now } = setting;
  const number = numberIn(language);
  const thresholds = thresholdsOf(attribute.id, askersOf(setting));
  const example = scoreExample(form, Date.parse(now), engagement.client.timeZone, thresholds);
  const moment = (at: string) => dateWords(at, engagement.client.timeZone, language);
  return [
    { kind: 'heading', level: 2, text: attributeTitle(attribute, language), id: `score-${attribute.id}` },
    {
      kind: 'facts',
      rows: [
        { label: translate('record-spec.attribute'), value: [attributeLink(attribute, setting), '  ', { text: attribute.id, code: true }] },
        { label: translate('score-form.range'), value: translate('record-spec.range', { least: form.least, most: form.most }) },
        { label: translate('record-spec.decay'), value: form.decay ? decayLine(form.decay, setting) : translate('record-spec.no-decay') },
        ...(example
          ? [
              {
                label: translate('record-spec.score-example'),
                value: [translate('record-spec.score-example-says', { value: example.value ?? 0 }), ...courseWords(example, { ...setting, moment })].join('\n'),
              },
            ]
          : []),
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.for'), width: '*' },
        { title: translate('record-spec.points'), width: 56, align: 'number' },
        { title: translate('record-spec.how-often'), width: 120 },
        { title: translate('record-spec.most'), width: 76, align: 'number' },
      ],
      rows: form.rules.map((rule) => ({ cells: ruleCells(rule, setting) })),
      whenEmpty: translate('score-form.no-rules'),
    },
    { kind: 'heading', level: 3, text: translate('record-spec.thresholds') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.threshold'), width: 150 },
        { title: translate('record-spec.asked-by'), width: '*' },
      ],
      rows: thresholds.map(({ op, value, by }) => ({
        cells: [
          translate(`record-spec.threshold-${op}`, { value: number(value) }),
          listed(
            by.map(({ kind, name, id }) => translate(`score.by-${kind}`, { name: textIn(name, language) || id })),
            language,
          ),
        ],
      })),
      whenEmpty: translate('record-spec.no-thresholds'),
    },
  ];
}

function decayLine({ points, everyDays, events }: NonNullable<ScoreForm['decay']>, setting: SpecSetting): string {
  const { translate, language } = setting;
  const since = events
    ? translate('record-spec.decay-since', {
        events: listed(
          events.map((event) => eventName(event, setting)),
          language,
        ),
      })
    : translate('record-spec.decay-since-any');
  return `${translate('score.idle-each', { points: signedPoints(-points, language), count: everyDays })}. ${since}`;
}

function ruleCells({ event, where, points, everyDays, lastDays, most }: ScoreRule, setting: SpecSetting): Line[] {
  const { translate, language } = setting;
  const name = eventName(event, setting);
  const often = [
    ...(everyDays === undefined ? [] : [translate('score.every', { duration: durationWords(`P${everyDays}D`, translate, language) })]),
    ...(lastDays === undefined ? [] : [translate('score.last', { duration: durationWords(`P${lastDays}D`, translate, language) })]),
  ];
  const narrowed = where
    ? listed(
        where.map((term) => termWords(term, event, setting)),
        language,
      )
    : '';
  return [
    narrowed ? translate('score.events-where', { event: name, where: narrowed }) : name,
    { text: signedNumber(points, localeOf[language]), code: true },
    often.join('\n') || translate('record-spec.each-time'),
    most === undefined ? translate('score-form.no-limit') : numberIn(language)(most),
  ];
}

function askersOf({ engagement }: SpecSetting): Asker[] {
  return [
    ...engagement.segments.map(({ id, name, when }): Asker => ({ kind: 'segment', id, name, asks: when })),
    ...engagement.journeys
      .filter(({ status }) => status !== 'retired')
      .map((journey): Asker => ({ kind: 'journey', id: journey.id, name: journey.name, asks: journey })),
  ];
}
