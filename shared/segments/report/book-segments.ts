import { refsOf } from '../../condition/refs';
import { conditionSentence } from '../../condition/sentence';
import { dateWords } from '../../documents/date-words';
import { problemText } from '../../i18n/translator';
import { toWire } from '../../ids';
import { sizeOf } from '../../journey/brief-people';
import { capitalised } from '../../journey/brief-setting';
import { attributeName, eventName, listed } from '../../journey/node-label';
import { platformEvents } from '../../journey/platform-events';
import type { Block, Inline, Line, Row } from '../../report';
import { supplyOf } from '../../sources/coverage';
import type { FieldPlace } from '../../sources/find';
import { placeLine } from '../../sources/place-line';
import { textIn } from '../../text';
import type { Segment } from '../schema';
import type { SegmentUse } from '../segment-uses';
import { segmentSql } from '../sql/segment-sql';
import { anchorOfSegment, type BookSetting, segmentLink, segmentTitle } from './book-setting';
import { logicLines } from './logic-tree';

/**
 * Category by category, of those that are told in full: whom each segment means in words and part by part, what it needs, how
 * many they are and who builds on it.
 */
export function segmentBlocks(setting: BookSetting): Block[] {
  const { categories, translate, told, engagement } = setting;
  if (categories.length === 0) return [{ kind: 'paragraph', text: translate('segment-book.empty-text') }];
  const others = engagement.segments.length - told.size;
  return [
    ...(others > 0 ? [{ kind: 'paragraph' as const, text: translate('segment-book.each-others', { count: others }) }] : []),
    ...categories.flatMap(({ id, label, segments }): Block[] => {
      const shown = segments.filter((segment) => told.has(segment.id));
      if (shown.length === 0) return [];
      return [
        { kind: 'heading', level: 2, text: { text: label, user: true }, id: `segments-${id}` },
        ...shown.flatMap((segment) => oneSegment(segment, setting)),
      ];
    }),
  ];
}

function oneSegment(segment: Segment, setting: BookSetting): Block[] {
  const { translate, language, names, engagement } = setting;
  const { line, tone } = sizeOf(segment, engagement.measured?.segments, setting);
  const purpose = textIn(segment.purpose, language);
  const lines = logicLines(segment.when, setting);
  return [
    {
      kind: 'heading',
      level: 3,
      text: [{ text: segmentTitle(segment, setting), user: true }, '  ', { text: segment.id, code: true }],
      id: anchorOfSegment(segment.id),
    },
    ...(purpose ? [{ kind: 'paragraph' as const, size: 'small' as const, text: { text: purpose, user: true } }] : []),
    {
      kind: 'facts',
      rows: [
        { label: translate('segments.who'), value: capitalised(conditionSentence(segment.when, names, translate, language)) },
        { label: translate('segments.size'), value: tone === 'plain' ? line : { text: String(line), tone } },
        { label: translate('segment-book.leaves-out'), value: leavesOut(segment, setting) },
        {
          label: translate('segment-book.used-by'),
          value: segment.administrative ? translate('segments.administrative-text') : usesLine(setting.uses.get(segment.id) ?? [], setting),
        },
      ],
    },
    // A single part has been said already.
    ...(lines.length > 1
      ? [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('segment-book.part'), width: 34, code: true },
              { title: translate('segment-book.parts'), width: '*' as const },
            ],
            rows: lines.map(({ number, words, isGroup }) => ({ cells: [number, isGroup ? { text: words, bold: true } : capitalised(words)] })),
          },
        ]
      : []),
    {
      kind: 'table',
      columns: [
        { title: translate('segment-book.needs'), width: 150 },
        { title: translate('record-spec.comes-from'), width: '*' },
        { title: translate('record-spec.state'), width: 90 },
      ],
      rows: needRows(segment, setting),
      whenEmpty: translate('segment-book.needs-nothing'),
    },
  ];
}

/** Test records and employees are in no other segment; an administrative one leaves nobody out. */
function leavesOut(segment: Segment, setting: BookSetting): Line {
  const others = segment.administrative ? [] : setting.engagement.segments.filter(({ administrative }) => administrative);
  if (others.length === 0) return setting.translate('segment-book.leaves-nobody-out');
  return others.flatMap((other, index): Inline[] => [...(index > 0 ? [' · '] : []), segmentLink(other, setting)]);
}

const useKinds = ['journey', 'planned-send', 'segment', 'suppression', 'cap'] as const;

function usesLine(uses: readonly SegmentUse[], { translate, language, engagement }: BookSetting): Line {
  const sends = new Map(engagement.plannedSends.map((send) => [send.id, send]));
  const lines = useKinds.flatMap((kind) => {
    const names = uses
      .filter((use) => use.kind === kind)
      .map(({ id, name }) => {
        const date = kind === 'planned-send' ? sends.get(id)?.date : undefined;
        const words = `\u2068${textIn(name, language) || id}\u2069`;
        return date ? `${words} (${dateWords(date, engagement.client.timeZone, language)})` : words;
      });
    return names.length > 0 ? [translate(`segment-book.use.${kind}`, { names: listed(names, language) })] : [];
  });
  return lines.join('\n') || translate('segments.unused');
}

function needRows({ when }: Segment, setting: BookSetting): Row[] {
  const { lineage, context, translate } = setting;
  const refs = refsOf(when);
  const attributes = refs.attributes.map((id): Row => {
    const found = lineage.attributes.get(id);
    const name: Line = [{ text: attributeName(id, setting), user: true }, '\n', { text: id, code: true }];
    if (!found) return { cells: [name, '', translate('segment-book.unknown')], tone: 'blocking' };
    const supply = supplyOf(found);
    const from = found.fields.length > 0 ? placesLine(found.fields, setting) : translate(`origin.${found.attribute.origin}`);
    return {
      cells: [name, from, capitalised(translate(`coverage.supply.${supply}`))],
      tone: supply === 'unmapped' || supply === 'missing' ? 'waiting' : 'plain',
    };
  });
  const events = Object.keys(refs.events).map((id): Row => {
    const known = context.events.get(id);
    const name: Line = [{ text: eventName(id, setting), user: true }, '\n', { text: toWire(id), code: true }];
    if (!known) return { cells: [name, '', translate('segment-book.unknown')], tone: 'blocking' };
    if (platformEvents.some((one) => one === id)) return { cells: [name, translate('brief.by-platform'), translate('brief.planned')] };
    return known.planned
      ? { cells: [name, placesLine(known.fields, setting), translate('brief.planned')] }
      : { cells: [name, translate('brief.no-source'), translate('brief.not-planned')], tone: 'waiting' };
  });
  const segments = refs.segments.map((id): Row => {
    const segment = context.segments.get(id);
    if (!segment) return { cells: [{ text: id, code: true }, '', translate('segment-book.unknown')], tone: 'blocking' };
    return { cells: [segmentLink(segment, setting), translate('segment-book.another-segment'), ''] };
  });
  return [...attributes, ...events, ...segments];
}

const mostPlaces = 3;

function placesLine(places: readonly FieldPlace[], { language, translate }: BookSetting): Line {
  const lines = places.slice(0, mostPlaces).flatMap((place, index): Inline[] => [...(index > 0 ? ['\n'] : []), ...placeLine(place, language)]);
  return places.length > mostPlaces ? [...lines, `\n${translate('brief.more-fields', { count: places.length - mostPlaces })}`] : lines;
}

/** Each segment that something builds on as a query, or why no query says the same; of a book without any use, those told in full. */
export function sqlBlocks(setting: BookSetting): Block[] {
  const { engagement, translate, categories, uses, told } = setting;
  const all = categories.flatMap(({ segments }) => segments);
  const full = all.filter(({ id }) => told.has(id));
  const used = full.filter(({ id, administrative }) => administrative || uses.has(id));
  const shown = full.some(({ id }) => uses.has(id)) ? used : full;
  return [
    { kind: 'paragraph', text: translate('segment-book.sql-lead') },
    ...(shown.length < all.length
      ? [{ kind: 'paragraph' as const, size: 'small' as const, text: translate('segment-book.sql-others', { count: all.length - shown.length }) }]
      : []),
    ...shown.flatMap((segment): Block[] => {
      const sql = segmentSql(engagement.segments, engagement.record, segment.id, { dialect: 'postgres', timeZone: engagement.client.timeZone });
      return [
        { kind: 'heading', level: 3, text: [segmentLink(segment, setting), '  ', { text: segment.id, code: true }], id: `sql-${segment.id}` },
        sql.ok
          ? { kind: 'code', title: translate('segment-book.query'), text: sql.value.trimEnd() }
          : {
              kind: 'callout',
              tone: 'waiting',
              title: translate('segments.sql.refused'),
              text: sql.problems.map((problem) => problemText(problem, translate)).join('\n'),
            },
      ];
    }),
  ];
}
