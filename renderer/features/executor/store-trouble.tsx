import { Button, Group, Modal } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Backup } from '../../../shared/executor/care';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useWords } from '../../ui/words';
import { BackupList } from './backup-list';
import classes from './backups.module.css';

/** Stores that stay as they are however often the executor is started. */
const hopeless: ReadonlySet<string> = new Set(['executor-store-damaged', 'executor-store-newer', 'executor-store-foreign']);

export function isStoreTrouble(problem: Problem | undefined): boolean {
  return problem !== undefined && hopeless.has(problem.code);
}

type Props = {
  /** Starts it once more, for whoever has put things right by hand. */
  again: ReactNode;
  onTell: (problems: readonly Problem[]) => void;
  onDone: () => void;
};

/** The ways on when the store can't be opened: back to a backup, or set it aside and begin with an empty one. */
export function StoreTrouble({ again, onTell, onDone }: Props) {
  const { t } = useWords();
  const [backups, setBackups] = useState<Backup[]>();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let wanted = true;
    // Once: nobody makes new ones while it does not run, and each question starts a process.
    void platform['executor.backups']({}).then((reply) => {
      if (wanted) setBackups(reply.ok ? reply.value.backups : []);
    });
    return () => {
      wanted = false;
    };
  }, []);

  async function restore(backup: string) {
    const reply = await platform['executor.restore']({ backup });
    if (!reply.ok) onTell(reply.problems);
    onDone();
    return reply.ok;
  }

  async function beginAnew() {
    setBusy(true);
    const reply = await platform['executor.beginAnew']({});
    setBusy(false);
    setAsks(false);
    if (!reply.ok) onTell(reply.problems);
    onDone();
  }

  return (
    <div className={classes.trouble}>
      <h3>{t('backups.restore-one')}</h3>
      {backups?.length === 0 && <p className={classes.quiet}>{t('backups.none-here')}</p>}
      {backups && <BackupList backups={backups} isRunning={false} onRestore={restore} />}
      <h3>{t('backups.or-anew')}</h3>
      <Group gap={8}>
        <Button variant="default" leftSection={<IconArchive size={16} />} onClick={() => setAsks(true)}>
          {t('backups.begin-anew')}
        </Button>
        {again}
      </Group>
      <Modal opened={asks} onClose={() => setAsks(false)} title={t('backups.begin-anew')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <p>{t('backups.anew-text')}</p>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => setAsks(false)} disabled={busy}>
            {t('common.cancel')}
          </Button>
          <Button color="pomegranate" loading={busy} onClick={() => void beginAnew()}>
            {t('backups.begin-anew')}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}
