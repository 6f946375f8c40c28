import { ActionIcon, Tooltip } from '@mantine/core';
import type { AddableKind } from '../../../shared/journey/default-node';
import { useWords } from '../../ui/words';
import { kindLook } from './canvas/node-look';
import classes from './journey-page.module.css';
import { DRAG_TYPE, kindGroups } from './kinds';

/** Everything a journey is made of: drag it to the canvas, or press to put it after the chosen node. */
export function NodePalette({ onAdd, disabled }: { onAdd: (kind: AddableKind) => void; disabled: boolean }) {
  const { t, direction } = useWords();
  return (
    <div className={classes.palette} data-over role="toolbar" aria-label={t('canvas.palette')} aria-orientation="vertical">
      {kindGroups.map((group) => (
        <div key={group[0]} className={classes.paletteGroup}>
          {group.map((kind) => {
            const { icon: Icon, tone } = kindLook(kind);
            const label = t(`node.kind.${kind}`);
            return (
              <Tooltip key={kind} label={label} position={direction === 'rtl' ? 'left' : 'right'}>
                <ActionIcon
                  aria-label={t('canvas.add-kind', { kind: label })}
                  color={tone}
                  disabled={disabled}
                  draggable={!disabled}
                  onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, kind)}
                  onClick={() => onAdd(kind)}
                >
                  <Icon size={18} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
            );
          })}
        </div>
      ))}
    </div>
  );
}
