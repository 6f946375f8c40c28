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
import type { Block } from './blocks';
import classes from './canvas-bar.module.css';
import { hiddenBy } from './room';
import { useAtRest } from './use-at-rest';

type Props = {
  /** What lies on the canvas, in the coordinates of the view, and what of it is chosen. */
  blocks: readonly Block[];
  chosen: ReadonlySet<string>;
  rtl: boolean;
  onAlign: (line: Line) => void;
  onDistribute: (axis: Axis) => void;
  onGroup: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
};

/** For a selection of several: in line, evenly apart, twice, away. */
export function SelectionBar({ blocks, chosen, rtl, onAlign, onDistribute, onGroup, onDuplicate, onRemove }: Props) {
  const { t } = useWords();
  const at = useClearerSide(blocks, chosen);
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
    <div className={classes.bar} data-at={at} data-over dir={rtl ? 'rtl' : 'ltr'} role="toolbar" aria-label={t('canvas.selection')}>
      <span className={classes.count}>{t('canvas.selected', { count: chosen.size })}</span>
      {lines.map(([line, Icon, label]) => (
        <Button key={line} icon={Icon} label={label} onClick={() => onAlign(line)} />
      ))}
      <span className={classes.line} />
      <Button icon={IconLayoutDistributeVertical} label={t('canvas.distribute.across')} disabled={chosen.size < 3} onClick={() => onDistribute('across')} />
      <Button icon={IconLayoutDistributeHorizontal} label={t('canvas.distribute.down')} disabled={chosen.size < 3} onClick={() => onDistribute('down')} />
      <span className={classes.line} />
      <Button icon={IconBoxMultiple} label={t('canvas.group')} keys={keysText(shortcuts.canvas.group)} onClick={onGroup} />
      <Button icon={IconCopyPlus} label={t('canvas.duplicate')} keys={keysText(shortcuts.canvas.duplicate)} onClick={onDuplicate} />
      <Button icon={IconTrash} label={t('canvas.remove')} keys={keysText(shortcuts.canvas.remove)} onClick={onRemove} />
    </div>
  );
}

/** About as large as the bar is, whatever the language, and how far from the border of the pane it is at the top and above the bar of the view. */
const BAR = { width: 480, height: 40 };
const FROM = { top: 12, bottom: 60 };

/** Where it hides less, of what is chosen above all; it stays there until the view is moved. */
function useClearerSide(blocks: readonly Block[], chosen: ReadonlySet<string>): 'top' | 'bottom' {
  const side = useAtRest<'top' | 'bottom'>(({ transform: [x, y, zoom], width, height }) => {
    const boxes = blocks.map((block) => ({
      id: block.id,
      x: block.x * zoom + x,
      y: block.y * zoom + y,
      width: block.width * zoom,
      height: block.height * zoom,
    }));
    const worst = boxes.filter(({ id }) => chosen.has(id));
    const hides = (top: number) => {
      const bar = { ...BAR, x: (width - BAR.width) / 2, y: top };
      return hiddenBy(bar, boxes) + 9 * hiddenBy(bar, worst);
    };
    return hides(FROM.top) <= hides(height - FROM.bottom - BAR.height) ? 'top' : 'bottom';
  });
  return side ?? 'top';
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
