import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import type { Block, HeatCell } from '../../report';
import { comparedSegments, shareOf } from '../measured-overlap';
import { type BookSetting, segmentLink } from './book-setting';

/** Who is in two segments at once, as it was counted on the sample when segments were compared; how to get it where it was not. */
export function overlapBlocks(setting: BookSetting): Block[] {
  const { engagement, translate, language } = setting;
  const measured = engagement.measured?.segments;
  const known = new Map(engagement.segments.map((segment) => [segment.id, segment]));
  const compared = measured ? comparedSegments(measured).flatMap((id) => known.get(id) ?? []) : [];
  const heading: Block = { kind: 'heading', level: 3, text: translate('segment-book.overlap') };
  if (!measured || compared.length < 2) return [heading, { kind: 'paragraph', tone: 'waiting', text: translate('segment-book.overlap-not') }];
  const [number, percent] = [{}, { style: 'percent' as const }].map((options) => numberFormat(localeOf[language], options));
  const cellOf = (share: number | undefined): HeatCell => {
    const text = share === undefined ? '–' : (percent?.format(share) ?? '');
    if (share === undefined || share === 0) return { text, empty: 'none' };
    return { text, shade: share >= 0.8 ? -2 : share >= 0.5 ? -1 : 0 };
  };
  return [
    heading,
    {
      kind: 'heat-map',
      caption: translate('segments.compare.matrix'),
      columns: compared.map((segment) => ({ title: segmentLink(segment, setting) })),
      groups: [
        {
          title: '',
          rows: compared.map((row) => ({
            label: segmentLink(row, setting),
            note: number?.format(measured.sizes[row.id] ?? 0) ?? '',
            cells: compared.map((column) => cellOf(row === column ? undefined : shareOf(measured, row.id, column.id))),
          })),
        },
      ],
      legend: [
        { cell: { text: percent?.format(0.8) ?? '', shade: -2 }, words: translate('segment-book.overlap-nearly') },
        { cell: { text: percent?.format(0.5) ?? '', shade: -1 }, words: translate('segment-book.overlap-half') },
        { cell: { text: percent?.format(0.1) ?? '', shade: 0 }, words: translate('segment-book.overlap-less') },
      ],
    },
    ...(measured.none === undefined
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text: translate('segment-book.overlap-none', { count: measured.none, people: measured.people }),
          },
        ]),
  ];
}
