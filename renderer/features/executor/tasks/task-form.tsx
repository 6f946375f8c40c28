import { Autocomplete, Button, Select, Textarea } from '@mantine/core';
import { IconCheck, IconRotate, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type TaskChange, type TaskRow, taskOutcomes } from '../../../../shared/executor/tasks';
import { useWords } from '../../../ui/words';
import classes from './tasks.module.css';

type Props = {
  task: TaskRow;
  assignees: readonly string[];
  onChange: (change: TaskChange) => Promise<boolean>;
};

/** What a person says of a task: whose it is, a note, and that it is done (with an outcome) or that nobody will do it. */
export function TaskForm({ task, assignees, onChange }: Props) {
  const { t } = useWords();
  const [assignTo, setAssignTo] = useState(task.assignTo ?? '');
  const [note, setNote] = useState(task.note ?? '');
  const [outcome, setOutcome] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const typed = (value: string, before: string | undefined) => {
    const trimmed = value.trim();
    return trimmed === (before ?? '') ? undefined : trimmed === '' ? null : trimmed;
  };
  const edits = {
    ...(typed(assignTo, task.assignTo) !== undefined && { assignTo: typed(assignTo, task.assignTo) }),
    ...(typed(note, task.note) !== undefined && { note: typed(note, task.note) }),
  };
  const isEdited = Object.keys(edits).length > 0;

  async function say(change: TaskChange) {
    setBusy(true);
    await onChange({ ...edits, ...change });
    setBusy(false);
  }

  return (
    <form className={classes.form} onSubmit={(event) => event.preventDefault()}>
      <div className={classes.fields}>
        <Autocomplete label={t('tasks.assign')} value={assignTo} onChange={setAssignTo} data={[...assignees]} maxLength={100} />
        {task.state === 'open' && (
          <Select
            label={t('tasks.outcome')}
            placeholder={t('tasks.outcome-choose')}
            value={outcome}
            onChange={setOutcome}
            data={taskOutcomes.map((one) => ({ value: one, label: t(`tasks.outcome.${one}`) }))}
          />
        )}
      </div>
      <Textarea label={t('tasks.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2000} autosize minRows={1} />
      <div className={classes.buttons}>
        {task.state === 'open' && (
          <>
            <Button
              leftSection={<IconCheck size={16} />}
              loading={busy}
              disabled={outcome === null}
              onClick={() => void say({ state: 'done', outcome: outcome ?? 'other' })}
            >
              {t('tasks.finish')}
            </Button>
            <Button variant="default" leftSection={<IconX size={16} />} disabled={busy} onClick={() => void say({ state: 'dropped' })}>
              {t('tasks.drop')}
            </Button>
          </>
        )}
        {task.state === 'dropped' && (
          <Button variant="default" leftSection={<IconRotate size={16} />} disabled={busy} onClick={() => void say({ state: 'open' })}>
            {t('tasks.take-up')}
          </Button>
        )}
        {isEdited && (
          <Button variant="subtle" disabled={busy} onClick={() => void say({})}>
            {t('tasks.keep')}
          </Button>
        )}
      </div>
    </form>
  );
}
