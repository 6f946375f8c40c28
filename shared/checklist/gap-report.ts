import { chaptersOf } from '../documents/chapters';
import { type Frame, frameReport } from '../documents/frame-report';
import type { Block, Report } from '../report';
import { choiceWords, decisionsOf } from './decision';
import { categoryBlocks, costBlocks, heatMapBlock, rankingBlocks } from './report/comparison';
import { methodBlocks, openBlocks, sensitivityBlocks } from './report/doubts';
import { pointsBlocks } from './report/points';
import { createGapSetting, type GapCatalogue, type GapSetting, listWords, numberWords, small } from './report/setting';
import { decisionBlocks, summaryBlocks } from './report/summary';
import { trialSheetBlocks } from './report/trial-sheet';
import { vendorBlocks } from './report/vendor';

/**
 * What a client is handed about the choice of a vendor: who leads and how surely, what was decided, all points against all
 * vendors, costs, what each vendor would mean for the client's own plan, how the numbers come about, and every answer with its
 * evidence. Without vendors or answers it says so and still gives the points with what the plan needs of them.
 */
export function gapReport(order: Frame & { catalogue: GapCatalogue }): Report {
  const { engagement, catalogue, translate, language } = order;
  const setting = createGapSetting(engagement, catalogue, translate, language);
  const { analysis, groups, candidates } = setting;
  const [decision] = decisionsOf(engagement);
  const points = groups.reduce((sum, group) => sum + group.points.length, 0);
  const ofVendors = (blocks: () => Block[]) => (analysis.vendors.length > 0 ? blocks : undefined);
  return frameReport(order, {
    kind: 'gap-report',
    title: translate('gap-report.title'),
    eyebrow: translate('gap-report.eyebrow'),
    header: engagement.client.name,
    facts: [
      ...(candidates.length > 0 ? [{ label: translate('gap-report.candidates'), value: candidatesLine(setting) }] : []),
      { label: translate('gap-report.points'), value: numberWords(points, setting) },
      ...(decision ? [{ label: translate('gap-report.decision'), value: choiceWords(decision.decision, translate) }] : []),
    ],
    contents: true,
    chapters: chaptersOf(
      gapChapters,
      translate,
      {
        'gap-summary': () => summaryBlocks(setting),
        'gap-decision': decision && (() => decisionBlocks(setting)),
        'gap-ranking': ofVendors(() => rankingBlocks(setting)),
        'gap-heat-map': ofVendors(() => [heatMapBlock(setting)]),
        'gap-categories': ofVendors(() => categoryBlocks(setting)),
        'gap-costs': ofVendors(() => costBlocks(setting)),
        'gap-sensitivity': ofVendors(() => sensitivityBlocks(setting)),
        'gap-vendors': ofVendors(() => setting.placed.flatMap((one) => vendorBlocks(one, setting))),
        'gap-open': ofVendors(() => openBlocks(setting)),
        'gap-method': () => methodBlocks(setting),
        'gap-appendix': () => [small(translate('gap-report.appendix-how')), ...pointsBlocks(setting)],
        'gap-trial-sheet': engagement.checklist.trialTasks.length > 0 ? () => trialSheetBlocks(setting) : undefined,
      },
      { turned: ['gap-trial-sheet'] },
    ),
  });
}

/** Titles by chapter. */
export const gapChapters = {
  'gap-summary': 'gap-report.summary',
  'gap-decision': 'gap-report.decision',
  'gap-ranking': 'gap-report.ranking',
  'gap-heat-map': 'gap-report.heat-map',
  'gap-categories': 'gap-report.categories',
  'gap-costs': 'gap-report.costs',
  'gap-sensitivity': 'gap-report.sensitivity',
  'gap-vendors': 'gap-report.vendors',
  'gap-open': 'gap-report.open',
  'gap-method': 'gap-report.method',
  'gap-appendix': 'gap-report.appendix',
  'gap-trial-sheet': 'gap-report.trial-sheet',
} as const;

function candidatesLine(setting: GapSetting): string {
  const { candidates } = setting;
  return candidates.length > 5
    ? numberWords(candidates.length, setting)
    : listWords(
        candidates.map(({ vendor }) => vendor.name),
        setting,
      );
}
