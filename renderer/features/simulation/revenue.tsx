import { Select, Slider } from '@mantine/core';
import { useState } from 'react';
import { kpiValues } from '../../../shared/business-case/kpi-values';
import type { SimulationReport } from '../../../shared/simulation/report';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './population.module.css';
import { useNumber } from './use-number';

const KPI = 'monthly-journey-revenue';
/** How far one assumption is bent, in percent. */
const BEND = 50;

/** What the journeys bring in a month by the KPI formulas, and how much hangs on one of their inputs. */
export function Revenue({ report }: { report: SimulationReport }) {
  const { t, text } = useWords();
  const number = useNumber();
  const catalogue = useCatalogue();
  const kpiInputs = useEngagement((e) => e.kpiInputs);
  const volumes = useEngagement((e) => e.volumes);
  const currency = useEngagement((e) => e.client.currency);
  const [input, setInput] = useState<string | null>(null);
  const [bend, setBend] = useState(0);
  if (!catalogue) return null;

  const simulated = { ...kpiInputs, ...report.kpiInputs };
  const plain = kpiValues({ kpiInputs: simulated, volumes }, catalogue.kpi.kpis).get(KPI);
  const inputs = plain?.inputs ?? [];
  const chosen = inputs.find(({ id }) => id === input) ?? inputs[0];
  const bent = chosen && kpiValues({ kpiInputs: { ...simulated, [chosen.id]: chosen.value * (1 + bend / 100) }, volumes }, catalogue.kpi.kpis).get(KPI);
  const money = (value: number) => number(value, { style: 'currency', currency, maximumFractionDigits: 0 });
  if (!plain?.result.ok) return null;
  const [before, after] = [plain.result.value, bent?.result.ok ? bent.result.value : plain.result.value];
  return (
    <section>
      <h2>{text(plain.kpi.name)}</h2>
      <Quiet>{t('simulation.revenue-hint')}</Quiet>
      <p className={classes.revenue}>
        <strong>{money(after)}</strong>
        {bend !== 0 && <span>{t('simulation.instead-of', { value: money(before) })}</span>}
      </p>
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
            label={(value) => number(value / 100, { style: 'percent', signDisplay: 'exceptZero' })}
            thumbLabel={t('simulation.bend')}
          />
        </div>
      )}
    </section>
  );
}
