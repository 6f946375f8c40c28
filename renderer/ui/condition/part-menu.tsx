import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBan, IconBoxMultiple, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import type { Condition } from '../../../shared/condition/schema';
import { useWords } from '../words';

type Props = {
  value: Condition;
  onChange: (condition: Condition) => void;
  label?: string;
  /** Absent where there is nothing to move it among. */
  onMove?: ((by: -1 | 1) => void) | undefined;
  isFirst: boolean;
  isLast: boolean;
  onDuplicate?: (() => void) | undefined;
  /** Absent where something has to stay. */
  onRemove?: (() => void) | undefined;
};

/** What can be done with a part as a whole. */
export function PartMenu({ value, onChange, label, onMove, isFirst, isLast, onDuplicate, onRemove }: Props) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={label ?? t('condition-editor.part')}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconBan size={14} />} onClick={() => onChange(value.op === 'not' ? value.arg : { op: 'not', arg: value })}>
          {t(value.op === 'not' ? 'condition-editor.remove-not' : 'condition-editor.negate')}
        </Menu.Item>
        <Menu.Item leftSection={<IconBoxMultiple size={14} />} onClick={() => onChange({ op: 'and', args: [value] })}>
          {t('condition-editor.wrap')}
        </Menu.Item>
        {onDuplicate && (
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={onDuplicate}>
            {t('condition-editor.duplicate')}
          </Menu.Item>
        )}
        {onMove && (
          <>
            <Menu.Item leftSection={<IconArrowUp size={14} />} disabled={isFirst} onClick={() => onMove(-1)}>
              {t('condition-editor.earlier')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowDown size={14} />} disabled={isLast} onClick={() => onMove(1)}>
              {t('condition-editor.later')}
            </Menu.Item>
          </>
        )}
        {onRemove && (
          <Menu.Item leftSection={<IconTrash size={14} />} color="pomegranate" onClick={onRemove}>
            {t('condition-editor.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
