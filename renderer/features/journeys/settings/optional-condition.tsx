import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Condition } from '../../../../shared/condition/schema';
import { AddPart } from '../../../ui/condition/add-part';
import { ConditionEditor } from '../../../ui/condition/condition-editor';
import type { ConditionContext } from '../../../ui/condition/condition-names';
import { InspectorSection } from '../../../ui/inspector';
import { useWords } from '../../../ui/words';

type Props = {
  title: string;
  /** What problems call it that lead here. */
  part?: string;
  value: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
  context: ConditionContext;
  /** Whose properties `event.*` speaks of. */
  event?: string | undefined;
};

/** A condition that may be absent: added by its first part, taken away as a whole. */
export function OptionalCondition({ title, part, value, onChange, context, event }: Props) {
  const { t } = useWords();
  return (
    <InspectorSection
      title={title}
      part={part}
      beside={
        value && (
          <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconTrash size={13} />} onClick={() => onChange(undefined)}>
            {t('canvas.remove')}
          </Button>
        )
      }
    >
      {value ? (
        <ConditionEditor value={value} onChange={onChange} context={context} event={event} />
      ) : (
        <div>
          <AddPart inside="and" context={context} event={event} onAdd={onChange} />
        </div>
      )}
    </InspectorSection>
  );
}
