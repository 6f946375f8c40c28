import { Button } from '@mantine/core';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Condition } from '../../../shared/condition/schema';
import { ConditionText } from '../condition-text';
import { useWords } from '../words';
import classes from './condition-editor.module.css';
import { type ConditionContext, namesOf } from './condition-names';
import { ConditionPart } from './condition-part';

type Props = {
  value: Condition;
  onChange: (condition: Condition) => void;
  context: ConditionContext;
  /** Whose properties `event.*` speaks of. */
  event?: string | undefined;
  /** Begins with the builder open. */
  open?: boolean;
};

/** A condition as a sentence; the pencil opens it as parts that can be changed. */
export function ConditionEditor({ value, onChange, context, event, open = false }: Props) {
  const { t } = useWords();
  const [editing, setEditing] = useState(open);
  const names = useMemo(() => namesOf(context, event), [context, event]);
  return (
    <div className={classes.editor}>
      <ConditionText condition={value} names={names} className={classes.sentence} />
      {editing && <ConditionPart value={value} onChange={onChange} context={context} event={event} />}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={editing ? <IconCheck size={13} /> : <IconPencil size={13} />}
        onClick={() => setEditing(!editing)}
      >
        {t(editing ? 'condition-editor.done' : 'condition-editor.change')}
      </Button>
    </div>
  );
}
