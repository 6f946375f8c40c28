import { Button, FileButton, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { acceptJourney, missingParts } from '../../../shared/convert/accept-journey';
import { type Incoming, journeyFileTooHeavy } from '../../../shared/convert/loss';
import { problemText } from '../../../shared/i18n/translator';
import { failed, problem, type Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { newId } from '../../store/new-id';
import { openSession, run, useReadOnly } from '../../store/session';
import { Quiet } from '../../ui/quiet';
import { StopButton } from '../../ui/stop-button';
import { useWords } from '../../ui/words';
import { LossList } from './loss-list';
import { useConversion } from './use-conversion';

/** A journey from a file: read, looked at, then taken over as one step. */
export function ImportJourney() {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  const { phase, convert, stop } = useConversion();
  const [read, setRead] = useState<Incoming>();
  const resetFile = useRef<() => void>(null);

  async function open(file: File | null) {
    // Else the same file, mended, could not be chosen again.
    resetFile.current?.();
    const engagement = openSession()?.history.present;
    if (!file || !engagement) return;
    const reply = await convert((job) => readFile(file, engagement.client.timeZone, job));
    if (!reply) return;
    if (!reply.ok) {
      for (const one of reply.problems.slice(0, 3)) notifications.show({ color: 'pomegranate', message: problemText(one, t), autoClose: false });
      return;
    }
    const { journey, messages, losses } = reply.value;
    setRead({ journey, messages, losses: [...losses, ...missingParts(engagement, { journey, messages })] });
  }

  function accept({ journey, messages }: Incoming) {
    const id = newId();
    run({ key: 'journeys.step.import', params: { name: journey.name } }, (e) => acceptJourney(e, { journey, messages, newId: id }));
    setRead(undefined);
    navigate(`/e/${engagementId}/journeys/${id}`);
  }

  return (
    <>
      {phase === 'going' ? (
        <StopButton onClick={stop} />
      ) : (
        <FileButton resetRef={resetFile} onChange={(file) => void open(file)} accept=".json,.bpmn,.xml">
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileImport size={16} />} disabled={readOnly} loading={phase === 'begun'}>
              {t('journeys.import')}
            </Button>
          )}
        </FileButton>
      )}
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
                <LossList losses={read.losses} journey={read.journey} />
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

/** Fails with `journey-file-too-heavy`, before it is read, `file-unreadable` {file}, or what the host says of its content. */
async function readFile(file: File, timeZone: string, job: string): Promise<Result<Incoming>> {
  const tooHeavy = journeyFileTooHeavy(file.size);
  if (tooHeavy) return failed(tooHeavy);
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return failed(problem('blocks', 'file-unreadable', [], { file: file.name }));
  return platform['workbench.readJourney']({ file: { name: file.name, bytes: new Uint8Array(bytes) }, timeZone, job });
}
