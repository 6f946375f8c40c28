import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHandStop, IconLayoutColumns, IconMap, IconMaximize, IconMinus, IconNote, IconPlus, IconSearch, IconSquareDashed } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { keysText, shortcuts } from '../../../ui/shortcuts';
import { useWords } from '../../../ui/words';
import classes from './canvas-bar.module.css';
import type { CanvasActions } from './use-canvas-keys';

type Props = {
  rtl: boolean;
  readOnly: boolean;
  marquee: boolean;
  onMarquee: (on: boolean) => void;
  miniMap: boolean;
  actions: Pick<CanvasActions, 'zoom' | 'fit' | 'tidy' | 'miniMap' | 'search' | 'card'>;
};

/** What the view does: hand or marquee, zoom, fit, tidy, map, search. Each says its key, so it teaches. */
export const CanvasBar = memo(function CanvasBar({ rtl, readOnly, marquee, onMarquee, miniMap, actions }: Props) {
  const { t } = useWords();
  return (
    <div className={classes.bar} data-over dir={rtl ? 'rtl' : 'ltr'} role="toolbar" aria-label={t('canvas.view')}>
      <Button label={t('canvas.hand')} keys="Space" pressed={!marquee} onClick={() => onMarquee(false)}>
        <IconHandStop size={16} />
      </Button>
      <Button label={t('canvas.marquee')} keys="Shift" pressed={marquee} onClick={() => onMarquee(true)}>
        <IconSquareDashed size={16} />
      </Button>
      <span className={classes.line} />
      <Button label={t('canvas.search')} keys={keysText(shortcuts.canvas.search)} onClick={actions.search}>
        <IconSearch size={16} />
      </Button>
      <Button label={t('canvas.tidy')} keys={keysText(shortcuts.canvas.tidy)} disabled={readOnly} onClick={actions.tidy}>
        <IconLayoutColumns size={16} />
      </Button>
      <Button label={t('canvas.add-card')} keys={keysText(shortcuts.canvas.card)} disabled={readOnly} onClick={actions.card}>
        <IconNote size={16} />
      </Button>
      <Button label={t('canvas.mini-map')} keys={keysText(shortcuts.canvas['mini-map'])} pressed={miniMap} onClick={actions.miniMap}>
        <IconMap size={16} />
      </Button>
      <span className={classes.line} />
      <Button label={t('canvas.fit')} keys={keysText(shortcuts.canvas.fit)} onClick={actions.fit}>
        <IconMaximize size={16} />
      </Button>
      <Button label={t('canvas.zoom-out')} keys={keysText(shortcuts.canvas['zoom-out'])} onClick={() => actions.zoom('out')}>
        <IconMinus size={16} />
      </Button>
      <Tooltip label={`${t('canvas.zoom-real')} · ${keysText(shortcuts.canvas['zoom-real'])}`}>
        <button type="button" className={classes.zoom} onClick={() => actions.zoom('real')} aria-label={t('canvas.zoom-real')}>
          <Zoom />
        </button>
      </Tooltip>
      <Button label={t('canvas.zoom-in')} keys={keysText(shortcuts.canvas['zoom-in'])} onClick={() => actions.zoom('in')}>
        <IconPlus size={16} />
      </Button>
    </div>
  );
});

type ButtonProps = { label: string; keys: string; pressed?: boolean; disabled?: boolean; onClick: () => void; children: ReactNode };

function Button({ label, keys, pressed, disabled = false, onClick, children }: ButtonProps) {
  return (
    <Tooltip label={`${label} · ${keys}`}>
      <ActionIcon
        size={28}
        aria-label={label}
        aria-keyshortcuts={keys.replace('Ctrl ', 'Control+').replace('⌘ ', 'Meta+')}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        data-on={pressed}
        className={classes.button}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Alone, because it changes with each frame of a zoom. */
function Zoom() {
  const { locale } = useWords();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return numberFormat(locale, { style: 'percent' }).format(percent / 100);
}
