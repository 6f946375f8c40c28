import { ActionIcon, Collapse } from '@mantine/core';
import { IconChevronDown, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { isOfCase, type KpiInput, type KpiValue, kpiValues, measureOf, workedExpression } from '../../../shared/business-case/kpi-values';
import { setKpiInput } from '../../../shared/engagement/edit-plan';
import { problemText } from '../../../shared/i18n/translator';
import { useCatalogue } from '../../store/derived';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './business-case-page.module.css';
import { NumberField } from './number-field';
import { OriginBadge } from './origin-badge';
import { setInput } from './set-input';

const headlines = ['monthly-campaign-revenue', 'monthly-journey-revenue', 'programme-return', 'payback-months'];

/** What follows from the numbers: each value opens its formula and the inputs it is made of. */
export function KpiList() {
  const { t, text } = useWords();
  const catalogue = useCatalogue();
  const kpiInputs = useEngagement((e) => e.kpiInputs);
  const volumes = useEngagement((e) => e.volumes);
  const [opened, setOpened] = useState<string>();
  if (!catalogue) return null;
  const values = kpiValues({ kpiInputs, volumes }, catalogue.kpi.kpis);
  const shown = [...values.values()].filter(({ kpi }) => isOfCase(kpi));
  const toggle = (id: string) => setOpened(opened === id ? undefined : id);

  function show(id: string) {
    setOpened(id);
    requestAnimationFrame(() => document.getElementById(`kpi-${id}`)?.scrollIntoView({ block: 'nearest' }));
  }

  return (
    <div className={classes.results}>
      <ul className={classes.headlines}>
        {headlines.flatMap((id) => {
          const value = values.get(id);
          if (!value) return [];
          return [
            <li key={id}>
              <button type="button" onClick={() => show(id)}>
                <span className={classes.headlineName}>{text(value.kpi.name)}</span>
                <Value value={value} big />
              </button>
            </li>,
          ];
        })}
      </ul>
      <section className={classes.card}>
        <h2>{t('case.results')}</h2>
        <p className={classes.quiet}>{t('case.results-hint')}</p>
        <ul className={classes.kpis}>
          {shown.map((value) => (
            <li key={value.kpi.id} id={`kpi-${value.kpi.id}`} data-open={opened === value.kpi.id}>
              <button type="button" className={classes.kpi} onClick={() => toggle(value.kpi.id)} aria-expanded={opened === value.kpi.id}>
                <span className={classes.kpiName}>{text(value.kpi.name)}</span>
                <Value value={value} />
                <IconChevronDown size={14} className={classes.chevron} aria-hidden />
              </button>
              <Collapse expanded={opened === value.kpi.id} transitionDuration={120}>
                {opened === value.kpi.id && <Formula value={value} names={(id) => text(values.get(id)?.kpi.name)} onShow={show} />}
              </Collapse>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Value({ value: { kpi, result }, big = false }: { value: KpiValue; big?: boolean }) {
  const { t, text, locale } = useWords();
  const currency = useEngagement((e) => e.client.currency);
  if (!result.ok) return <span className={classes.noValue}>{t('case.no-value')}</span>;
  const measure = measureOf(kpi);
  const digits = { maximumFractionDigits: Math.abs(result.value) >= 100 ? 0 : 2 };
  const style =
    measure === 'money' ? { style: 'currency', currency, ...digits } : measure === 'share' ? { style: 'percent', maximumFractionDigits: 1 } : { ...digits };
  return (
    <span className={big ? classes.headlineValue : classes.kpiValue}>
      <bdi>{new Intl.NumberFormat(locale, style as Intl.NumberFormatOptions).format(result.value)}</bdi>
      {measure === 'count' && <span className={classes.unit}> {text(kpi.result.unit)}</span>}
    </span>
  );
}

type FormulaProps = { value: KpiValue; names: (kpi: string) => string; onShow: (kpi: string) => void };

function Formula({ value: { kpi, inputs, result }, names, onShow }: FormulaProps) {
  const { t, text, locale } = useWords();
  const [first] = result.problems;
  return (
    <div className={classes.formula}>
      <p>
        {text(kpi.name)} = {text(kpi.formula)}
      </p>
      <p className={classes.worked}>
        <Code>{workedExpression(kpi.expression, inputs, locale)}</Code>
      </p>
      {!result.ok && first && <p className={classes.fault}>{problemText(first, t)}</p>}
      <div className={classes.inputs}>
        {inputs.map((input) => (
          <InputRow key={input.id} input={input} catalogueValue={kpi.inputs.find((one) => one.id === input.id)?.value ?? 0} names={names} onShow={onShow} />
        ))}
      </div>
      {kpi.note && <p className={classes.quiet}>{text(kpi.note)}</p>}
    </div>
  );
}

type InputProps = { input: KpiInput; catalogueValue: number; names: FormulaProps['names']; onShow: FormulaProps['onShow'] };

function InputRow({ input: { id, label, value, origin }, catalogueValue, names, onShow }: InputProps) {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  const name = text(label);
  // The catalogue gives inputs no unit; what it puts between 0 and 1 is a share.
  const isShare = catalogueValue > 0 && catalogueValue < 1;
  function set(next: number | undefined) {
    run({ key: 'case.step.input', params: { what: name } }, (e) => setInput(e, id, next), `kpi:${id}`);
  }
  return (
    <div className={classes.input}>
      <NumberField label={name} value={Number(value.toPrecision(12))} onChange={set} measure={isShare ? 'share' : 'count'} />
      <div className={classes.origin}>
        {origin.kind === 'kpi' ? (
          <button type="button" className={classes.originLink} onClick={() => onShow(origin.kpi)}>
            {t('case.origin.kpi', { kpi: names(origin.kpi) })}
          </button>
        ) : (
          <OriginBadge origin={origin} />
        )}
        {origin.kind === 'client' && (
          <ActionIcon
            size={22}
            disabled={readOnly}
            onClick={() => run({ key: 'case.step.input', params: { what: name } }, (e) => setKpiInput(e, { input: id, value: undefined }))}
            aria-label={t('case.reset', { what: name })}
            title={t('case.reset', { what: name })}
          >
            <IconRestore size={14} />
          </ActionIcon>
        )}
      </div>
    </div>
  );
}
