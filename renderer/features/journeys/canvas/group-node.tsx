import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconPencil, IconStack2, IconX } from '@tabler/icons-react';
import { type Node as FlowNode, type NodeProps, Position } from '@xyflow/react';
import { memo, use } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { keysText, shortcuts } from '../../../ui/shortcuts';
import { useWords } from '../../../ui/words';
import { Hands } from './drawing-hands';
import classes from './group-node.module.css';

type GroupNodeData = { group: string; name: string; folded: boolean; count: number; entering: number; leaving: number; rtl: boolean; readOnly: boolean };
export type GroupFlowNode = FlowNode<GroupNodeData, 'steps'>;

/** A frame around the steps of a group, with its name; folded it is a box that stands for all of them. */
export const GroupNode = memo(function GroupNode({ id, data, selected }: NodeProps<GroupFlowNode>) {
  const { t, locale } = useWords();
  const hands = use(Hands);
  const { group, name, folded, count, entering, leaving, rtl, readOnly } = data;
  const [inline, outline] = rtl ? [Position.Right, Position.Left] : [Position.Left, Position.Right];
  const number = numberFormat(locale).format;
  const Folded = rtl ? IconChevronLeft : IconChevronRight;
  return (
    <div className={classes.group} data-folded={folded} data-selected={selected} dir={rtl ? 'rtl' : 'ltr'}>
      {folded && (
        <>
          <span className={`target ${classes.anchor}`} data-handleid="side" data-handlepos={inline} />
          <span className={`source ${classes.anchor}`} data-handleid=">" data-handlepos={outline} />
        </>
      )}
      <div className={classes.head}>
        <Button
          label={folded ? t('canvas.unfold') : t('canvas.fold')}
          keys={folded ? keysText(shortcuts.canvas.enter) : undefined}
          disabled={readOnly}
          onClick={() => hands?.onFold(group, !folded)}
        >
          {folded ? <Folded size={14} /> : <IconChevronDown size={14} />}
        </Button>
        {hands?.typing === id ? (
          <Name name={name} onDone={(words) => hands.onName(group, words)} />
        ) : (
          <span className={classes.name} dir="auto" title={name}>
            {name}
          </span>
        )}
        {!readOnly && hands?.typing !== id && (
          <span className={classes.more}>
            <Button label={t('canvas.group-rename')} onClick={() => hands?.onTyping(id)}>
              <IconPencil size={14} />
            </Button>
            <Button label={t('canvas.ungroup')} keys={keysText(shortcuts.canvas.ungroup)} onClick={() => hands?.onUngroup(group)}>
              <IconX size={14} />
            </Button>
          </span>
        )}
      </div>
      {folded && (
        <div className={classes.facts}>
          <IconStack2 size={13} />
          {t('canvas.group-facts', { count: number(count), entering: number(entering), leaving: number(leaving) })}
        </div>
      )}
    </div>
  );
});

function Name({ name, onDone }: { name: string; onDone: (name: string) => void }) {
  const { t } = useWords();
  return (
    <TextInput
      className={`nodrag ${classes.input}`}
      size="xs"
      aria-label={t('canvas.group-name')}
      defaultValue={name}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.value = name;
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
      onBlur={(event) => onDone(event.currentTarget.value)}
    />
  );
}

type ButtonProps = { label: string; keys?: string | undefined; disabled?: boolean; onClick: () => void; children: React.ReactNode };

function Button({ label, keys, disabled = false, onClick, children }: ButtonProps) {
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label}>
      <ActionIcon className={`nodrag nopan ${classes.button}`} size={24} variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
