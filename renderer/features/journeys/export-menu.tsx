import { Button, Group, Menu, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { type ExportFormat, exportFormats, type PictureScale, pictureScales } from '../../../shared/convert/export-journey';
import { isRefused } from '../../../shared/convert/loss';
import { problemText } from '../../../shared/i18n/translator';
import type { Journey } from '../../../shared/journey/schema';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { downloadBytes } from '../../store/download';
import { openSession } from '../../store/session';
import { Quiet } from '../../ui/quiet';
import { StopButton } from '../../ui/stop-button';
import { useWords } from '../../ui/words';
import { LossList } from './loss-list';
import { useConversion } from './use-conversion';

type Entry = { format: ExportFormat; scale: PictureScale };
type Made = { entry: Entry; name: string; mime: string; bytes: Uint8Array; problems: Problem[] };

const entries: Entry[] = exportFormats.flatMap((format) => (format === 'png' ? pictureScales : ([1] as const)).map((scale) => ({ format, scale })));

/** The journey in another format. What gets lost is shown before anything is saved. */
export function ExportMenu({ journey, onGo }: { journey: Journey; onGo: (node: string) => void }) {
  const { t } = useWords();
  const nameOf = ({ format, scale }: Entry) => t(scale === 1 ? `journeys.export.${format}` : 'journeys.export.png-twice');
  const { phase, convert, stop } = useConversion();
  const [made, setMade] = useState<Made>();

  async function start(entry: Entry) {
    const document = openSession()?.history.present;
    if (!document) return;
    const language = document.languages.document;
    const reply = await convert((job) => platform['workbench.exportJourney']({ document: document as never, journey: journey.id, ...entry, language, job }));
    if (!reply) return;
    if (!reply.ok) {
      for (const problem of reply.problems.slice(0, 3)) notifications.show({ color: 'pomegranate', message: problemText(problem, t), autoClose: false });
    } else if (reply.value.problems.length === 0) downloadBytes(reply.value.name, reply.value.mime, reply.value.bytes);
    else setMade({ ...reply.value, entry });
  }

  const refused = made !== undefined && isRefused(made.problems);
  return (
    <>
      {phase === 'going' ? (
        <StopButton onClick={stop} />
      ) : (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconFileExport size={16} />} loading={phase === 'begun'}>
              {t('journeys.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {entries.map((entry) => (
              <Menu.Item key={nameOf(entry)} onClick={() => void start(entry)}>
                {nameOf(entry)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Modal
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        title={made && t('journeys.losses-in', { format: nameOf(made.entry) })}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {made && (
          <>
            {refused && <Quiet>{t('journeys.refused')}</Quiet>}
            <LossList
              losses={made.problems}
              journey={journey}
              onGo={(node) => {
                setMade(undefined);
                onGo(node);
              }}
            />
            <Group justify="flex-end" mt="md">
              <Button variant="default" onClick={() => setMade(undefined)}>
                {t('common.cancel')}
              </Button>
              <Button
                color={refused ? 'pomegranate' : undefined}
                onClick={() => {
                  downloadBytes(made.name, made.mime, made.bytes);
                  setMade(undefined);
                }}
              >
                {t(refused ? 'journeys.export-anyway' : 'journeys.export-save')}
              </Button>
            </Group>
          </>
        )}
      </Modal>
    </>
  );
}
