import { ActionIcon, NumberInput, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronLeft, IconChevronRight, IconMinus, IconPlus, IconSearch } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { useWords } from '../../../ui/words';
import type { Zoom } from './desk';
import classes from './preview.module.css';
import type { Finding } from './use-find';

type Props = {
  page: number;
  pages: number;
  onGo: (page: number) => void;
  zoom: Zoom;
  scale: number;
  onZoom: (zoom: Zoom) => void;
  words: string;
  onWords: (words: string) => void;
  finding: Finding;
  findField: RefObject<HTMLInputElement | null>;
};

/** Points are 72 to an inch, pixels 96: so large a page is as on paper. */
const PAPER = 96 / 72;
const STEP = 1.2;
const [LEAST, MOST] = [0.3, 4];

export function zoomedBy(scale: number, by: 1 | -1): number {
  return Math.min(MOST, Math.max(LEAST, by > 0 ? scale * STEP : scale / STEP));
}

/** Pages turn in reading direction; everything here also has a key. */
export function PreviewTools({ page, pages, onGo, zoom, scale, onZoom, words, onWords, finding, findField }: Props) {
  const { t, direction, locale } = useWords();
  const [Back, On] = direction === 'rtl' ? [IconChevronRight, IconChevronLeft] : [IconChevronLeft, IconChevronRight];
  const share = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(scale / PAPER);
  const tool = (label: string, Icon: typeof IconPlus, onClick: () => void, disabled = false) => (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick} disabled={disabled}>
        <Icon size={17} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('preview.tools')}>
      {tool(t('preview.page-before'), Back, () => onGo(page - 1), page <= 1)}
      <PageField page={page} pages={pages} onGo={onGo} />
      <span>{t('preview.of', { pages })}</span>
      {tool(t('preview.page-after'), On, () => onGo(page + 1), page >= pages)}
      <span className={classes.gap} />
      {tool(t('preview.smaller'), IconMinus, () => onZoom(zoomedBy(scale, -1)))}
      <span className={classes.zoom}>{share}</span>
      {tool(t('preview.larger'), IconPlus, () => onZoom(zoomedBy(scale, 1)))}
      <SegmentedControl
        size="xs"
        value={typeof zoom === 'number' ? '' : zoom}
        onChange={(value) => onZoom(value === 'page' ? 'page' : 'width')}
        data={[
          { value: 'width', label: t('preview.fit-width') },
          { value: 'page', label: t('preview.fit-page') },
        ]}
        aria-label={t('preview.fit')}
      />
      <span className={classes.gap} />
      <TextInput
        ref={findField}
        className={classes.find}
        size="xs"
        leftSection={<IconSearch size={14} />}
        placeholder={t('preview.find')}
        aria-label={t('preview.find')}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finding.step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') onWords('');
        }}
      />
      <span className={classes.count} role="status">
        {words !== '' &&
          finding.isRead &&
          (finding.found.length > 0 ? t('preview.found', { at: finding.at + 1, of: finding.found.length }) : t('preview.not-found'))}
      </span>
      {tool(t('preview.found-before'), IconArrowUp, () => finding.step(-1), finding.found.length < 2)}
      {tool(t('preview.found-after'), IconArrowDown, () => finding.step(1), finding.found.length < 2)}
    </div>
  );
}

/** Gone to when it is typed to its end: the first digit of 120 is no wish for page 1. */
function PageField({ page, pages, onGo }: Pick<Props, 'page' | 'pages' | 'onGo'>) {
  const { t } = useWords();
  const [typed, setTyped] = useState<number | string>();
  function go() {
    if (typeof typed === 'number') onGo(Math.min(pages, Math.max(1, typed)));
    setTyped(undefined);
  }
  return (
    <NumberInput
      className={classes.number}
      size="xs"
      hideControls
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={typed ?? page}
      onChange={setTyped}
      onBlur={go}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go();
        if (event.key === 'Escape') setTyped(undefined);
      }}
      aria-label={t('preview.page')}
    />
  );
}
