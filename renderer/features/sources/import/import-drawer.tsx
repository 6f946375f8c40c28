import { Button, Drawer, Progress } from '@mantine/core';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { FoundFiles } from './found-files';
import classes from './import.module.css';
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
      size={440}
      title={t('import.title')}
      // What is there stays readable beside what would come.
      overlayProps={{ backgroundOpacity: 0.12 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: classes.body, content: classes.content }}
    >
      {state.kind === 'reading' && <Reading state={state} onCancel={onClose} />}
      {state.kind === 'read' && <FoundFiles key={state.job} found={state} current={current} onClose={onClose} onAccepted={onAccepted} />}
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
