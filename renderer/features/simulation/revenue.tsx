import { Select, Slider } from '@mantine/core';
import { useState } from 'react';
import { problemText } from '../../../shared/i18n/translator';
import { expectedRevenue, type RevenueInput } from '../../../shared/simulation/expected-revenue';
import type { SimulationReport } from '../../../shared/simulation/report';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';
import { Badge, type BadgeTone } from '../../ui/badge';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './population.module.css';
import { useNumber } from './use-number';

/** How far one assumption is bent, in percent. */
const BEND = 50;

const tones: Record<RevenueInput['origin']['kind'], BadgeTone> = {
  counted: 'accent',
  client: 'good',
  volumes: 'data',
  events: 'data',
  kpi: 'data',
  assumption: 'waiting',
  example: 'waiting',
  published: 'quiet',
};

/** What the journeys bring in a month by the KPI formula, from which inputs, and how much hangs on one of them. */
export function Revenue({ report }: { report: SimulationReport }) {
  const { t, text } = useWords();
  const number = useNumber();
  const catalogue = useCatalogue();
  const kpiInputs = useEngagement((e) => e.kpiInputs);
  const volumes = useEngagement((e) => e.volumes);
  const currency = useEngagement((e) => e.client.currency);
  const [input, setInput] = useState<string | null>(null);
  const [bend, setBend] = useState(0);
  const revenue = catalogue && expectedRevenue(report, { kpiInputs, volumes }, catalogue.kpi.kpis);
  if (!revenue) return null;

  const { inputs } = revenue;
  const plain = revenue.value();
  const chosen = inputs.find(({ id }) => id === input) ?? inputs[0];
  const bent = chosen ? revenue.value({ input: chosen.id, factor: 1 + bend / 100 }) : plain;
  // The catalogue gives inputs no unit; what it puts between 0 and 1 is a share.
  const isShare = (id: string) => revenue.kpi.inputs.some((one) => one.id === id && one.value > 0 && one.value < 1);
  const percent = (value: number) => number(value / 100, { style: 'percent', signDisplay: 'exceptZero' });
  const money = (value: number) => number(value, { style: 'currency', currency, maximumFractionDigits: 0 });
  return (
    <section>
      <h2>{text(revenue.kpi.name)}</h2>
      <Quiet>{t('simulation.revenue-hint')}</Quiet>
      {plain.ok && bent.ok ? (
        <p className={classes.revenue}>
          <strong>{money(bent.value)}</strong>
          {bend !== 0 && <span>{t('simulation.instead-of', { value: money(plain.value) })}</span>}
        </p>
      ) : (
        plain.problems.map((problem) => <p key={problem.code}>{problemText(problem, t)}</p>)
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('simulation.input')}</th>
            <th scope="col" className={classes.number}>
              {t('simulation.value')}
            </th>
            <th scope="col">{t('simulation.from-where')}</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map((one) => (
            <tr key={one.id} aria-current={one.id === chosen?.id || undefined}>
              <th scope="row">{text(one.label) || one.id}</th>
              <td className={classes.number}>
                {number(one.value, isShare(one.id) ? { style: 'percent', maximumFractionDigits: 1 } : { maximumFractionDigits: 0 })}
              </td>
              <td>
                <Badge tone={tones[one.origin.kind]}>
                  {one.origin.kind === 'counted'
                    ? t('simulation.counted')
                    : t(`case.origin.${one.origin.kind}`, one.origin.kind === 'kpi' ? { kpi: one.origin.kpi } : {})}
                </Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen && (
        <div className={classes.bend}>
          <Select
            label={t('simulation.bend')}
            value={chosen.id}
            onChange={(id) => {
              setInput(id);
              setBend(0);
            }}
            data={inputs.map(({ id, label }) => ({ value: id, label: text(label) || id }))}
            allowDeselect={false}
          />
          <Slider
            min={-BEND}
            max={BEND}
            step={5}
            value={bend}
            onChange={setBend}
            label={percent}
            marks={[-BEND, 0, BEND].map((value) => ({ value, label: percent(value) }))}
            thumbLabel={t('simulation.bend')}
          />
        </div>
      )}
    </section>
  );
}
