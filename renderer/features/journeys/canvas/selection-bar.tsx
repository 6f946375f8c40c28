import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconBoxMultiple,
  IconCopyPlus,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Axis, Line } from '../../../../shared/journey/arrange';
import { keysText, shortcuts } from '../../../ui/shortcuts';
import { useWords } from '../../../ui/words';
import classes from './canvas-bar.module.css';

type Props = {
  count: number;
  rtl: boolean;
  onAlign: (line: Line) => void;
  onDistribute: (axis: Axis) => void;
  onGroup: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
};

/** Over a selection of several: in line, evenly apart, twice, away. */
export function SelectionBar({ count, rtl, onAlign, onDistribute, onGroup, onDuplicate, onRemove }: Props) {
  const { t } = useWords();
  const [atStart, atEnd] = rtl ? [IconLayoutAlignRight, IconLayoutAlignLeft] : [IconLayoutAlignLeft, IconLayoutAlignRight];
  const lines: [Line, TablerIcon, string][] = [
    ['start', atStart, t('canvas.align.start')],
    ['centre', IconLayoutAlignCenter, t('canvas.align.centre')],
    ['end', atEnd, t('canvas.align.end')],
    ['top', IconLayoutAlignTop, t('canvas.align.top')],
    ['middle', IconLayoutAlignMiddle, t('canvas.align.middle')],
    ['bottom', IconLayoutAlignBottom, t('canvas.align.bottom')],
  ];
  return (
    <div className={classes.bar} data-at="top" data-over dir={rtl ? 'rtl' : 'ltr'} role="toolbar" aria-label={t('canvas.selection')}>
      <span className={classes.count}>{t('canvas.selected', { count })}</span>
      {lines.map(([line, Icon, label]) => (
        <Button key={line} icon={Icon} label={label} onClick={() => onAlign(line)} />
      ))}
      <span className={classes.line} />
      <Button icon={IconLayoutDistributeVertical} label={t('canvas.distribute.across')} disabled={count < 3} onClick={() => onDistribute('across')} />
      <Button icon={IconLayoutDistributeHorizontal} label={t('canvas.distribute.down')} disabled={count < 3} onClick={() => onDistribute('down')} />
      <span className={classes.line} />
      <Button icon={IconBoxMultiple} label={t('canvas.group')} keys={keysText(shortcuts.canvas.group)} onClick={onGroup} />
      <Button icon={IconCopyPlus} label={t('canvas.duplicate')} keys={keysText(shortcuts.canvas.duplicate)} onClick={onDuplicate} />
      <Button icon={IconTrash} label={t('canvas.remove')} keys={keysText(shortcuts.canvas.remove)} onClick={onRemove} />
    </div>
  );
}

function Button({
  icon: Icon,
  label,
  keys,
  disabled = false,
  onClick,
}: {
  icon: TablerIcon;
  label: string;
  keys?: string;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label}>
      <ActionIcon size={28} aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
