/** The choice of a platform and the business case, each in brief; both have reports of their own. */
import { headlineBlocks, journeyBars } from '../../business-case/report/headlines';
import { journeyName, pointName } from '../../checklist/report/setting';
import { decisionBlocks, summaryBlocks } from '../../checklist/report/summary';
import type { Block } from '../../report';
import { dotted, missing, type PlanSetting, small, title, user } from '../plan-setting';

export function vendorsInShort(setting: PlanSetting): Block[] {
  const { translate } = setting;
  const gap = setting.gap();
  if (gap.analysis.vendors.length === 0) return missing(`${translate('gap-report.no-vendors')}. ${translate('workshop.see-gap-report')}`);
  const decision = decisionBlocks(gap);
  const failing = gap.placed.flatMap(({ vendor, score, consequences }) => {
    const stopped = consequences.journeys.filter(({ fate }) => fate === 'stopped').map(({ journey }) => journeyName(journey, gap));
    const gates = score.blocking.map(({ point }) => pointName(point, gap));
    return stopped.length + gates.length > 0 ? [{ vendor, stopped, gates }] : [];
  });
  return [
    ...summaryBlocks(gap),
    ...(failing.length > 0
      ? [
          title(translate('workshop.would-not-run'), 3),
          {
            kind: 'table' as const,
            columns: [
              { title: translate('gap.vendor'), width: 90 },
              { title: translate('gap-report.gates'), width: '*' as const },
              { title: translate('workshop.journeys-stopped'), width: '*' as const },
            ],
            rows: failing.map(({ vendor, stopped, gates }) => ({
              cells: [user(vendor.name), gates.length > 0 ? dotted(gates) : '–', stopped.length > 0 ? dotted(stopped) : '–'],
            })),
          },
        ]
      : []),
    ...(decision.length > 0 ? [title(translate('gap-report.decision'), 3), ...decision] : []),
    small(translate('workshop.see-gap-report')),
  ];
}

export function caseInShort(setting: PlanSetting): Block[] {
  const { translate } = setting;
  const { isEmpty } = setting.money();
  if (isEmpty) return headlineBlocks(setting);
  return [...headlineBlocks(setting), title(translate('case.journeys.title'), 3), ...journeyBars(setting), small(translate('workshop.see-business-case'))];
}
