import { ActionIcon, Select, Skeleton, Tooltip } from '@mantine/core';
import { IconRefresh, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Pressure, PressureWeek } from '../../../../shared/executor/monitor';
import { lastLine, simulatedShares, spreadFacts, spreadShares } from '../../../../shared/executor/pressure';
import { problemText } from '../../../../shared/i18n/translator';
import { durationWords } from '../../../../shared/journey/duration-words';
import { platform } from '../../../platform/platform';
import { useEngagement } from '../../../store/session';
import { outcomeOf } from '../../../store/simulations';
import { usePolled } from '../../../store/use-polled';
import { Code, UserText } from '../../../ui/isolate';
import { Quiet } from '../../../ui/quiet';
import { SpreadBars } from '../../../ui/spread-bars';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import classes from './monitor.module.css';
import { Spark } from './spark';

const weeksShown = 4;
/** It is counted anew each time, so not every other second. */
const everyMs = 600_000;

/** How many messages people get in a week, beside what a simulation said; who gets most, and what the caps do about it. */
export function PressurePanel({ of, showsNames }: { of: string; showsNames: boolean }) {
  const { t } = useWords();
  const pressure = usePolled(`pressure ${of}`, () => platform['executor.pressure']({ weeks: weeksShown }), everyMs);
  const { value } = pressure;
  const [problem] = pressure.problems;
  return (
    <section id="pressure" className={page.card} aria-labelledby="pressure-title">
      <header className={page.cardHead}>
        <h2 id="pressure-title">{t('simulation.week-title')}</h2>
        <span className={page.space} />
        <Tooltip label={t('executor.pressure.again')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('executor.pressure.again')} onClick={pressure.refresh}>
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      {problem && <p className={page.none}>{problemText(problem, t)}</p>}
      {!value && !problem && <Skeleton height={14} m={20} width="60%" />}
      {value && <Told pressure={value} showsNames={showsNames} />}
    </section>
  );
}

function Told({ pressure, showsNames }: { pressure: Pressure; showsNames: boolean }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const { customers, looked, weeks } = pressure;
  const week = weeks.at(-1);
  return (
    <>
      {looked < customers && <p className={classes.sample}>{t('executor.pressure.sample', { looked, customers })}</p>}
      {weeks.every(({ messages }) => messages === 0) ? (
        <p className={page.none}>{t('executor.pressure.nobody')}</p>
      ) : (
        <div className={classes.pressure}>
          {week && <WeekSpread week={week} />}
          <Weeks weeks={weeks} />
          <Most most={pressure.most} showsNames={showsNames} />
        </div>
      )}
      {pressure.caps.length > 0 && <Caps caps={pressure.caps} number={number} />}
    </>
  );
}

/** The last seven days, on all channels or one. Simulations don't count by channel. */
function WeekSpread({ week }: { week: PressureWeek }) {
  const { t, locale } = useWords();
  const [chosen, setChosen] = useState('');
  const engagement = useEngagement((e) => e.id);
  const number = new Intl.NumberFormat(locale);
  const channel = week.channels.find((one) => one.channel === chosen);
  const spread = channel?.spread ?? week.spread;
  const shares = spreadShares(spread);
  const { people, atMost, most } = spreadFacts(spread);
  const { report } = outcomeOf('population', engagement);
  const planned = report && !channel ? simulatedShares(report) : undefined;
  return (
    <div className={classes.spread}>
      <Select
        aria-label={t('executor.pressure.channel')}
        size="xs"
        w={180}
        value={channel ? chosen : ''}
        onChange={(value) => setChosen(value ?? '')}
        data={[
          { value: '', label: t('executor.pressure.all-channels') },
          ...week.channels.map((one) => ({ value: one.channel, label: t(`channel.${one.channel}`) })),
        ]}
      />
      <Quiet>{shares ? t('executor.pressure.facts', { people, p95: atMost, most }) : t('executor.pressure.nobody-now')}</Quiet>
      {shares && (
        <SpreadBars
          shareTitle={t('executor.pressure.share')}
          label={t('simulation.week-title')}
          rows={shares.map((share, i) => ({ messages: `${number.format(i + 1)}${i + 1 === lastLine ? '+' : ''}`, share, planned: planned?.[i] }))}
        />
      )}
      {!channel && !planned && <Quiet>{t('executor.pressure.no-plan')}</Quiet>}
    </div>
  );
}

/** Week by week, the one that goes on first. */
function Weeks({ weeks }: { weeks: readonly PressureWeek[] }) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const number = new Intl.NumberFormat(locale);
  const mean = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone });
  return (
    <div className={page.scroll}>
      <table className={page.table} aria-label={t('executor.pressure.weeks')}>
        <thead>
          <tr>
            <th scope="col">{t('executor.pressure.weeks')}</th>
            {(['messages', 'people', 'mean', 'many'] as const).map((column) => (
              <th key={column} scope="col" data-number>
                {t(`executor.pressure.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map(({ from, to, messages, spread }) => {
            const { people } = spreadFacts(spread);
            const many = spread.reduce((sum, one) => sum + (one.messages >= lastLine ? one.customers : 0), 0);
            return (
              <tr key={from}>
                <th scope="row">{day.formatRange(new Date(from), new Date(Date.parse(to) - 1))}</th>
                <td data-number>{number.format(messages)}</td>
                <td data-number>{number.format(people)}</td>
                <td data-number>{people === 0 ? '–' : mean.format(messages / people)}</td>
                <td data-number>{number.format(many)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Most({ most, showsNames }: { most: Pressure['most']; showsNames: boolean }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  if (most.length === 0) return null;
  return (
    <div>
      <h3 className={classes.mostTitle}>{t('executor.pressure.most')}</h3>
      <ul className={classes.who} aria-label={t('executor.pressure.most')}>
        {most.map(({ customer, label, messages, channels }) => (
          <li key={customer}>
            <Link to={`/e/${engagementId}/executor/${customer}`}>
              <IconUser size={14} aria-hidden />
              <Code>{customer}</Code>
              {showsNames && label !== customer && <UserText>{label}</UserText>}
            </Link>
            <span>
              {t('executor.pressure.got', { count: messages })}
              {Object.keys(channels).length > 1 &&
                ` (${Object.entries(channels)
                  .map(([channel, n]) => `${t(`channel.${channel}`)} ${n}`)
                  .join(', ')})`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How near people are to each cap now, and how often it had a say in each of the weeks. */
function Caps({ caps, number }: { caps: Pressure['caps']; number: Intl.NumberFormat }) {
  const { t, text, language } = useWords();
  const named = useEngagement((e) => e.caps);
  return (
    <div className={page.scroll}>
      <table className={page.table} aria-label={t('executor.pressure.caps')}>
        <thead>
          <tr>
            <th scope="col">{t('executor.pressure.caps')}</th>
            {(['reached', 'one-left', 'below', 'held', 'not-sent'] as const).map((column) => (
              <th key={column} scope="col" data-number>
                {t(`executor.pressure.cap.${column}`)}
              </th>
            ))}
            <th scope="col">{t('executor.pressure.cap.weeks')}</th>
          </tr>
        </thead>
        <tbody>
          {caps.map(({ cap, limit, window, reached, oneLeft, below, weeks }) => {
            const name = text(named.find(({ id }) => id === cap)?.name) || cap;
            const now = weeks.at(-1) ?? { held: 0, notSent: 0 };
            const told = weeks.map(({ held, notSent }) => held + notSent);
            return (
              <tr key={cap}>
                <th scope="row">
                  <UserText>{name}</UserText>{' '}
                  <span className={page.quiet}>{t('executor.pressure.limit', { limit, window: durationWords(window, t, language) })}</span>
                </th>
                <td data-number data-tone={reached > 0 ? 'waiting' : undefined}>
                  {number.format(reached)}
                </td>
                <td data-number>{number.format(oneLeft)}</td>
                <td data-number>{number.format(below)}</td>
                <td data-number>{number.format(now.held)}</td>
                <td data-number>{number.format(now.notSent)}</td>
                <td>
                  <span className={classes.tableSpark}>
                    <Spark
                      values={told}
                      tone="waiting"
                      label={t('executor.pressure.cap-weeks', { name, counts: told.map((n) => number.format(n)).join(', ') })}
                    />
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
