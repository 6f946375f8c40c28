import { Button, NumberInput, Radio, TextInput } from '@mantine/core';
import { IconPlayerPlay, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { MOST_CUSTOMERS, MOST_DAYS } from '../../../shared/simulation/report';
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

/** All journeys on thousands of made-up customers over months: who gets how much, and why not. */
export function PopulationPage() {
  const { t } = useWords();
  const engagement = useEngagement();
  const speaker = useSpeaker();
  const simulating = useSimulation('population');
  const [people, setPeople] = useState<'volumes' | 'sample'>('volumes');
  const [customers, setCustomers] = useState<number | string>(2_000);
  const [days, setDays] = useState<number | string>(90);
  const [seed, setSeed] = useState<number | string>(1);
  const [start, setStart] = useState(() => new Date().toISOString().slice(0, 10));
  const [journeys, setJourneys] = useState<string[]>([]);
  const { report, running, problems } = simulating;
  const isAll = people === 'sample' && customers === '';
  const isReady = [isAll ? 0 : customers, days, seed].every((value) => typeof value === 'number') && !Number.isNaN(Date.parse(start));

  function begin() {
    if (typeof days !== 'number' || typeof seed !== 'number') return;
    const settings = { days, seed, from: new Date(`${start}T00:00:00Z`).toISOString(), ...(journeys.length > 0 ? { journeys } : {}) };
    const asked = typeof customers === 'number' ? { customers } : {};
    if (people === 'sample') simulating.start({ kind: 'sample', settings: { ...settings, ...asked } });
    else if (typeof customers === 'number') simulating.start({ kind: 'volumes', settings: { ...settings, customers } });
  }

  const numbers = [
    { id: 'customers', value: customers, set: setCustomers, min: 1, max: MOST_CUSTOMERS },
    { id: 'days', value: days, set: setDays, min: 1, max: MOST_DAYS },
  ] as const;
  return (
    <Panel
      title={t('simulation.title')}
      facts={report && t('simulation.facts', { customers: report.header.settings.customers, days: report.header.settings.days })}
      views={<SimulationViews view="population" />}
      actions={
        running ? (
          <StopButton onClick={simulating.cancel} />
        ) : (
          <Button leftSection={<IconPlayerPlay size={16} />} disabled={!isReady || engagement.journeys.length === 0} onClick={begin}>
            {t('simulation.run')}
          </Button>
        )
      }
      inspectorWidth={296}
      inspector={
        <section className={classes.settings} aria-label={t('simulation.settings')}>
          <h2>{t('simulation.settings')}</h2>
          <Radio.Group
            label={t('simulation.people')}
            value={people}
            onChange={(value) => {
              const next = value === 'sample' ? 'sample' : 'volumes';
              setPeople(next);
              setCustomers(next === 'sample' ? '' : 2_000);
            }}
          >
            {(['volumes', 'sample'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`simulation.people.${one}`)} mt={6} />
            ))}
          </Radio.Group>
          {numbers.map(({ id, value, set, min, max }) => (
            <NumberInput
              key={id}
              label={t(`simulation.${id}`)}
              placeholder={id === 'customers' && people === 'sample' ? t('simulation.all-people') : undefined}
              value={value}
              onChange={set}
              min={min}
              max={max}
              clampBehavior="strict"
              allowDecimal={false}
              thousandSeparator=","
            />
          ))}
          <SeedInput value={seed} onChange={setSeed} />
          <TextInput type="date" label={t('simulation.start')} value={start} onChange={(event) => setStart(event.currentTarget.value)} />
          <WhichJourneys value={journeys} onChange={setJourneys} />
          <Quiet>{t(people === 'sample' ? 'simulation.hint-sample' : 'simulation.hint')}</Quiet>
        </section>
      }
    >
      <div className={classes.page}>
        <SimulationStatus running={running} problems={problems} />
        {report && speaker ? (
          <Results report={report} speaker={speaker} />
        ) : (
          !running && <EmptyState icon={<IconUsersGroup size={34} />} title={t('simulation.empty')} text={t('simulation.empty-text')} />
        )}
      </div>
    </Panel>
  );
}
