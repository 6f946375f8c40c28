import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconSparkles, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { suggestTrialTasks, type TrialSuggestion } from '../../../shared/checklist/suggest-trial-tasks';
import type { TrialTask } from '../../../shared/checklist/trial-schema';
import { withoutMarks } from '../../../shared/direction-marks';
import { createTranslate } from '../../../shared/i18n/translator';
import { languages } from '../../../shared/text';
import { useEngagement, useReadOnly } from '../../store/session';
import { NumberField } from '../../ui/number-field';
import { Quiet } from '../../ui/quiet';
import { TypedInput } from '../../ui/typed-input';
import { useWords, type Words } from '../../ui/words';
import { addTask, changeTask, dropTask, placeTask } from './trial-commands';
import classes from './trial-view.module.css';

/** What is to be done in every product: tasks in their order, and more of them drawn from the plan. */
export function TrialScript() {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const tasks = useEngagement((e) => e.checklist.trialTasks);
  const results = useEngagement((e) => e.checklist.trialResults);
  const [typed, setTyped] = useState('');
  function add() {
    if (!typed.trim()) return;
    addTask({ task: typed, weight: 3 });
    setTyped('');
  }
  return (
    <div className={classes.script}>
      <section>
        <h2>{t('gap.trial.script')}</h2>
        <Quiet>{t('gap.trial.script-text')}</Quiet>
        <ol className={classes.tasks}>
          {tasks.map((task, at) => (
            <TaskRow key={task.id} task={task} at={at} last={at === tasks.length - 1} tried={results.filter((result) => result.task === task.id).length} />
          ))}
        </ol>
        <div className={classes.add}>
          <TextInput
            label={t('gap.trial.new-task')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
            dir="auto"
            maxLength={1000}
            disabled={readOnly}
          />
          <Button variant="default" leftSection={<IconPlus size={15} />} disabled={readOnly || !typed.trim() || tasks.length >= 50} onClick={add}>
            {t('gap.trial.add-task')}
          </Button>
        </div>
      </section>
      <Suggestions tasks={tasks} />
    </div>
  );
}

function TaskRow({ task, at, last, tried }: { task: TrialTask; at: number; last: boolean; tried: number }) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const n = at + 1;
  return (
    <li className={classes.task}>
      <span className={classes.n}>{new Intl.NumberFormat(locale).format(n)}</span>
      <TypedInput
        aria-label={t('gap.trial.task-n', { n })}
        value={task.task}
        onType={(text) => changeTask(task.id, 'task', text)}
        maxLength={1000}
        disabled={readOnly}
        title={task.task}
      />
      <NumberField
        label={t('gap.trial.weight')}
        value={task.weight}
        onChange={(weight) => weight !== undefined && changeTask(task.id, 'weight', weight)}
        max={10}
        disabled={readOnly}
      />
      <NumberField
        label={t('gap.trial.expected')}
        value={task.minutes}
        onChange={(minutes) => changeTask(task.id, 'minutes', minutes || undefined)}
        max={10_000}
        disabled={readOnly}
      />
      <span className={classes.tools}>
        <ActionIcon size={26} aria-label={t('gap.trial.up', { n })} disabled={readOnly || at === 0} onClick={() => placeTask(task.id, at - 1)}>
          <IconArrowUp size={15} />
        </ActionIcon>
        <ActionIcon size={26} aria-label={t('gap.trial.down', { n })} disabled={readOnly || last} onClick={() => placeTask(task.id, at + 1)}>
          <IconArrowDown size={15} />
        </ActionIcon>
        <ActionIcon
          size={26}
          aria-label={t('gap.trial.remove', { n })}
          title={tried > 0 ? t('gap.trial.remove-with-results', { count: tried }) : undefined}
          disabled={readOnly}
          onClick={() => dropTask(task)}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </span>
    </li>
  );
}

/** Tasks drawn from the plan that are not in the script yet, in whatever language they were added. */
function Suggestions({ tasks }: { tasks: readonly TrialTask[] }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const engagement = useEngagement();
  const open = useMemo(() => {
    const there = new Set(tasks.map(({ task }) => task));
    const words = languages.map((language) => createTranslate(language));
    return suggestTrialTasks(engagement).filter((suggestion) => words.every((say) => !there.has(wordsOf(suggestion, say))));
  }, [engagement, tasks]);
  if (open.length === 0) return null;
  return (
    <section>
      <h2>{t('gap.trial.suggested')}</h2>
      <Quiet>{t('gap.trial.suggested-text')}</Quiet>
      <ul className={classes.suggestions}>
        {open.map((suggestion) => {
          const words = wordsOf(suggestion, t);
          return (
            <li key={suggestion.id}>
              <IconSparkles size={15} aria-hidden />
              <span dir="auto">{words}</span>
              <Button
                size="compact-xs"
                variant="light"
                disabled={readOnly || tasks.length >= 50}
                aria-label={t('gap.trial.add-suggested', { task: words })}
                onClick={() => addTask({ task: words, weight: suggestion.weight, minutes: suggestion.minutes })}
              >
                {t('common.add')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Kept in the document, so without the marks that only a sentence on the screen needs. */
function wordsOf({ kind, params, language }: TrialSuggestion, say: Words['t']): string {
  return withoutMarks(say(`gap.trial.task.${kind}`, { ...params, ...(language && { language: say(`language.${language}`) }) }));
}
