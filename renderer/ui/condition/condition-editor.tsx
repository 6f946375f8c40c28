import { Button } from '@mantine/core';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Condition } from '../../../shared/condition/schema';
import { ConditionText } from '../condition-text';
import { useWords } from '../words';
import { AddPart } from './add-part';
import classes from './condition-editor.module.css';
import { type ConditionContext, namesOf } from './condition-names';
import { ConditionPart } from './condition-part';
import { PartMenu } from './part-menu';
import { useFocusAdded } from './use-focus-added';

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
  const { ref, onAdded } = useFocusAdded();
  const isGroup = value.op === 'and' || value.op === 'or';
  return (
    <div ref={ref} className={classes.editor}>
      <ConditionText condition={value} names={names} className={classes.sentence} />
      {editing && (
        <>
          <ConditionPart value={value} onChange={onChange} context={context} event={event} />
          {!isGroup && (
            <AddPart
              inside="and"
              context={context}
              event={event}
              onAdd={(part) => {
                onChange({ op: 'and', args: [value, part] });
                onAdded();
              }}
            />
          )}
        </>
      )}
      <div className={classes.foot}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={editing ? <IconCheck size={13} /> : <IconPencil size={13} />}
          onClick={() => setEditing(!editing)}
        >
          {t(editing ? 'condition-editor.done' : 'condition-editor.change')}
        </Button>
        {editing && <PartMenu value={value} onChange={onChange} label={t('condition-editor.whole')} isFirst isLast />}
      </div>
    </div>
  );
}
