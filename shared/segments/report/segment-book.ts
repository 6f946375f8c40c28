import type { Catalogue } from '../../catalogue/schema';
import { chaptersOf } from '../../documents/chapters';
import { type Frame, frameReport } from '../../documents/frame-report';
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import type { Report } from '../../report';
import { overlapBlocks } from './book-overlap';
import { listBlocks, openBlocks, summaryBlocks } from './book-overview';
import { segmentBlocks, sqlBlocks } from './book-segments';
import { bookSetting } from './book-setting';

/**
 * Every segment of the plan: whom it means, in a sentence and part by part, what it needs and how sure that is, how many were
 * counted in the sample, who builds on it, and the same as a query.
 */
export function segmentBook(order: Frame & { catalogue: Pick<Catalogue, 'events' | 'kpi' | 'segments'> }): Report {
  const { catalogue, translate, language, engagement } = order;
  const setting = bookSetting(order, catalogue);
  const has = engagement.segments.length > 0;
  return frameReport(order, {
    kind: 'segment-book',
    title: translate('segment-book.title'),
    eyebrow: translate('segment-book.eyebrow'),
    facts: [
      {
        label: translate('segment-book.segments'),
        value: numberFormat(localeOf[language]).format(engagement.segments.filter(({ administrative }) => !administrative).length),
      },
    ],
    contents: true,
    chapters: chaptersOf(segmentChapters, translate, {
      'segments-summary': () => summaryBlocks(setting),
      'segments-list': has ? () => [...listBlocks(setting), ...overlapBlocks(setting)] : undefined,
      'segments-each': has ? () => segmentBlocks(setting) : undefined,
      'segments-open': has ? () => openBlocks(setting) : undefined,
      'segments-sql': has ? () => sqlBlocks(setting) : undefined,
    }),
  });
}

/** Titles by chapter. */
export const segmentChapters = {
  'segments-summary': 'record-spec.summary',
  'segments-list': 'segment-book.list',
  'segments-each': 'segment-book.each',
  'segments-open': 'segment-book.open',
  'segments-sql': 'segment-book.sql',
} as const;
