/** The unified customer record, who counts as one person, and the segments, each in brief. */
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import { usualMergePolicy } from '../../identity/schema';
import { identityBlocks, sizeOf } from '../../journey/brief-people';
import { sentenceOf } from '../../journey/brief-setting';
import { attributeName } from '../../journey/node-label';
import { hasSource } from '../../record/lineage';
import type { Block, Row } from '../../report';
import { mostShared } from '../../segments/measured-overlap';
import { usesOfSegments } from '../../segments/segment-uses';
import { sourceMatrix } from '../../sources/source-matrix';
import { textIn } from '../../text';
import { dotted, missing, number, type PlanSetting, small, tally, title, user } from '../plan-setting';

/** Groups of attributes with how many will have a value; the last row is their sum. */
export function recordBlocks(setting: PlanSetting): Block[] {
  const { engagement, lineage, translate, language } = setting;
  const matrix = sourceMatrix(engagement, lineage);
  if (matrix.rows === 0) return missing(translate('workshop.no-record'));
  const needed = sourceMatrix(engagement, lineage, 'journeys');
  const gaps = needed.groups.flatMap(({ rows }) => rows.filter(({ gap }) => gap));
  const row = (name: string, of: { rows: number; given: number; used: number }, total = false): Row => ({
    ...(total && { total }),
    cells: [name, ...[of.rows, of.given, of.rows - of.given, of.used].map((count) => number(count, setting))],
  });
  const used = new Map(needed.groups.map(({ id, rows }) => [id, rows.length]));
  return [
    { kind: 'paragraph', text: translate('workshop.record-says') },
    {
      kind: 'table',
      columns: [
        { title: translate('workshop.group'), width: '*' },
        { title: translate('workshop.attributes'), width: 66, align: 'number' },
        { title: translate('workshop.have-value'), width: 80, align: 'number' },
        { title: translate('workshop.without-source'), width: 80, align: 'number' },
        { title: translate('workshop.journeys-need'), width: 86, align: 'number' },
      ],
      rows: [
        ...matrix.groups.map(({ id, label, rows, given }) => row(textIn(label, language), { rows: rows.length, given, used: used.get(id) ?? 0 })),
        row(translate('workshop.sum'), { rows: matrix.rows, given: matrix.given, used: needed.rows }, true),
      ],
    },
    ...(gaps.length > 0
      ? [
          {
            kind: 'callout' as const,
            tone: 'blocking' as const,
            title: translate('workshop.needed-without-source'),
            text: dotted(gaps.map(({ attribute }) => textIn(attribute.label, language))),
          },
        ]
      : []),
  ];
}

export function identityChapter(setting: PlanSetting): Block[] {
  const { engagement, lineage, translate, context, language } = setting;
  const { rules, policy = usualMergePolicy } = engagement.identity;
  if (rules.length === 0) return missing(translate('identity.no-rules-text'));
  const speaker = { translate, language, context };
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('identity.column.order'), width: 38, align: 'number' },
        { title: translate('identity.column.identifier'), width: '*' },
        { title: translate('identity.strength'), width: 70 },
        { title: translate('identity.column.joins'), width: 80 },
        { title: translate('identity.column.sources'), width: 150 },
      ],
      rows: rules.map(({ attribute, strength, owner = 'person' }, i) => {
        const sources = [...new Set((lineage.attributes.get(attribute)?.fields ?? []).map(({ source }) => textIn(source.name, language)))];
        return {
          cells: [
            number(i + 1, setting),
            user(attributeName(attribute, speaker)),
            translate(`identity.strength.${strength}`),
            translate(`identity.owner.${owner}`),
            sources.length > 0 ? dotted(sources) : { text: translate('identity.no-source'), tone: 'quiet' },
          ],
        };
      }),
    },
    title(translate('identity.policy'), 3),
    {
      kind: 'facts',
      rows: [
        { label: translate('identity.policy-question.anonymous'), value: translate(`identity.choice.${policy.anonymousAndKnown}`) },
        { label: translate('identity.policy-question.strong'), value: translate(`identity.choice.${policy.knownByStrong}`) },
        { label: translate('identity.policy-question.medium'), value: translate(`identity.choice.${policy.knownByMedium}`) },
      ],
    },
    ...(engagement.measured?.identity ? identityBlocks(setting) : [small(translate('workshop.identity-not-tried'))]),
  ];
}

/** Segments that something rests on, in words and counted; of the others their names. */
export function segmentChapter(setting: PlanSetting): Block[] {
  const { engagement, lineage, translate, language, names } = setting;
  const segments = engagement.segments.filter(({ administrative }) => !administrative);
  if (segments.length === 0) return missing(translate('workshop.no-segments'));
  const uses = usesOfSegments(engagement);
  const used = segments.filter(({ id }) => uses.has(id));
  const spare = segments.filter(({ id }) => !uses.has(id));
  const isComputable = (id: string) =>
    [...lineage.needsOf('segment', id)].every((attribute) => {
      const found = lineage.attributes.get(attribute);
      return found !== undefined && hasSource(found);
    });
  const computable = segments.filter(({ id }) => isComputable(id)).length;
  const measured = engagement.measured?.segments;
  const alike = measured && mostShared(measured);
  const segmentName = (id: string) => textIn(segments.find((one) => one.id === id)?.name, language) || id;
  return [
    {
      kind: 'paragraph',
      text: tally(
        [
          [translate('workshop.segments'), segments.length],
          [translate('workshop.segments-computable'), computable],
          [translate('workshop.segments-waiting'), segments.length - computable],
        ],
        setting,
      ),
    },
    ...(alike
      ? [
          {
            kind: 'paragraph' as const,
            text: translate('workshop.segments-alike', {
              share: numberFormat(localeOf[language], { style: 'percent' }).format(alike.share),
              row: segmentName(alike.row),
              column: segmentName(alike.column),
            }),
          },
        ]
      : []),
    ...(used.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('brief.segment'), width: 110 },
              { title: translate('brief.segment-who'), width: '*' as const },
              { title: translate('workshop.used-by'), width: 120 },
              { title: translate('brief.segment-size'), width: 96 },
            ],
            legend: { blocking: translate('segment-book.state.blocked') },
            rows: used.map((segment): Row => {
              const { line } = sizeOf(segment, measured, setting);
              const by = (uses.get(segment.id) ?? []).map(({ name }) => textIn(name, language)).filter((name) => name !== '');
              return {
                ...(isComputable(segment.id) ? {} : { tone: 'blocking' as const }),
                cells: [user(textIn(segment.name, language)), sentenceOf(segment.when, { names, translate, language }), dotted(by), line],
              };
            }),
          },
        ]
      : []),
    ...(spare.length > 0
      ? [title(translate('workshop.segments-spare'), 3), { kind: 'paragraph' as const, text: dotted(spare.map(({ name }) => textIn(name, language))) }]
      : []),
  ];
}
