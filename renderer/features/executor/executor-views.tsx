import { SegmentedControl } from '@mantine/core';
import { IconActivity, IconChecklist, IconMailOff, IconPlugConnected, IconRocket, IconSend2, IconUsersGroup, type TablerIcon } from '@tabler/icons-react';
import type { ChannelState } from '../../../shared/executor/channels';
import { awaitingDecision, countsOf } from '../../../shared/executor/dead-letters';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

export const executorViews = ['now', 'outbox', 'dead-letters', 'deployments', 'audiences', 'tasks', 'channels'] as const;
export type ExecutorView = (typeof executorViews)[number];

const icons: Record<ExecutorView, TablerIcon> = {
  now: IconActivity,
  outbox: IconSend2,
  'dead-letters': IconMailOff,
  deployments: IconRocket,
  audiences: IconUsersGroup,
  tasks: IconChecklist,
  channels: IconPlugConnected,
};

type Props = { view: ExecutorView; onView: (view: ExecutorView) => void; channels: readonly ChannelState[] | undefined };

/** The views of the executor; how many messages wait for somebody's word stands on theirs. */
export function ExecutorViews({ view, onView, channels }: Props) {
  const { t, locale } = useWords();
  const waiting = awaitingDecision(countsOf(channels ?? []));
  return (
    <SegmentedControl
      value={view}
      onChange={(value) => onView(executorViews.find((one) => one === value) ?? 'now')}
      aria-label={t('executor.view')}
      style={{ flex: 'none' }}
      data={executorViews.map((value) => {
        const Icon = icons[value];
        return {
          value,
          label: (
            <span className={classes.tab}>
              <Icon size={15} stroke={1.7} aria-hidden />
              {t(`executor.view.${value}`)}
              {value === 'dead-letters' && waiting > 0 && <span className={classes.tabCount}>{new Intl.NumberFormat(locale).format(waiting)}</span>}
            </span>
          ),
        };
      })}
    />
  );
}
