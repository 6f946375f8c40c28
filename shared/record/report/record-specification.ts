import type { Catalogue } from '../../catalogue/schema';
import { chaptersOf } from '../../documents/chapters';
import { type Frame, frameReport } from '../../documents/frame-report';
import type { Report } from '../../report';
import { attributeBlocks, leftOutBlocks } from './spec-attributes';
import { consentBlocks } from './spec-consents';
import { identityBlocks } from './spec-identity';
import { keepingBlocks } from './spec-keeping';
import { openBlocks } from './spec-open';
import { readingBlocks } from './spec-reading';
import { scoreBlocks } from './spec-scores';
import { numberIn, specSetting } from './spec-setting';
import { summaryBlocks } from './spec-summary';

/**
 * The customer record as somebody builds it from: each attribute with its type, where its value comes from and what is made
 * of it on the way, who wins when sources disagree, formulas in words and as written, who uses it; scores, consents, and
 * which records are one person.
 */
export function recordSpecification(order: Frame & { catalogue: Pick<Catalogue, 'events' | 'kpi' | 'unifiedRecord'> }): Report {
  const { catalogue, translate, language, engagement } = order;
  const setting = specSetting(order, catalogue);
  const number = numberIn(language);
  return frameReport(order, {
    kind: 'record-specification',
    title: translate('record-spec.title'),
    eyebrow: translate('record-spec.eyebrow'),
    facts: [
      { label: translate('record-spec.attributes'), value: number(engagement.record.attributes.length) },
      { label: translate('record-spec.sources'), value: number(engagement.sources.length) },
    ],
    contents: true,
    chapters: chaptersOf(recordChapters, translate, {
      'record-summary': () => summaryBlocks(setting),
      'record-attributes': () => attributeBlocks(setting),
      'record-scores': () => scoreBlocks(setting),
      'record-identity': () => identityBlocks(setting),
      'record-consents': () => consentBlocks(setting),
      'record-open': () => [...openBlocks(setting), ...keepingBlocks(setting)],
      'record-left-out': () => leftOutBlocks(setting),
      'record-reading': () => readingBlocks(setting, catalogue),
    }),
  });
}

/** Titles by chapter. */
export const recordChapters = {
  'record-summary': 'record-spec.summary',
  'record-attributes': 'record-spec.attributes',
  'record-scores': 'record-spec.scores',
  'record-identity': 'record-spec.identity',
  'record-consents': 'record-spec.consents',
  'record-open': 'record-spec.open',
  'record-left-out': 'record-spec.left-out',
  'record-reading': 'record-spec.reading',
} as const;
