import { Button, Drawer, Progress, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconFileText } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { ImportedSource } from '../../../../shared/sources/draft';
import { Code } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import classes from './import.module.css';
import { SourceReview } from './source-review';
import type { ImportState } from './use-import';

type Props = {
  state: ImportState;
  /** The source that is open on the page. */
  current: string | undefined;
  onClose: () => void;
  onAccepted: (source: string) => void;
};

/** What the files hold, before anything enters: a tick per change, one step per file, one undo. */
export function ImportDrawer({ state, current, onClose, onAccepted }: Props) {
  const { t, direction } = useWords();
  return (
    <Drawer
      opened={state.kind !== 'idle'}
      onClose={onClose}
      position={direction === 'rtl' ? 'left' : 'right'}
      size={state.kind === 'read' && state.sources.length > 1 ? 460 : 420}
      title={t('import.title')}
      // What is there stays readable beside what would come.
      overlayProps={{ backgroundOpacity: 0.12 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: classes.body, content: classes.content }}
    >
      {state.kind === 'reading' && <Reading state={state} onCancel={onClose} />}
      {state.kind === 'read' && <Found key={[...state.files.keys()].join()} state={state} current={current} onClose={onClose} onAccepted={onAccepted} />}
    </Drawer>
  );
}

function Reading({ state, onCancel }: { state: Extract<ImportState, { kind: 'reading' }>; onCancel: () => void }) {
  const { t } = useWords();
  return (
    <div className={classes.reading} role="status">
      <p>
        {t('import.reading', { count: state.files })} <Code>{state.file}</Code>
      </p>
      <Progress value={Math.max(2, state.share * 100)} aria-label={t('import.progress')} />
      <Button variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}

function Found({ state, current, onClose, onAccepted }: Omit<Props, 'state'> & { state: Extract<ImportState, { kind: 'read' }> }) {
  const { t } = useWords();
  const { sources, problems } = state;
  const [index, setIndex] = useState(0);
  const [done, setDone] = useState<ReadonlySet<number>>(new Set());
  const imported = sources[index];
  const of = (file: string) => problems.filter((problem) => problem.params.file === file);
  const read = new Set(sources.map((source) => source.file));
  const others = problems.filter((problem) => !read.has(String(problem.params.file)));

  useEffect(() => {
    // Every file has been accepted or left.
    if (done.size > 0 && done.size === sources.length && others.length === 0) onClose();
  }, [done, sources.length, others.length, onClose]);

  return (
    <>
      {others.length > 0 && (
        <section className={classes.unread} aria-label={t('import.unread')}>
          <ProblemList problems={others.slice(0, 20)} />
        </section>
      )}
      {sources.length > 1 && <Files sources={sources} index={index} done={done} onChoose={setIndex} />}
      {imported && !done.has(index) && (
        <SourceReview
          key={`${imported.file}-${index}`}
          imported={imported}
          file={state.files.get(imported.file)}
          problems={of(imported.file)}
          current={current}
          onCancel={onClose}
          onAccepted={(source) => {
            const now = new Set([...done, index]);
            setDone(now);
            onAccepted(source);
            const next = sources.findIndex((_, i) => !now.has(i));
            if (next >= 0) setIndex(next);
          }}
        />
      )}
      {sources.length === 0 && (
        <div className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      )}
    </>
  );
}

type FilesProps = {
  sources: readonly ImportedSource[];
  index: number;
  done: ReadonlySet<number>;
  onChoose: (index: number) => void;
};

/** The files that were read, one after the other to be reviewed. */
function Files({ sources, index, done, onChoose }: FilesProps) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  return (
    <ol className={classes.files} aria-label={t('import.files', { count: sources.length })}>
      {sources.map((source, i) => (
        // Two files may bear the same name.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={`${source.file}-${i}`}>
          <UnstyledButton className={classes.file} aria-current={i === index} disabled={done.has(i)} onClick={() => onChoose(i)}>
            {done.has(i) ? <IconCircleCheck size={15} color="var(--good)" aria-label={t('import.accepted')} /> : <IconFileText size={15} aria-hidden />}
            <Code>{source.file}</Code>
            <span className={classes.quiet}>
              {t(`import.kind.${source.kind}`)} · {number.format(source.objects.reduce((sum, object) => sum + object.fields.length, 0))} {t('import.fields')}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}
