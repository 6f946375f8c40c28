import type { Block, Line } from '../../report';
import { type GapSetting, numberWords, small, user } from './setting';

/** Nothing that is to be seen; a row keeps its height for a hand that writes. */
const blank = '\u00a0';

/** The script of the trial with room to write, for whoever sits beside somebody who tries. A copy for each vendor and each of them. */
export function trialSheetBlocks(setting: GapSetting): Block[] {
  const { translate, engagement } = setting;
  const { trialTasks } = engagement.checklist;
  const outcomes: Line = (['alone', 'with-help', 'not-done'] as const).map((one) => translate(`gap.trial.outcome.${one}`)).join('\n');
  const ease = [1, 2, 3, 4, 5].map((one) => numberWords(one, setting)).join('  ');
  const toFill = (...keys: string[]) => keys.map((key) => ({ label: translate(key), value: blank }));
  return [
    small(translate('gap-report.trial-sheet-how')),
    { kind: 'facts', rows: toFill('gap.vendor', 'gap.trial.by', 'pack.setting.date') },
    {
      kind: 'table',
      columns: [
        { title: translate('gap-report.column.task'), width: '*' },
        { title: translate('gap-report.column.expected'), width: 64, align: 'number' },
        { title: translate('gap-report.column.outcome'), width: 90 },
        { title: translate('gap.trial.minutes'), width: 60 },
        { title: translate('gap-report.column.ease'), width: 80 },
        { title: translate('gap.trial.note'), width: 210 },
      ],
      rows: trialTasks.map(({ task, minutes }) => ({
        cells: [user(task), minutes === undefined ? blank : numberWords(minutes, setting), outcomes, blank, ease, blank],
      })),
    },
  ];
}
