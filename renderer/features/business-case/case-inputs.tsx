import { useRef } from 'react';
import { useLocation } from 'react-router';
import { caseInputs, growthInput, growthLimits, messagePriceInput, plannedInput, saleRateInput } from '../../../shared/business-case/case-model';
import { setInputRange, setInputSource } from '../../../shared/business-case/edit-business-case';
import type { Figure, Limits } from '../../../shared/business-case/figure';
import { channels } from '../../../shared/journey/schema';
import { run, useEngagement } from '../../store/session';
import { useArrival } from '../../ui/use-arrival';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { FigureField } from './figure-field';
import { useInputName } from './input-name';
import { setInput } from './set-input';
import { SourceNote } from './source-note';
import type { Case } from './use-case';

const shares = ['open_rate', 'click_to_open', 'conversion', 'margin'];
const counts = ['list_size', 'sends_per_month'];

/** The numbers that hold for the whole case: each with its ends and where it is from. */
export function CaseInputs({ of: { model } }: { of: Case }) {
  const { t } = useWords();
  const byVendor = model.platform.kind === 'vendor';
  const shown = caseInputs.filter((id) => !byVendor || (id !== 'platform_cost' && id !== 'setup_cost'));
  const rates = model.campaigns.filter(({ channel }) => channel !== 'email');
  return (
    <section className={classes.card}>
      <h2>{t('case.made-of')}</h2>
      <div className={classes.inputs}>
        {shown.map((id) => (
          <Input key={id} id={id} measure={shares.includes(id) ? 'share' : counts.includes(id) ? 'count' : 'money'} figure={model.inputs[id]} />
        ))}
        {rates.map(({ channel }) => (
          <Input key={channel} id={saleRateInput(channel)} measure="share" figure={model.saleRates[channel]} />
        ))}
        <Input id={growthInput} measure="share" figure={model.growth} limits={growthLimits} />
        {model.campaigns
          .filter(({ isRegular }) => !isRegular)
          .map(({ channel, recipients }) => (
            <Input key={channel} id={plannedInput(channel)} measure="count" figure={recipients} />
          ))}
        {channels.flatMap((channel) => {
          const price = model.messagePrices[channel];
          return price ? [<Input key={channel} id={messagePriceInput(channel)} measure="money" figure={price} />] : [];
        })}
      </div>
    </section>
  );
}

type InputProps = { id: string; measure: Figure['measure']; figure: Figure | undefined; limits?: Limits };

function Input({ id, measure, figure, limits }: InputProps) {
  const label = useInputName()(id);
  const span = useEngagement((e) => e.businessCase.ranges[id]);
  const source = useEngagement((e) => e.businessCase.sources[id]);
  const place = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  useArrival(place, hash === `#${id}` ? id : undefined);
  const step = { key: 'case.step.input', params: { what: label } };
  return (
    <div ref={place} id={id}>
      <FigureField
        label={label}
        measure={measure}
        figure={figure}
        span={span}
        limits={limits}
        isWorkedOut={figure?.origin.kind === 'planned' || figure?.origin.kind === 'offer'}
        onChange={({ expected, ...ends }) =>
          run(step, (e) => (Object.keys(ends).length > 0 ? setInputRange(e, { input: id, span: ends }) : setInput(e, id, expected)), `case:${id}`)
        }
      >
        <SourceNote value={source} what={label} onChange={(words) => run(step, (e) => setInputSource(e, { input: id, source: words }))} />
      </FigureField>
    </div>
  );
}
