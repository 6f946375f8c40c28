import { Skeleton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeploymentSummary } from '../../../shared/executor/api';
import type { Undelivered } from '../../../shared/executor/monitor';
import { ChannelIcon } from '../../ui/channel-icon';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';
import monitor from './monitor/monitor.module.css';
import { ReasonWho } from './monitor/reason-who';
import type { CountedReason, ReasonCounts } from './reasons';

/** Whose fault it is not: each reason keeps its colour wherever it is drawn. */
const tones: Record<string, string> = {
  'no-consent': 'gray',
  'cap-reached': 'saffron',
  'suppressed-by-rule': 'plum',
  'no-address': 'pomegranate',
  'message-missing': 'pomegranate',
  'quiet-times': 'lapis',
  'held-too-long': 'lapis',
};

type Props = {
  reasons: ReasonCounts | undefined;
  undelivered: readonly Undelivered[];
  deployments: readonly DeploymentSummary[];
  showsNames: boolean;
};

/** Why messages were not sent, stopped on their way out, and why customers were not let in: the most frequent first, each with who. */
export function ReasonsPanel({ reasons, undelivered, deployments, showsNames }: Props) {
  const { t, locale } = useWords();
  const [opened, setOpened] = useState<string>();
  const number = new Intl.NumberFormat(locale);
  const sum = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
  const list = (kind: keyof ReasonCounts, rows: readonly CountedReason[]) => {
    const most = Math.max(1, ...rows.map(({ count }) => count));
    return (
      <ul className={classes.reasons}>
        {rows.map((row) => {
          const { code, count } = row;
          const words = t(`reason-short.${code}`);
          const key = `${kind} ${code}`;
          const isOpen = opened === key;
          return (
            <li key={code} data-open={isOpen}>
              <button type="button" className={monitor.reason} onClick={() => setOpened(isOpen ? undefined : key)} aria-expanded={isOpen}>
                <span className={classes.reasonName}>{words === `reason-short.${code}` ? <Code>{code}</Code> : words}</span>
                <span className={classes.track}>
                  <span data-tone={tones[code] ?? 'teal'} style={{ width: `${(count / most) * 100}%` }} />
                </span>
                <strong>{number.format(count)}</strong>
                <IconChevronDown size={14} className={classes.chevron} aria-hidden />
              </button>
              {isOpen && <ReasonWho reason={row} deployments={deployments} showsNames={showsNames} />}
            </li>
          );
        })}
      </ul>
    );
  };
  return (
    <section id="reasons" className={classes.card} aria-labelledby="reasons-title">
      <header className={classes.cardHead}>
        <h2 id="reasons-title">{t('executor.why-not-sent')}</h2>
        <span className={classes.space} />
        <span className={classes.quiet}>{reasons && number.format(sum(reasons.notSent))}</span>
      </header>
      {!reasons && <Skeleton height={14} m={20} width="60%" />}
      {reasons?.notSent.length === 0 && <p className={classes.none}>{t('executor.all-sent')}</p>}
      {reasons && reasons.notSent.length > 0 && list('notSent', reasons.notSent)}
      {undelivered.length > 0 && (
        <>
          <h3 className={classes.subHead}>
            {t('executor.undelivered')} <span className={classes.quiet}>{number.format(sum(undelivered))}</span>
          </h3>
          <ul className={monitor.undelivered}>
            {undelivered.map(({ channel, state, reason, count }) => {
              const words = t(`reason.${reason}`);
              return (
                <li key={`${channel} ${state} ${reason}`}>
                  {channel !== 'webhook' && <ChannelIcon channel={channel} label={t(`channel.${channel}`)} />}
                  <span>
                    {t(`executor.delivery.${state}`)}
                    {reason !== state && <> · {words.includes('{{') || words === `reason.${reason}` ? <Code>{reason}</Code> : words}</>}
                  </span>
                  <strong>{number.format(count)}</strong>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {reasons && reasons.notEntered.length > 0 && (
        <>
          <h3 className={classes.subHead}>
            {t('executor.why-not-entered')} <span className={classes.quiet}>{number.format(sum(reasons.notEntered))}</span>
          </h3>
          {list('notEntered', reasons.notEntered)}
        </>
      )}
    </section>
  );
}
