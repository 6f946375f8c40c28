import { Button, SegmentedControl, Select, Skeleton, TextInput } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeploymentSummary } from '../../../../shared/executor/api';
import { type TaskChange, taskStateSchema } from '../../../../shared/executor/tasks';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { usePolled } from '../../../store/use-polled';
import { Badge } from '../../../ui/badge';
import { EmptyState } from '../../../ui/empty-state';
import { useTellers } from '../../../ui/trace/use-tellers';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { TaskLine } from './task-line';
import classes from './tasks.module.css';

type Props = {
  /** Of which executor; another one has other tasks. */
  of: string;
  /** What time it is there. */
  now: number;
  deployments: readonly DeploymentSummary[];
  speaker: Speaker;
  onTell: (problems: readonly Problem[]) => void;
};

const atFirst = 50;
const most = 500;
const nobody = '';
const states = [...taskStateSchema.options, 'all'] as const;
type Shown = (typeof states)[number];

/** What journeys ask people to do: whose it is, until when, and what came of it. */
export function TasksView({ of, now, deployments, speaker, onTell }: Props) {
  const { t, locale } = useWords();
  const [shown, setShown] = useState<Shown>('open');
  const [assignee, setAssignee] = useState<string | null>(null);
  const [limit, setLimit] = useState(atFirst);
  const [opened, setOpened] = useState<number>();
  const [by, setBy] = useState('');
  const asked = { ...(shown === 'all' ? {} : { state: shown }), ...(assignee === null ? {} : { assignee }), limit };
  const { value, refresh } = usePolled(`${of} ${JSON.stringify(asked)}`, () => platform['executor.tasks'](asked));
  const tellers = useTellers(value?.tasks ?? [], deployments, speaker);
  const number = numberFormat(locale);
  const countOf = (state: Shown) => value && (state === 'all' ? value.counts.open + value.counts.done + value.counts.dropped : value.counts[state]);

  async function change(n: number, said: TaskChange): Promise<boolean> {
    const reply = await platform['executor.changeTask']({ n, change: { ...said, ...(by.trim() === '' ? {} : { by: by.trim() }) } });
    if (!reply.ok) onTell(reply.problems);
    refresh();
    return reply.ok;
  }

  return (
    <section className={page.card} aria-labelledby="tasks-title">
      <header className={page.cardHead}>
        <h2 id="tasks-title">{t('tasks.title')}</h2>
        {value && value.counts.late > 0 && <Badge tone="blocking">{t('tasks.late-count', { count: value.counts.late })}</Badge>}
      </header>
      <div className={classes.filters}>
        <SegmentedControl
          value={shown}
          onChange={(next) => setShown(states.find((one) => one === next) ?? 'open')}
          data={states.map((one) => {
            const count = countOf(one);
            return { value: one, label: count === undefined ? t(`tasks.state.${one}`) : `${t(`tasks.state.${one}`)} ${number.format(count)}` };
          })}
          aria-label={t('tasks.which')}
        />
        <Select
          value={assignee}
          onChange={setAssignee}
          clearable
          searchable
          rightSectionWidth={54}
          placeholder={t('tasks.everybody')}
          aria-label={t('tasks.whose')}
          data={[{ value: nobody, label: t('tasks.nobody') }, ...(value?.assignees ?? []).map((name) => ({ value: name, label: name }))]}
        />
        <span className={page.space} />
        <TextInput
          value={by}
          onChange={(event) => setBy(event.currentTarget.value)}
          placeholder={t('tasks.your-name')}
          aria-label={t('tasks.your-name')}
          title={t('tasks.your-name-why')}
          maxLength={100}
        />
      </div>
      {!value && <Skeleton height={14} m={20} width="60%" />}
      {value?.tasks.length === 0 && (
        <EmptyState icon={<IconChecklist size={30} />} title={t(`tasks.none.${shown === 'open' ? 'open' : 'other'}`)} text={t('tasks.none-text')} />
      )}
      <ul className={classes.list}>
        {value?.tasks.map((task) => (
          <TaskLine
            key={task.n}
            task={task}
            now={now}
            told={tellers.of(task)}
            deployments={deployments}
            assignees={value.assignees}
            isOpen={opened === task.n}
            onToggle={() => setOpened(opened === task.n ? undefined : task.n)}
            onChange={(said) => change(task.n, said)}
          />
        ))}
      </ul>
      {value && value.tasks.length === limit && limit < most && (
        <Button variant="subtle" fullWidth onClick={() => setLimit(Math.min(most, limit * 3))}>
          {t('tasks.more')}
        </Button>
      )}
    </section>
  );
}
