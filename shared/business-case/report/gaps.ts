/** What nobody has said, and what is not in the sums because of it. */
import type { PlanSetting } from '../../documents/plan-setting';
import type { Block } from '../../report';
import { caseGapWords } from '../case-words';

export function gapBlocks(setting: PlanSetting): Block[] {
  const { translate } = setting;
  const { gaps } = setting.money().model;
  if (gaps.length === 0) return [{ kind: 'callout', tone: 'good', text: translate('case-report.no-gaps') }];
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('case-report.missing'), width: '*' },
        { title: translate('case-report.leaves-out'), width: '*' },
      ],
      rows: gaps.map((gap) => ({
        cells: [caseGapWords(gap, setting), translate(gap.kind === 'input' ? `case-report.leaves.${gap.input}` : `case-report.leaves.${gap.kind}`)],
      })),
    },
  ];
}
