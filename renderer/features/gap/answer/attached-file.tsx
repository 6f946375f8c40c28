import { ActionIcon, Modal, UnstyledButton } from '@mantine/core';
import { IconDownload, IconFile, IconFileTypePdf, IconMail, IconMovie, IconPhoto, IconPhotoOff, IconTable, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { pictureTypes } from '../../../../shared/checklist/attachment-kind';
import type { Attachment } from '../../../../shared/checklist/schema';
import { problemText } from '../../../../shared/i18n/translator';
import type { Problem } from '../../../../shared/problem';
import { readAttachment } from '../../../store/attachments';
import { downloadBytes } from '../../../store/download';
import { useEngagement, useReadOnly } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { detach } from '../gap-commands';
import classes from './answer.module.css';
import type { AnswerProps } from './answer-parts';

/** One file: a picture shows itself and opens large, the others are saved. Its bytes are checked against the document. */
export function AttachedFile({ file, known, vendor }: { file: Attachment } & Omit<AnswerProps, 'answer'>) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const engagement = useEngagement((e) => e.id);
  const [problem, setProblem] = useState<Problem>();
  const [open, setOpen] = useState(false);
  const isPicture = pictureTypes.has(file.mediaType);
  const picture = usePicture(engagement, file, isPicture, setProblem);
  const Icon = problem ? IconPhotoOff : iconOf(file.mediaType);

  async function save() {
    const bytes = await readAttachment(engagement, file);
    if (bytes.ok) downloadBytes(file.name, file.mediaType, bytes.value);
    else setProblem(bytes.problems[0]);
  }

  return (
    <li>
      <UnstyledButton
        className={classes.file}
        onClick={() => (picture ? setOpen(true) : void save())}
        title={t(isPicture ? 'gap.file-open' : 'gap.file-save', { file: file.name })}
        aria-label={t(isPicture ? 'gap.file-open' : 'gap.file-save', { file: file.name })}
      >
        {picture ? <img src={picture} alt="" className={classes.thumb} /> : <Icon size={20} stroke={1.6} aria-hidden />}
        <span>
          <UserText>{file.name}</UserText>
          <span data-trouble={problem !== undefined}>{problem ? problemText(problem, t) : sizeWords(file.bytes, locale)}</span>
        </span>
      </UnstyledButton>
      <ActionIcon size={26} onClick={() => void save()} aria-label={t('gap.file-save', { file: file.name })} title={t('gap.file-save', { file: file.name })}>
        <IconDownload size={15} />
      </ActionIcon>
      <ActionIcon
        size={26}
        disabled={readOnly}
        onClick={() => detach(known, vendor, file)}
        aria-label={t('gap.file-remove', { file: file.name })}
        title={t('gap.file-remove', { file: file.name })}
      >
        <IconTrash size={15} />
      </ActionIcon>
      <Modal
        opened={open && picture !== undefined}
        onClose={() => setOpen(false)}
        title={<UserText>{file.name}</UserText>}
        size="auto"
        centered
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <img src={picture} alt={file.name} className={classes.picture} />
      </Modal>
    </li>
  );
}

/** An address of the picture's own bytes, given back when it is no longer shown. Only kinds that hold nothing but pixels come here. */
function usePicture(engagement: string, file: Attachment, wanted: boolean, onProblem: (problem: Problem | undefined) => void): string | undefined {
  const [url, setUrl] = useState<string>();
  const { id, sha256, mediaType } = file;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is its id and its hash
  useEffect(() => {
    if (!wanted) return;
    let made: string | undefined;
    let gone = false;
    void readAttachment(engagement, file).then((bytes) => {
      if (gone) return;
      if (!bytes.ok) return onProblem(bytes.problems[0]);
      made = URL.createObjectURL(new Blob([bytes.value as BlobPart], { type: mediaType }));
      setUrl(made);
    });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [engagement, id, sha256, mediaType, wanted]);
  return url;
}

function iconOf(mediaType: string) {
  if (pictureTypes.has(mediaType)) return IconPhoto;
  if (mediaType === 'application/pdf') return IconFileTypePdf;
  if (mediaType.startsWith('video/')) return IconMovie;
  if (mediaType.endsWith('spreadsheetml.sheet')) return IconTable;
  return mediaType === 'application/x-ole-storage' ? IconMail : IconFile;
}

function sizeWords(bytes: number, locale: string): string {
  const unit = bytes < 1024 * 1024 ? 'kilobyte' : 'megabyte';
  const value = unit === 'kilobyte' ? Math.max(0.1, bytes / 1024) : bytes / 1024 / 1024;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
