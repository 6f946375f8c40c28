import type { Catalogue } from '../catalogue/schema';
import { chaptersOf } from '../documents/chapters';
import { type Frame, frameReport } from '../documents/frame-report';
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Report } from '../report';
import { detailBlocks, ruleBlocks } from './plan-details';
import { listBlocks, openBlocks, summaryBlocks, unsentBlocks } from './plan-overview';
import { planSetting } from './plan-setting';

/**
 * What the client's systems have to tell, and when: every event the plan needs or a source gives, who sends it and how, whom
 * it is about, what it carries, an example, and what starts, waits and ends with it. Those nobody sends come first.
 */
export function eventPlan(order: Frame & { catalogue: Pick<Catalogue, 'events' | 'dataSources' | 'kpi'> }): Report {
  const { catalogue, translate, language } = order;
  const setting = planSetting(order, catalogue);
  const unsent = setting.events.some(({ sending }) => sending === 'nobody' || sending === 'missing');
  return frameReport(order, {
    kind: 'event-plan',
    title: translate('event-plan.title'),
    eyebrow: translate('event-plan.eyebrow'),
    facts: [{ label: translate('event-plan.events'), value: numberFormat(localeOf[language]).format(setting.events.length) }],
    contents: true,
    chapters: chaptersOf(
      eventChapters,
      translate,
      {
        'events-summary': () => summaryBlocks(setting),
        'events-unsent': unsent ? () => unsentBlocks(setting) : undefined,
        'events-list': () => listBlocks(setting),
        'events-rules': () => ruleBlocks(setting),
        'events-details': () => detailBlocks(setting),
        'events-open': () => openBlocks(setting),
      },
      { newPage: ['events-details', 'events-open'] },
    ),
  });
}

/** Titles by chapter. */
export const eventChapters = {
  'events-summary': 'record-spec.summary',
  'events-unsent': 'event-plan.unsent',
  'events-list': 'event-plan.list',
  'events-rules': 'event-plan.rules',
  'events-details': 'event-plan.details',
  'events-open': 'event-plan.open',
} as const;
