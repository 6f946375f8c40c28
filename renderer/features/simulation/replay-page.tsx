import { Button, Checkbox, FileInput, TextInput } from '@mantine/core';
import { IconFileImport, IconPlayerPlay } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useEngagement } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Quiet } from '../../ui/quiet';
import { StopButton } from '../../ui/stop-button';
import { useSpeaker } from '../../ui/use-speaker';
import { useWords } from '../../ui/words';
import classes from './population.module.css';
import { Results } from './results';
import { SeedInput } from './seed-input';
import { SimulationStatus } from './simulation-status';
import { SimulationViews } from './simulation-views';
import { useSimulation } from './use-simulation';
import { WhichJourneys } from './which-journeys';

/** Recorded events heard once more, with these journeys live: what they would have sent, and why not. */
export function ReplayPage() {
  const { t } = useWords();
  const engagement = useEngagement();
  const speaker = useSpeaker();
  const simulating = useSimulation('replay');
  const { report, running, problems } = simulating;
  const [file, setFile] = useState<File | null>(null);
  const [seed, setSeed] = useState<number | string>(1);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [answers, setAnswers] = useState(false);
  const [withSample, setWithSample] = useState(false);
  const [journeys, setJourneys] = useState<string[]>([]);

  async function begin() {
    if (!file || typeof seed !== 'number') return;
    const moment = (day: string, later = 0) => new Date(Date.parse(`${day}T00:00:00Z`) + later).toISOString();
    const settings = {
      seed,
      answers,
      ...(from === '' ? {} : { from: moment(from) }),
      // The day it ends on belongs to it.
      ...(until === '' ? {} : { until: moment(until, 86_400_000) }),
      ...(journeys.length > 0 ? { journeys } : {}),
    };
    simulating.start({ kind: 'replay', settings, file: new Uint8Array(await file.arrayBuffer()), withSample });
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    const [dropped] = event.dataTransfer.files;
    if (dropped) setFile(dropped);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a twin in the file input
    <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <Panel
        title={t('simulation.title')}
        facts={report && t('simulation.facts', { customers: report.header.settings.customers, days: report.header.settings.days })}
        views={<SimulationViews view="replay" />}
        actions={
          running ? (
            <StopButton onClick={simulating.cancel} />
          ) : (
            <Button leftSection={<IconPlayerPlay size={16} />} disabled={!file || typeof seed !== 'number' || engagement.journeys.length === 0} onClick={begin}>
              {t('replay.run')}
            </Button>
          )
        }
        inspectorWidth={296}
        inspector={
          <section className={classes.settings} aria-label={t('simulation.settings')}>
            <h2>{t('simulation.settings')}</h2>
            <FileInput
              label={t('replay.events')}
              description={t('replay.events-hint')}
              placeholder={t('replay.choose')}
              classNames={{ placeholder: classes.placeholder ?? '' }}
              accept=".ndjson,.jsonl,.json,.txt"
              value={file}
              onChange={setFile}
              leftSection={<IconFileImport size={16} />}
            />
            <TextInput
              type="date"
              label={t('simulation.start')}
              description={t('replay.from-hint')}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={t('replay.until')}
              description={t('replay.until-hint')}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <Checkbox
              label={t('replay.with-sample')}
              description={t('replay.with-sample-hint')}
              checked={withSample}
              onChange={(event) => setWithSample(event.currentTarget.checked)}
            />
            <Checkbox
              label={t('replay.answers')}
              description={t('replay.answers-hint')}
              checked={answers}
              onChange={(event) => setAnswers(event.currentTarget.checked)}
            />
            <SeedInput value={seed} onChange={setSeed} />
            <WhichJourneys value={journeys} onChange={setJourneys} />
            <Quiet>{t('replay.hint')}</Quiet>
          </section>
        }
      >
        <div className={classes.page}>
          <SimulationStatus running={running} problems={problems} />
          {report && speaker ? (
            <Results report={report} speaker={speaker} />
          ) : (
            !running && <EmptyState icon={<IconFileImport size={34} />} title={t('replay.empty')} text={t('replay.empty-text')} />
          )}
        </div>
      </Panel>
    </div>
  );
}
