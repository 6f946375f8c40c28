/** Who a journey is for: the segments its entry names, in words and counted, and how many people the client's records come to. */

import { refsOf } from '../condition/refs';
import { dateWords } from '../documents/date-words';
import { identityHash } from '../engagement/edit-measured';
import type { MeasuredSegments } from '../engagement/measured';
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Block, Line, Tone } from '../report';
import { projectSize } from '../segments/count/project-size';
import { roundedProjection } from '../segments/projection';
import type { Segment } from '../segments/schema';
import { textIn } from '../text';
import { type BriefSetting, capitalised, sentenceOf } from './brief-setting';
import type { Journey } from './schema';

/** Segments named where the journey begins: by a trigger, its audience, or the filter at the entry. */
function entrySegments({ nodes, entry }: Journey): string[] {
  const named = nodes.flatMap((node) => {
    if (node.kind !== 'trigger') return [];
    const { trigger, audience } = node;
    const where = trigger.kind === 'event' || trigger.kind === 'attribute-changed' ? trigger.where : undefined;
    const own = trigger.kind === 'segment-enter' || trigger.kind === 'segment-exit' ? [trigger.segment] : [];
    return [...own, ...refsOf(where, audience).segments];
  });
  return [...new Set([...named, ...refsOf(entry.filter).segments])];
}

/** Nothing when the journey starts with no segment. */
export function segmentBlocks(setting: BriefSetting): Block[] {
  const { journey, context, engagement, translate, language } = setting;
  const ids = entrySegments(journey);
  if (ids.length === 0) return [];
  const measured = engagement.measured?.segments;
  const rows = ids.map((id) => {
    const segment = context.segments.get(id);
    if (!segment) return { cells: [{ text: id, code: true }, '', translate('brief.blocked')], tone: 'blocking' as const };
    const { line, tone } = sizeOf(segment, measured, setting);
    return { cells: [{ text: textIn(segment.name, language) || id, user: true }, capitalised(sentenceOf(segment.when, setting)), line], tone };
  });
  return [
    { kind: 'heading', level: 2, text: translate('brief.segments') },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.segment'), width: 120 },
        { title: translate('brief.segment-who'), width: '*' },
        { title: translate('brief.segment-size'), width: 150 },
      ],
      rows,
    },
    ...(measured ? [note(translate('brief.counted', { date: dateWords(measured.at, engagement.client.timeZone, language), people: measured.people }))] : []),
  ];
}

/** How many are in it, counted on the sample and reckoned for the client's own list. */
export function sizeOf(
  { id, minimumSize }: Segment,
  measured: MeasuredSegments | undefined,
  { translate }: Pick<BriefSetting, 'translate'>,
): { line: Line; tone: Tone } {
  const size = measured?.sizes[id];
  if (!measured || size === undefined) return { line: translate('brief.size-unknown'), tone: 'quiet' };
  const exact = measured.total === undefined ? undefined : projectSize(size, measured.people, measured.total);
  const projected = exact && roundedProjection(exact);
  const isSmall = (exact?.people ?? size) < minimumSize;
  const lines = [
    translate('brief.size-sample', { size, people: measured.people }),
    ...(projected && measured.total !== undefined ? [translate('brief.size-list', { people: projected.people, total: measured.total })] : []),
    ...(projected ? [translate('brief.size-range', { low: projected.low, high: projected.high })] : []),
    ...(isSmall ? [translate('brief.size-small', { minimum: minimumSize })] : []),
  ];
  return { line: lines.join('\n'), tone: isSmall ? 'waiting' : 'plain' };
}

/** What the dry run of the identity rules came to. Counts only; nothing before one was kept. */
export function identityBlocks(setting: Pick<BriefSetting, 'engagement' | 'translate' | 'language'>): Block[] {
  const { engagement, translate, language } = setting;
  const measured = engagement.measured?.identity;
  if (!measured) return [];
  const number = numberFormat(localeOf[language]);
  const { rows, identified, accounts, people, households, reviews, suspicious } = measured;
  const isOld = measured.rules !== identityHash(engagement);
  return [
    { kind: 'heading', level: 2, text: translate('brief.identity') },
    {
      kind: 'facts',
      rows: [
        { label: translate('brief.identity-rows'), value: translate('brief.identity-rows-value', { rows, identified }) },
        { label: translate('brief.identity-people'), value: translate('brief.identity-people-value', { accounts, people }) },
        ...(households > 0 ? [{ label: translate('brief.identity-households'), value: number.format(households) }] : []),
        ...(reviews > 0 ? [{ label: translate('brief.identity-reviews'), value: number.format(reviews) }] : []),
        ...(suspicious > 0 ? [{ label: translate('brief.identity-suspicious'), value: number.format(suspicious) }] : []),
      ],
    },
    note(
      [
        translate('brief.identity-at', { date: dateWords(measured.at, engagement.client.timeZone, language) }),
        ...(isOld ? [translate('brief.identity-old')] : []),
      ].join(' '),
    ),
  ];
}

function note(text: string): Block {
  return { kind: 'paragraph', size: 'small', tone: 'quiet', text };
}
