import { ActionIcon, Button, Checkbox, Select, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { type ArrangedChapter, chaptersNow, moveChapter, resetChapters, switchChapter } from '../../../../shared/documents/edit-style';
import { type ReportKind, reportKinds } from '../../../../shared/documents/kinds';
import { chapterTitles } from '../../../../shared/documents/make-report';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './style.module.css';

/** The chapters of each report: on or off, and in which order, by drag, by button and by key. */
export function ChapterList() {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const engagement = useEngagement();
  const [kind, setKind] = useState<ReportKind>(reportKinds[0]);
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const chapters = chaptersNow(engagement, kind);
  const titles = chapterTitles(kind);
  const titleOf = (id: string) => t(titles[id] ?? id);
  const changed = engagement.documents.chapters[kind] !== undefined;

  function move(chapter: string, target: string | undefined) {
    if (target === undefined || readOnly) return;
    run({ key: 'document-style.step.move', params: { chapter: titleOf(chapter) } }, (e) => moveChapter(e, { kind, chapter, target }));
    const place = chapters.findIndex(({ id }) => id === target) + 1;
    setSaid(t('document-style.chapters.moved', { chapter: titleOf(chapter), place, of: chapters.length }));
  }

  /** The row keeps the focus wherever it goes. */
  function moveByKey(event: KeyboardEvent, chapter: string, at: number) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    move(chapter, chapters[at + by]?.id);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-chapter="${chapter}"] input`)?.focus());
  }

  const toggle = ({ id, off }: ArrangedChapter) =>
    run({ key: off ? 'document-style.step.on' : 'document-style.step.off', params: { chapter: titleOf(id) } }, (e) =>
      switchChapter(e, { kind, chapter: id, off: !off }),
    );
  const isLast = chapters.filter(({ off }) => !off).length === 1;

  return (
    <>
      <div className={classes.chapterHead}>
        <Select
          label={t('document-style.report')}
          data={reportKinds.map((one) => ({ value: one, label: t(`document.kind.${one}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(reportKinds.find((one) => one === value) ?? kind)}
        />
        <Button
          variant="subtle"
          color="gray"
          disabled={!changed || readOnly}
          onClick={() => run({ key: 'document-style.step.reset', params: { report: t(`document.kind.${kind}`) } }, (e) => resetChapters(e, { kind }))}
        >
          {t('document-style.chapters.reset')}
        </Button>
      </div>
      <ol ref={list} className={classes.chapters} aria-label={t('document-style.chapters')}>
        {chapters.map((chapter, at) => (
          <li
            key={chapter.id}
            data-chapter={chapter.id}
            data-off={chapter.off}
            data-over={over === chapter.id && dragged !== chapter.id}
            data-dragged={dragged === chapter.id}
            onDragOver={(event) => {
              if (!dragged) return;
              event.preventDefault();
              setOver(chapter.id);
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(undefined);
              if (dragged) move(dragged, chapter.id);
            }}
          >
            <span
              className={classes.grip}
              draggable={!readOnly}
              aria-hidden
              title={t('document-style.chapters.drag')}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', chapter.id);
                const row = event.currentTarget.closest('li');
                if (row) event.dataTransfer.setDragImage(row, 20, 16);
                setDragged(chapter.id);
              }}
              onDragEnd={() => {
                setDragged(undefined);
                setOver(undefined);
              }}
            >
              <IconGripVertical size={14} />
            </span>
            <Checkbox
              className={classes.chapter}
              label={titleOf(chapter.id)}
              checked={!chapter.off}
              disabled={readOnly || (!chapter.off && isLast)}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              onChange={() => toggle(chapter)}
              onKeyDown={(event) => moveByKey(event, chapter.id, at)}
            />
            <ActionIcon
              size={26}
              aria-label={t('document-style.chapters.up', { chapter: titleOf(chapter.id) })}
              disabled={readOnly || at === 0}
              onClick={() => move(chapter.id, chapters[at - 1]?.id)}
            >
              <IconArrowUp size={15} />
            </ActionIcon>
            <ActionIcon
              size={26}
              aria-label={t('document-style.chapters.down', { chapter: titleOf(chapter.id) })}
              disabled={readOnly || at === chapters.length - 1}
              onClick={() => move(chapter.id, chapters[at + 1]?.id)}
            >
              <IconArrowDown size={15} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <VisuallyHidden component="p" role="status">
        {said}
      </VisuallyHidden>
    </>
  );
}
