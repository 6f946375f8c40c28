import type { Catalogue } from '../../catalogue/schema';
import { chaptersOf } from '../../documents/chapters';
import { type Frame, frameReport } from '../../documents/frame-report';
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import type { Report } from '../../report';
import { fieldBlocks } from './map-fields';
import { questionBlocks } from './map-questions';
import { mapSetting } from './map-setting';
import { summaryBlocks, unreachedBlocks } from './map-summary';

/**
 * The field map to read and to sign: every field of every system with what it means, how sure it is and what it feeds, how
 * far each system is known, who owes which answer, and what nobody gives yet. The workbook is for filling in.
 */
export function fieldMapReport(order: Frame & { catalogue: Pick<Catalogue, 'unifiedRecord' | 'dataSources'> }): Report {
  const { catalogue, translate, language, engagement } = order;
  const setting = mapSetting(order);
  const number = numberFormat(localeOf[language]);
  const fields = engagement.sources.reduce((sum, { objects }) => sum + objects.reduce((of, object) => of + object.fields.length, 0), 0);
  return frameReport(order, {
    kind: 'field-map-report',
    title: translate('map-report.title'),
    eyebrow: translate('map-report.eyebrow'),
    facts: [
      { label: translate('record-spec.sources'), value: number.format(engagement.sources.length) },
      { label: translate('map-report.fields'), value: number.format(fields) },
    ],
    contents: true,
    chapters: chaptersOf(
      fieldMapChapters,
      translate,
      {
        'fields-summary': () => summaryBlocks(setting),
        'fields-each': () => fieldBlocks(setting),
        'fields-open': () => questionBlocks(setting),
        'fields-unreached': () => unreachedBlocks(setting, catalogue),
      },
      // Without a table there is nothing that needs the width.
      { turned: fields > 0 ? ['fields-each'] : [] },
    ),
  });
}

/** Titles by chapter. */
export const fieldMapChapters = {
  'fields-summary': 'record-spec.summary',
  'fields-each': 'map-report.each',
  'fields-open': 'map-report.open',
  'fields-unreached': 'map-report.unreached',
} as const;
