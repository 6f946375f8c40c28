import { Button, Checkbox, Group, Modal, SegmentedControl, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { audienceFileFormats } from '../../../../shared/executor/audience-file';
import type { AudienceRow } from '../../../../shared/executor/audiences';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { downloadBytes } from '../../../store/download';
import { ProblemList } from '../../../ui/problem-list';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';

/** Everybody who is in it now as a file: numbers alone, unless somebody says that names and addresses are to be in it. */
export function AudienceExport({ row: { segment, size }, name, onClose }: { row: AudienceRow; name: string; onClose: () => void }) {
  const { t, language } = useWords();
  const [format, setFormat] = useState<(typeof audienceFileFormats)[number]>('xlsx');
  const [names, setNames] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  async function save() {
    setBusy(true);
    const reply = await platform['executor.exportAudience']({ segment, title: name, format, names, language });
    setBusy(false);
    setProblems(reply.problems);
    if (!reply.ok) return;
    downloadBytes(reply.value.name, reply.value.mime, reply.value.bytes);
    if (reply.value.problems.length === 0) onClose();
    else setProblems(reply.value.problems);
  }

  return (
    <Modal opened onClose={onClose} title={t('audiences.export-title', { name })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap={12}>
        <SegmentedControl
          value={format}
          onChange={(next) => setFormat(audienceFileFormats.find((one) => one === next) ?? 'xlsx')}
          data={audienceFileFormats.map((one) => ({ value: one, label: t(`audiences.format.${one}`) }))}
          aria-label={t('audiences.format')}
        />
        <Checkbox checked={names} onChange={(event) => setNames(event.currentTarget.checked)} label={t('audiences.export-names')} />
        <Quiet>{t(names ? 'audiences.export-personal' : 'audiences.export-numbers')}</Quiet>
        {problems.length > 0 && <ProblemList problems={problems} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {t('common.cancel')}
          </Button>
          <Button leftSection={<IconDownload size={16} />} loading={busy} onClick={() => void save()}>
            {t('audiences.export-save', { count: size })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
