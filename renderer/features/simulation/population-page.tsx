import { Button, MultiSelect, NumberInput, Progress, TextInput } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { problemText } from '../../../shared/i18n/translator';
import { MOST_CUSTOMERS, MOST_DAYS } from '../../../shared/simulation/report';
import { useEngagement } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Quiet } from '../../ui/quiet';
import { useSpeaker } from '../../ui/use-speaker';
import { useWords } from '../../ui/words';
import classes from './population.module.css';
import { Results } from './results';
import { SimulationViews } from './simulation-views';
import { useSimulation } from './use-simulation';

/** All journeys on thousands of made-up customers over months: who gets how much, and why not. */
export function PopulationPage() {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const speaker = useSpeaker();
  const simulating = useSimulation();
  const [customers, setCustomers] = useState<number | string>(2_000);
  const [days, setDays] = useState<number | string>(90);
  const [seed, setSeed] = useState<number | string>(1);
  const [start, setStart] = useState(() => new Date().toISOString().slice(0, 10));
  const [journeys, setJourneys] = useState<string[]>([]);
  const { report, running, problems } = simulating;
  const isReady = [customers, days, seed].every((value) => typeof value === 'number') && !Number.isNaN(Date.parse(start));

  function begin() {
    if (typeof customers !== 'number' || typeof days !== 'number' || typeof seed !== 'number') return;
    simulating.start({ customers, days, seed, from: new Date(`${start}T00:00:00Z`).toISOString(), ...(journeys.length > 0 ? { journeys } : {}) });
  }

  const numbers = [
    { id: 'customers', value: customers, set: setCustomers, min: 1, max: MOST_CUSTOMERS },
    { id: 'days', value: days, set: setDays, min: 1, max: MOST_DAYS },
    { id: 'seed', value: seed, set: setSeed, min: 0, max: 4_294_967_295 },
  ] as const;
  return (
    <Panel
      title={t('simulation.title')}
      facts={report && t('simulation.facts', { customers: report.header.settings.customers, days: report.header.settings.days })}
      views={<SimulationViews view="population" />}
      actions={
        running ? (
          <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={simulating.cancel}>
            {t('common.cancel')}
          </Button>
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
          {numbers.map(({ id, value, set, min, max }) => (
            <NumberInput
              key={id}
              label={t(`simulation.${id}`)}
              description={id === 'seed' ? t('simulation.seed-hint') : undefined}
              value={value}
              onChange={set}
              min={min}
              max={max}
              clampBehavior="strict"
              allowDecimal={false}
              thousandSeparator=","
            />
          ))}
          <TextInput type="date" label={t('simulation.start')} value={start} onChange={(event) => setStart(event.currentTarget.value)} />
          <MultiSelect
            label={t('simulation.journeys')}
            placeholder={journeys.length === 0 ? t('simulation.all-journeys') : undefined}
            value={journeys}
            onChange={setJourneys}
            data={engagement.journeys.filter(({ status }) => status !== 'retired').map(({ id, name }) => ({ value: id, label: text(name) }))}
            clearable
          />
          <Quiet>{t('simulation.hint')}</Quiet>
        </section>
      }
    >
      <div className={classes.page}>
        {running && (
          <div role="status">
            <Quiet>{t('simulation.running', { percent: Math.round(running.share * 100) })}</Quiet>
            <Progress value={running.share * 100} aria-label={t('simulation.title')} />
          </div>
        )}
        {problems.length > 0 && (
          <ul className={classes.problems} role="alert">
            {problems.slice(0, 5).map((problem) => (
              <li key={`${problem.code} ${problem.path.join(' ')} ${JSON.stringify(problem.params)}`}>{problemText(problem, t)}</li>
            ))}
          </ul>
        )}
        {report && speaker ? (
          <Results report={report} speaker={speaker} />
        ) : (
          !running && <EmptyState icon={<IconUsersGroup size={34} />} title={t('simulation.empty')} text={t('simulation.empty-text')} />
        )}
      </div>
    </Panel>
  );
}
