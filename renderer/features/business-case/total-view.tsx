import { Popover, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { setPlatform } from '../../../shared/business-case/edit-business-case';
import type { CaseResult } from '../../../shared/business-case/total-case';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import { CaseGaps } from './case-gaps';
import { CaseInputs } from './case-inputs';
import classes from './case-views.module.css';
import { ChannelBars } from './channel-bars';
import { PaybackChart } from './payback-chart';
import { Sum } from './sum';
import { SwingBars } from './swing-bars';
import { useAmounts } from './use-amounts';
import type { Case } from './use-case';
import { VendorTable } from './vendor-table';

/** All of it together: what is left, from when on, and what that hangs on. */
export function TotalView({ of }: { of: Case }) {
  const { t } = useWords();
  return (
    <div className={classes.total}>
      <Headlines of={of} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <section className={classes.card}>
            <div className={classes.cardHead}>
              <h2>{t('case.chart.title')}</h2>
              <PlatformChoice of={of} />
            </div>
            <PaybackChart range={of.range} />
            <p className={classes.quiet}>{t('case.chart.hint')}</p>
          </section>
          <ChannelBars of={of} />
          <VendorTable of={of} />
        </div>
        <div className={classes.column}>
          <CaseGaps of={of} />
          <SwingBars of={of} />
          <CaseInputs of={of} />
        </div>
      </div>
    </div>
  );
}

function Headlines({ of: { range, model } }: { of: Case }) {
  const { t, locale } = useWords();
  const { money, count, times, share } = useAmounts();
  const now = range.expected;
  const span = (value: (result: CaseResult) => string) =>
    value(range.low) === value(range.high) ? t('case.no-span') : t('case.from-to', { from: value(range.low), to: value(range.high) });
  const payback = ({ paybackMonth }: CaseResult) =>
    paybackMonth === undefined ? t('case.payback.never') : paybackMonth === 0 ? t('case.payback.none') : t('case.payback.month', { month: paybackMonth });
  const roi = ({ total }: CaseResult) =>
    total.roi === undefined ? '–' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(total.roi);
  const { month, total, breakEven } = now;
  const list = model.inputs.list_size;
  return (
    <ul className={classes.headlines}>
      <Headline name={t('case.head.month')} value={money(month.net)} more={span((one) => money(one.month.net))}>
        <p>{t('case.head.month-formula')}</p>
        <Sum>
          {money(month.margin)} − {money(month.messages)} − {money(month.content)} − {money(month.platform)} = {money(month.net)}
        </Sum>
      </Headline>
      <Headline name={t('case.head.years')} value={money(total.net)} more={span((one) => money(one.total.net))}>
        <p>{t('case.head.years-formula')}</p>
        <Sum>
          {now.years.map(({ net }) => money(net)).join(' + ')} = {money(total.net)}
        </Sum>
      </Headline>
      <Headline name={t('case.head.payback')} value={payback(now)} more={span(payback)}>
        <p>{t('case.head.payback-formula', { once: money(now.once) })}</p>
      </Headline>
      <Headline name={t('case.head.roi')} value={roi(now)} more={span(roi)}>
        <p>{t('case.head.roi-formula')}</p>
        <Sum>
          ({money(total.margin)} − {money(total.cost)}) ÷ {money(total.cost)} = {roi(now)}
        </Sum>
      </Headline>
      <Headline
        name={t('case.head.break-even')}
        value={breakEven.conversion === undefined ? '–' : share(breakEven.conversion)}
        more={
          breakEven.people === undefined
            ? t('case.head.break-even-none')
            : list
              ? t('case.head.break-even-list', { people: count(Math.ceil(breakEven.people * list.expected)) })
              : t('case.head.break-even-times', { times: times(breakEven.people) })
        }
      >
        <p>{t('case.head.break-even-formula')}</p>
        <Sum>
          ({money(month.messages)} + {money(month.content)} + {money(month.platform)}) ÷ {money(month.margin)} ={' '}
          {breakEven.conversion === undefined ? '–' : share(breakEven.conversion)}
        </Sum>
      </Headline>
    </ul>
  );
}

function Headline({ name, value, more, children }: { name: string; value: string; more: string; children: ReactNode }) {
  return (
    <li>
      <Popover position="bottom" shadow="md" withinPortal width={320}>
        <Popover.Target>
          <button type="button">
            <span className={classes.headlineName}>{name}</span>
            <strong>
              <bdi>{value}</bdi>
            </strong>
            <span className={classes.quiet}>{more}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={classes.pop}>{children}</div>
        </Popover.Dropdown>
      </Popover>
    </li>
  );
}

/** Whose bill is reckoned with. */
function PlatformChoice({ of: { model } }: { of: Case }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const vendors = useEngagement((e) => e.checklist.vendors).filter(({ role }) => role === 'candidate');
  const value = model.platform.kind === 'typed' ? 'typed' : model.platform.cost.vendor;
  return (
    <Select
      size="xs"
      aria-label={t('case.platform')}
      value={value}
      allowDeselect={false}
      disabled={readOnly}
      data={[
        ...vendors.map(({ id, name }) => ({ value: id, label: t('case.platform.vendor', { name }) })),
        { value: 'typed', label: t('case.platform.typed') },
      ]}
      onChange={(platform) => platform && run({ key: 'case.step.platform' }, (e) => setPlatform(e, { platform }))}
    />
  );
}
