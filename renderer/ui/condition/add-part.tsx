import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Condition } from '../../../shared/condition/schema';
import { useWords } from '../words';
import type { ConditionContext } from './condition-names';
import { newPart, partKinds } from './new-part';

type Props = { inside: 'and' | 'or'; context: ConditionContext; event: string | undefined; onAdd: (part: Condition) => void };

/** Adds a comparison, an event, a segment or a group. */
export function AddPart({ inside, context, event, onAdd }: Props) {
  const { t } = useWords();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />}>
          {t('condition-editor.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {partKinds.map((kind) => {
          const part = newPart(kind, context, event, inside);
          return (
            part && (
              <Menu.Item key={kind} onClick={() => onAdd(part)}>
                {t(kind === 'attribute' && event !== undefined ? 'condition-editor.property' : `condition-editor.${kind}`)}
              </Menu.Item>
            )
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
