import { Badge, Button, FileButton, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { acceptJourney, missingParts } from '../../../shared/convert/accept-journey';
import { type Incoming, lossSeverity } from '../../../shared/convert/loss';
import { problemText } from '../../../shared/i18n/translator';
import { bySeverity, type Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { newId } from '../../store/new-id';
import { openSession, run, useReadOnly } from '../../store/session';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';

const tones = { high: 'pomegranate', medium: 'saffron', low: 'gray' } as const;

/** What a conversion cannot say, the worst first. */
export function LossList({ losses }: { losses: readonly Problem[] }) {
  const { t } = useWords();
  return (
    <Stack gap={8} component="ul" style={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: '50vh', overflowY: 'auto' }}>
      {losses.map((loss) => {
        const severity = lossSeverity(loss);
        return (
          <li key={`${loss.code} ${loss.path.join('.')} ${JSON.stringify(loss.params)}`}>
            <Badge variant="light" color={tones[severity]} mie={8}>
              {t(`journeys.loss.${severity}`)}
            </Badge>
            {problemText(loss, t)}
          </li>
        );
      })}
    </Stack>
  );
}

/** A journey from a file: read, looked at, then taken over as one step. */
export function ImportJourney() {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  const [busy, setBusy] = useState(false);
  const [read, setRead] = useState<Incoming>();

  async function open(file: File | null) {
    const engagement = openSession()?.history.present;
    if (!file || !engagement) return;
    setBusy(true);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const reply = await platform['workbench.readJourney']({ file: { name: file.name, bytes }, timeZone: engagement.client.timeZone });
    setBusy(false);
    if (!reply.ok) {
      for (const problem of reply.problems.slice(0, 3)) notifications.show({ color: 'pomegranate', message: problemText(problem, t), autoClose: false });
      return;
    }
    const { journey, messages, losses } = reply.value;
    setRead({ journey, messages, losses: bySeverity([...losses, ...missingParts(engagement, { journey, messages })]) });
  }

  function accept({ journey, messages }: Incoming) {
    const id = newId();
    run({ key: 'journeys.step.import', params: { name: journey.name } }, (e) => acceptJourney(e, { journey, messages, newId: id }));
    setRead(undefined);
    navigate(`/e/${engagementId}/journeys/${id}`);
  }

  return (
    <>
      <FileButton onChange={(file) => void open(file)} accept=".json,.bpmn,.xml">
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFileImport size={16} />} disabled={readOnly} loading={busy}>
            {t('journeys.import')}
          </Button>
        )}
      </FileButton>
      <Modal
        opened={read !== undefined}
        onClose={() => setRead(undefined)}
        title={t('journeys.import')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {read && (
          <>
            <h3>{text(read.journey.name) || read.journey.key}</h3>
            <Quiet>{t('journeys.import-facts', { nodes: read.journey.nodes.length, messages: read.messages.length })}</Quiet>
            {read.losses.length > 0 && (
              <>
                <h4>{t('journeys.losses')}</h4>
                <LossList losses={read.losses} />
              </>
            )}
            <Group justify="flex-end" mt="md">
              <Button variant="default" onClick={() => setRead(undefined)}>
                {t('common.cancel')}
              </Button>
              <Button onClick={() => accept(read)}>{t('journeys.import-accept')}</Button>
            </Group>
          </>
        )}
      </Modal>
    </>
  );
}
