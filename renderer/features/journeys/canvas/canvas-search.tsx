import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../../../ui/words';
import bar from './canvas-bar.module.css';

type Props = {
  rtl: boolean;
  query: string;
  onQuery: (query: string) => void;
  /** How many are found, and which of them is shown, from 0. */
  count: number;
  current: number;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
};

/** Ctrl F on the canvas: what is found stays bright, Enter goes from one to the next. */
export function CanvasSearch({ rtl, query, onQuery, count, current, onStep, onClose }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <search className={bar.bar} data-at="top" data-over dir={rtl ? 'rtl' : 'ltr'} aria-label={t('canvas.search')}>
      <TextInput
        ref={input}
        autoFocus
        size="xs"
        w={200}
        value={query}
        placeholder={t('canvas.search')}
        aria-label={t('canvas.search')}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={bar.count} role="status">
        {query.trim() === '' ? '' : count === 0 ? t('palette.nothing') : t('canvas.found', { current: current + 1, count })}
      </span>
      <ActionIcon aria-label={t('canvas.search-back')} disabled={count === 0} onClick={() => onStep(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('canvas.search-on')} disabled={count === 0} onClick={() => onStep(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('common.close')} onClick={onClose}>
        <IconX size={16} />
      </ActionIcon>
    </search>
  );
}
