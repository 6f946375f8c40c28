import { Button, Group, Modal } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import type { Backup } from '../../../shared/executor/care';
import { numberFormat } from '../../../shared/i18n/number-format';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './backups.module.css';

type Props = {
  backups: readonly Backup[];
  /** A store that can't be opened has nobody inside who could be told twice. */
  isRunning: boolean;
  /** Gives whether it was done. */
  onRestore: (backup: string) => Promise<boolean>;
};

/** Backups, newest first. Going back to one says first what it means. */
export function BackupList({ backups, isRunning, onRestore }: Props) {
  const { t } = useWords();
  const nameOf = useBackupWords();
  const [chosen, setChosen] = useState<Backup>();
  const [busy, setBusy] = useState(false);

  async function restore() {
    if (!chosen) return;
    setBusy(true);
    const isDone = await onRestore(chosen.name);
    setBusy(false);
    if (isDone) setChosen(undefined);
  }

  return (
    <>
      <ul className={classes.list}>
        {backups.map((backup) => {
          const { when, size, holds } = nameOf(backup);
          return (
            <li key={backup.name}>
              <time dateTime={backup.madeAt}>{when}</time>
              <span className={classes.quiet}>{t(`backups.why.${backup.why}`)}</span>
              <span className={classes.holds}>{holds}</span>
              <span className={classes.size}>{size}</span>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconRestore size={14} />}
                onClick={() => setChosen(backup)}
                aria-label={t('backups.restore-of', { when })}
              >
                {t('backups.restore')}
              </Button>
            </li>
          );
        })}
      </ul>
      <Modal
        opened={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={t('backups.restore-title', { when: chosen ? nameOf(chosen).when : '' })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <ul className={classes.means}>
          <li>{t(isRunning ? 'backups.means-now' : 'backups.means-set-aside')}</li>
          <li>{t('backups.means-since')}</li>
          <li>{t('backups.means-kept')}</li>
          <li>{t('backups.means-paused')}</li>
          <li>{t('backups.means-late')}</li>
        </ul>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => setChosen(undefined)} disabled={busy}>
            {t('common.cancel')}
          </Button>
          <Button color="pomegranate" loading={busy} onClick={() => void restore()}>
            {t('backups.restore-confirm')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

function useBackupWords() {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const number = numberFormat(locale);
  return ({ madeAt, bytes, counts }: Backup) => ({
    when: time.format(new Date(madeAt)),
    size: t('backups.megabytes', { size: numberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1_000_000) }),
    holds: t('backups.holds', {
      customers: number.format(counts.customers),
      events: number.format(counts.events),
      waiting: number.format(counts.waiting),
      outbox: number.format(counts.outbox),
    }),
  });
}
