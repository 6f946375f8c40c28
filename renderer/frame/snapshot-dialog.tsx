import { Button, Group, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { problemText } from '../../shared/i18n/translator';
import { snapshotNameLength } from '../../shared/platform';
import type { Problem } from '../../shared/problem';
import { askForSnapshot, takeSnapshot, useAskingForSnapshot } from '../store/snapshots';
import { useWords } from '../ui/words';

/** Asks under which name the state of now is kept. */
export function SnapshotDialog() {
  const { t } = useWords();
  const asking = useAskingForSnapshot();
  return (
    <Modal opened={asking} onClose={() => askForSnapshot(false)} title={t('snapshot.title')} size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <SnapshotForm />
    </Modal>
  );
}

/** Mounted with each opening, so it begins empty. */
function SnapshotForm() {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);

  async function take() {
    setBusy(true);
    const reply = await takeSnapshot(name);
    setBusy(false);
    if (reply && !reply.ok) return setProblems(reply.problems);
    askForSnapshot(false);
    if (reply) notifications.show({ message: t('snapshot.taken', { name: reply.value.name }) });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !busy) void take();
      }}
    >
      <TextInput
        label={t('snapshot.name')}
        description={t('snapshot.text')}
        placeholder={t('snapshot.hint')}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblems([]);
        }}
        error={problems.map((problem) => problemText(problem, t)).join(' ') || undefined}
        dir="auto"
        maxLength={snapshotNameLength}
        data-autofocus
      />
      <Group justify="flex-end" gap={8} mt={14}>
        <Button variant="default" onClick={() => askForSnapshot(false)}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!name.trim()} loading={busy}>
          {t('snapshot.take')}
        </Button>
      </Group>
    </form>
  );
}
