import { chaptersOf } from '../../documents/chapters';
import { frameReport } from '../../documents/frame-report';
import { createPlanSetting, type PlanOrder } from '../../documents/plan-setting';
import type { Report } from '../../report';
import { assumptionBlocks, formulaBlocks } from './assumptions';
import { channelBlocks } from './channels';
import { claimBlocks } from './claims';
import { gapBlocks } from './gaps';
import { vendorOf } from './headlines';
import { caseJourneyBlocks } from './journeys';
import { paybackBlocks, summaryBlocks, swingBlocks } from './totals';
import { cheaperToolBlocks } from './vendors';

/**
 * The business case as a client reads it: the result from low to high, what each journey brings, when it is paid back, what it hangs
 * on, what channels return, what a cheaper tool costs, which often-heard sentences hold, every assumption with its formula and where
 * it is from, and what is missing with what that leaves out. The words are those of the screen.
 */
export function businessCaseReport(order: PlanOrder): Report {
  const setting = createPlanSetting(order);
  const { engagement, translate } = setting;
  const { model, isEmpty, range } = setting.money();
  return frameReport(order, {
    kind: 'business-case',
    title: translate('case-report.title'),
    eyebrow: translate('case-report.eyebrow'),
    header: engagement.client.name,
    facts: [
      ...(isEmpty ? [] : [{ label: translate('case.head.years'), value: setting.amounts.money(range.expected.total.net) }]),
      {
        label: translate('case.platform'),
        value: model.platform.kind === 'vendor' ? { text: vendorOf(model.platform.cost.vendor, setting), user: true } : translate('case.platform.typed'),
      },
    ],
    contents: true,
    chapters: chaptersOf(caseChapters, translate, {
      'case-summary': () => summaryBlocks(setting),
      'case-journeys': () => caseJourneyBlocks(setting),
      'case-payback': () => paybackBlocks(setting),
      'case-swings': () => swingBlocks(setting),
      'case-channels': () => channelBlocks(setting),
      'case-vendors': () => cheaperToolBlocks(setting),
      'case-claims': () => claimBlocks(setting),
      'case-assumptions': () => assumptionBlocks(setting),
      'case-formulas': () => formulaBlocks(setting),
      'case-gaps': () => gapBlocks(setting),
    }),
  });
}

/** Titles by chapter. */
export const caseChapters = {
  'case-summary': 'case-report.summary',
  'case-journeys': 'case.journeys.title',
  'case-payback': 'case.chart.title',
  'case-swings': 'case.swings.title',
  'case-channels': 'case.channels.title',
  'case-vendors': 'case.vendors.title',
  'case-claims': 'case-report.claims',
  'case-assumptions': 'case-report.assumptions',
  'case-formulas': 'case-report.formulas',
  'case-gaps': 'case.gaps',
} as const;
