import { Button, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconFileText } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { ImportedSource } from '../../../../shared/sources/draft';
import type { ReturnedFieldMap } from '../../../../shared/sources/field-map-return';
import { Code } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { FieldMapReview } from './field-map-review';
import classes from './import.module.css';
import { SourceReview } from './source-review';
import type { ImportState } from './use-import';

type Read = Extract<ImportState, { kind: 'read' }>;
type Props = { found: Read; current: string | undefined; onClose: () => void; onAccepted: (source: string) => void };

/** A file that was read: a system's objects, or our own field map with a client's changes. */
type FoundFile = { file: string; source: ImportedSource } | { file: string; fieldMap: ReturnedFieldMap };

/** The files that were read, one after the other to be reviewed, and above them what could not be read. */
export function FoundFiles({ found, current, onClose, onAccepted }: Props) {
  const { t } = useWords();
  const { problems } = found;
  const files: FoundFile[] = [
    ...found.fieldMaps.map((fieldMap) => ({ file: fieldMap.file, fieldMap })),
    ...found.sources.map((source) => ({ file: source.file, source })),
  ];
  const [index, setIndex] = useState(0);
  const [done, setDone] = useState<ReadonlySet<number>>(new Set());
  const shown = done.has(index) ? undefined : files[index];
  const names = new Set(files.map(({ file }) => file));
  const unread = problems.filter((problem) => !names.has(String(problem.params.file)));
  const problemsOf = (file: string) => problems.filter((problem) => problem.params.file === file);

  useEffect(() => {
    // Every file has been accepted; what could not be read stays until somebody has seen it.
    if (done.size > 0 && done.size === files.length && unread.length === 0) onClose();
  }, [done, files.length, unread.length, onClose]);

  const accepted = (source: string | undefined) => {
    const now = new Set([...done, index]);
    setDone(now);
    if (source) onAccepted(source);
    const next = files.findIndex((_, i) => !now.has(i));
    if (next >= 0) setIndex(next);
  };

  return (
    <>
      {unread.length > 0 && (
        <section className={classes.unread} aria-label={t('import.unread')}>
          <ProblemList problems={unread.slice(0, 20)} />
        </section>
      )}
      {files.length > 1 && <FileList files={files} index={index} done={done} onChoose={setIndex} />}
      {shown && 'source' in shown && (
        <SourceReview
          key={index}
          imported={shown.source}
          file={found.files.get(shown.file)}
          problems={problemsOf(shown.file)}
          current={current}
          onCancel={onClose}
          onAccepted={accepted}
        />
      )}
      {shown && 'fieldMap' in shown && (
        <FieldMapReview key={index} returned={shown.fieldMap} problems={problemsOf(shown.file)} onCancel={onClose} onAccepted={() => accepted(undefined)} />
      )}
      {files.length === done.size && (
        <div className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      )}
    </>
  );
}

type FileListProps = { files: readonly FoundFile[]; index: number; done: ReadonlySet<number>; onChoose: (index: number) => void };

function FileList({ files, index, done, onChoose }: FileListProps) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  const facts = (file: FoundFile) => {
    if ('fieldMap' in file) return t('import.kind.field-map');
    const fields = file.source.objects.reduce((sum, object) => sum + object.fields.length, 0);
    return `${t(`import.kind.${file.source.kind}`)} · ${number.format(fields)} ${t('import.fields')}`;
  };
  return (
    <ol className={classes.files} aria-label={t('import.files', { count: files.length })}>
      {files.map((file, i) => (
        // Two files may bear the same name.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={`${file.file}-${i}`}>
          <UnstyledButton className={classes.file} aria-current={i === index} disabled={done.has(i)} onClick={() => onChoose(i)}>
            {done.has(i) ? <IconCircleCheck size={15} color="var(--good)" aria-label={t('import.accepted')} /> : <IconFileText size={15} aria-hidden />}
            <Code title={file.file}>{file.file}</Code>
            <span className={classes.quiet}>{facts(file)}</span>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}
