import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { mostAttachmentsOfAnswer } from '../../../../shared/checklist/attachment-kind';
import { problemText } from '../../../../shared/i18n/translator';
import { keepAttachment } from '../../../store/attachments';
import { openSession, useEngagement, useReadOnly } from '../../../store/session';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { attach } from '../gap-commands';
import classes from './answer.module.css';
import type { AnswerProps } from './answer-parts';
import { AttachedFile } from './attached-file';

/** Files and screenshots that show it: picked, dropped here, or pasted anywhere while this answer is open. */
export function AttachedFiles({ known, vendor, answer }: AnswerProps) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const engagement = useEngagement((e) => e.id);
  const [busy, setBusy] = useState(0);
  const [over, setOver] = useState(false);
  const files = answer?.files ?? [];
  const room = mostAttachmentsOfAnswer - files.length;

  async function keep(list: readonly File[]) {
    if (list.length > room) notifications.show({ color: 'saffron', message: t('gap.files-room', { count: mostAttachmentsOfAnswer }), autoClose: 10_000 });
    for (const file of list.slice(0, Math.max(0, room))) {
      setBusy((n) => n + 1);
      const kept = await keepAttachment(engagement, file);
      setBusy((n) => n - 1);
      // The engagement may have been left meanwhile; what lies there unused is collected later.
      if (kept.ok && openSession()?.id === engagement) attach(known, vendor, kept.value);
      for (const problem of kept.problems) notifications.show({ color: 'pomegranate', message: problemText(problem, t), autoClose: false });
    }
  }

  useFilePaste(readOnly, (pasted) => void keep(pasted.map((file, n) => withName(file, t('gap.screenshot-name', { time: timeMark(n) })))));

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!readOnly) void keep([...event.dataTransfer.files]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button as its twin
    <div
      className={classes.files}
      data-over={over && !readOnly}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <AttachedFile key={file.id} file={file} known={known} vendor={vendor} />
          ))}
        </ul>
      )}
      <div className={classes.attach}>
        <FileButton multiple disabled={readOnly || room <= 0} onChange={(picked) => void keep(picked)} inputProps={{ 'aria-label': t('gap.attach') }}>
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="default"
              leftSection={<IconPaperclip size={14} />}
              loading={busy > 0}
              disabled={readOnly || room <= 0}
            >
              {t('gap.attach')}
            </Button>
          )}
        </FileButton>
        <Quiet>{t('gap.attach-hint')}</Quiet>
      </div>
    </div>
  );
}

/** Pictures on the clipboard. Excel puts a picture beside its cells, so in a text field words go first. */
function useFilePaste(disabled: boolean, onFiles: (files: File[]) => void) {
  const latest = useRef(onFiles);
  latest.current = onFiles;
  const onPaste = useCallback((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]') !== null;
    if (files.length === 0 || (typing && event.clipboardData?.types.includes('text/plain'))) return;
    event.preventDefault();
    latest.current(files);
  }, []);
  useEffect(() => {
    if (disabled) return;
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [disabled, onPaste]);
}

/** What is pasted is called "image.png" by every browser. */
function withName(file: File, name: string): File {
  return file.name === 'image.png' || file.name === '' ? new File([file], name, { type: file.type }) : file;
}

function timeMark(n: number): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  const mark = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
  return n === 0 ? mark : `${mark} (${n + 1})`;
}
