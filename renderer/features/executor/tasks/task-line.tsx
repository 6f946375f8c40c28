import { IconCheck, IconChevronDown, IconClock, IconUser, IconX } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { DeploymentSummary } from '../../../../shared/executor/api';
import { nodeName, type Teller } from '../../../../shared/executor/reason-words';
import { isLate, type TaskChange, type TaskRow, taskOutcomes } from '../../../../shared/executor/tasks';
import { useEngagement } from '../../../store/session';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { TaskForm } from './task-form';
import classes from './tasks.module.css';

type Props = {
  task: TaskRow;
  now: number;
  told: Teller;
  deployments: readonly DeploymentSummary[];
  assignees: readonly string[];
  isOpen: boolean;
  onToggle: () => void;
  /** True: it was taken. */
  onChange: (change: TaskChange) => Promise<boolean>;
};

const tones = { open: 'waiting', done: 'good', dropped: 'quiet' } satisfies Record<TaskRow['state'], BadgeTone>;
const icons = { open: <IconClock size={13} />, done: <IconCheck size={13} />, dropped: <IconX size={13} /> };

/** One task; opened, all that is known of it and what can be said of it. */
export function TaskLine({ task, now, told, deployments, assignees, isOpen, onToggle, onChange }: Props) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const journey = useEngagement((e) => e.journeys.find((j) => j.id === task.journeyId));
  const journeyName = text(journey?.name ?? deployments.find((d) => d.journeyId === task.journeyId)?.name) || task.journeyId;
  const moment = (at: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(at));
  const late = isLate(task, now);
  const params = Object.entries(task.params);
  const outcome = taskOutcomes.find((one) => one === task.outcome);
  return (
    <li data-open={isOpen}>
      <button type="button" className={classes.row} onClick={onToggle} aria-expanded={isOpen}>
        <Badge tone={late ? 'blocking' : tones[task.state]} icon={icons[task.state]}>
          {late ? t('tasks.late') : t(`tasks.is.${task.state}`)}
        </Badge>
        <span className={classes.what}>
          <UserText>{nodeName(task.node, told.journey, told.speaker)}</UserText> <span className={page.quiet}>{journeyName}</span>
        </span>
        <span className={classes.who}>
          <IconUser size={14} aria-hidden />
          {task.assignTo === undefined ? <span className={page.quiet}>{t('tasks.nobody')}</span> : <UserText>{task.assignTo}</UserText>}
        </span>
        <time className={page.time} dateTime={task.due ?? task.madeAt} data-late={late}>
          {task.due === undefined
            ? t('tasks.since', { time: moment(task.madeAt, { dateStyle: 'medium' }) })
            : t('tasks.until', { time: moment(task.due, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }) })}
        </time>
        <IconChevronDown size={14} className={page.chevron} aria-hidden />
      </button>
      {isOpen && (
        <div className={page.message}>
          <dl className={page.messageFacts}>
            <dt>{t('tasks.about')}</dt>
            <dd>
              <Link to={`/e/${engagementId}/executor/${task.customer}?view=tasks`}>
                {t('tasks.story')} <Code>{task.customer}</Code>
              </Link>
            </dd>
            <dt>{t('tasks.made')}</dt>
            <dd>{moment(task.madeAt, { dateStyle: 'medium', timeStyle: 'short' })}</dd>
            {params.map(([name, value]) => (
              <div key={name} className={classes.fact}>
                <dt>{name}</dt>
                <dd>
                  <UserText>{Array.isArray(value) ? value.join(', ') : String(value)}</UserText>
                </dd>
              </div>
            ))}
            {task.outcome !== undefined && (
              <>
                <dt>{t('tasks.outcome')}</dt>
                <dd>{outcome ? t(`tasks.outcome.${outcome}`) : <UserText>{task.outcome}</UserText>}</dd>
              </>
            )}
            {task.changedAt !== undefined && (
              <>
                <dt>{t('tasks.changed')}</dt>
                <dd>
                  {moment(task.changedAt, { dateStyle: 'medium', timeStyle: 'short' })}
                  {task.changedBy !== undefined && (
                    <>
                      {' · '}
                      <UserText>{task.changedBy}</UserText>
                    </>
                  )}
                </dd>
              </>
            )}
          </dl>
          <TaskForm key={task.state} task={task} assignees={assignees} onChange={onChange} />
        </div>
      )}
    </li>
  );
}
