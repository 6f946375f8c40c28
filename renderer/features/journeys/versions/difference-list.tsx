import { ActionIcon } from '@mantine/core';
import { IconArrowsMove, IconMinus, IconPencil, IconPlus, IconRoute, type TablerIcon } from '@tabler/icons-react';
import { Fragment, useEffect, useRef } from 'react';
import type { DiffLine } from '../../../../shared/journey/diff-lines';
import type { DiffEntry } from '../../../../shared/journey/diff-words';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './versions.module.css';

/** Colour and sign, here and on the canvas. */
export const signLooks = {
  added: { tone: 'good', Icon: IconPlus },
  removed: { tone: 'blocking', Icon: IconMinus },
  changed: { tone: 'accent', Icon: IconPencil },
  moved: { tone: 'quiet', Icon: IconArrowsMove },
} satisfies Record<DiffEntry['sign'], { tone: BadgeTone; Icon: TablerIcon }>;

type Props = {
  entries: readonly DiffEntry[];
  current?: string | undefined;
  onChoose?: (entry: DiffEntry) => void;
  /** Leads out of the comparison to the thing itself. */
  onShow?: (entry: DiffEntry) => void;
};

/** Every change in words, one entry for each thing. */
export function DifferenceList({ entries, current, onChoose, onShow }: Props) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (current) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <ol ref={list} className={classes.entries}>
      {entries.map((entry) => {
        const { tone, Icon } = signLooks[entry.sign];
        const title = <UserText>{entry.title}</UserText>;
        return (
          <li key={entry.id} className={classes.entry} aria-current={entry.id === current ? 'true' : undefined}>
            <div className={classes.entryHead}>
              <Badge tone={tone} icon={<Icon size={13} stroke={2} />}>
                {t(`diff.sign.${entry.sign}`)}
              </Badge>
              <span className={classes.kind}>{entry.kind}</span>
              {!entry.executable && entry.sign !== 'moved' && <span className={classes.kind}>{t('versions.words-only')}</span>}
              {onShow && entry.sign !== 'removed' && (entry.node || entry.id === 'journey') && (
                <ActionIcon className={classes.show} size={24} aria-label={t('versions.show', { name: entry.title })} onClick={() => onShow(entry)}>
                  <IconRoute size={15} />
                </ActionIcon>
              )}
            </div>
            {onChoose && entry.node ? (
              <button type="button" className={classes.entryTitle} onClick={() => onChoose(entry)}>
                {title}
              </button>
            ) : (
              <span className={classes.entryTitle}>{title}</span>
            )}
            {entry.lines.length > 0 && (
              <dl className={classes.lines}>
                {entry.lines.map((line) => (
                  <Line key={line.label} line={line} />
                ))}
              </dl>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Line({ line: { label, before, after, text, language } }: { line: DiffLine }) {
  const { t, direction } = useWords();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {text ? (
          <bdi dir="auto" lang={language} className={classes.text}>
            {text.map((part, i) => {
              const Sign = part.sign === 'added' ? 'ins' : part.sign === 'removed' ? 'del' : Fragment;
              // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a text have no name but their place
              return <Sign key={i}>{part.text}</Sign>;
            })}
          </bdi>
        ) : (
          <>
            {before === undefined ? <span className={classes.nothing}>{t('diff.nothing')}</span> : <del dir="auto">{before}</del>}
            <span className={classes.arrow}>{direction === 'rtl' ? '←' : '→'}</span>
            {after === undefined ? <span className={classes.nothing}>{t('diff.nothing')}</span> : <ins dir="auto">{after}</ins>}
          </>
        )}
      </dd>
    </>
  );
}
