import { Button, Group, Modal } from '@mantine/core';
import { IconDownload, IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { downloadBytes } from '../../store/download';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './customer-panel.module.css';

/** What a person may ask for: all that is kept about her as a file, and to be forgotten, which is asked twice. */
export function CustomerRights({ customer, onErased }: { customer: string; onErased: () => void }) {
  const { t } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  async function save() {
    setBusy(true);
    const reply = await platform['executor.everything']({ customer });
    setBusy(false);
    setProblems(reply.ok ? [] : reply.problems);
    if (reply.ok && reply.value)
      downloadBytes(`${customer}.person.json`, 'application/json', new TextEncoder().encode(`${JSON.stringify(reply.value, null, 2)}\n`));
  }

  async function erase() {
    setBusy(true);
    const reply = await platform['executor.erase']({ customer });
    setBusy(false);
    if (!reply.ok) {
      setProblems(reply.problems);
      return;
    }
    setIsAsking(false);
    onErased();
  }

  return (
    <section aria-label={t('rights.title')}>
      <Group gap={8} mt={12}>
        <Button size="compact-md" variant="default" leftSection={<IconDownload size={15} />} onClick={save} disabled={busy}>
          {t('rights.save')}
        </Button>
        <Button size="compact-md" variant="default" color="red" leftSection={<IconEraser size={15} />} onClick={() => setIsAsking(true)} disabled={busy}>
          {t('rights.erase')}
        </Button>
      </Group>
      {!isAsking && problems.length > 0 && <ProblemList problems={problems} />}
      <Modal opened={isAsking} onClose={() => setIsAsking(false)} title={t('rights.erase-title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <ul className={classes.means}>
          <li>{t('rights.means-gone')}</li>
          <li>{t('rights.means-counts')}</li>
          <li>{t('rights.means-not-again')}</li>
          <li>{t('rights.means-backups')}</li>
        </ul>
        {problems.length > 0 && <ProblemList problems={problems} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => setIsAsking(false)} disabled={busy}>
            {t('common.cancel')}
          </Button>
          <Button color="red" onClick={erase} loading={busy}>
            {t('rights.erase-now')}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}
