import type { Finding } from '../../../../shared/executor/monitor';
import { reasonWords } from '../../../../shared/executor/reason-words';
import type { Speaker } from '../../../../shared/journey/node-label';
import { useEngagement } from '../../../store/session';
import { SeverityIcon } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import classes from './monitor.module.css';
import { spanText } from './span';

/** What is wrong, and what to do about it; what blocks first. */
export function FindingList({ findings, speaker }: { findings: readonly Finding[]; speaker: Speaker | undefined }) {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const { timeZone } = engagement.client;
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
  if (findings.length === 0) return null;
  return (
    <section id="findings" className={classes.findings} aria-label={t('executor.findings')}>
      <ul>
        {findings.map(({ severity, code, params, reason }) => {
          const { minutes, channel, until } = params;
          const words = {
            ...params,
            ...(typeof minutes === 'number' && { span: spanText(minutes * 60_000, locale) }),
            ...(typeof channel === 'string' && { channel: t(`channel.${channel}`) }),
            ...(typeof until === 'string' && { until: clock.format(new Date(until)) }),
          };
          return (
            <li key={`${code} ${channel ?? ''}`} data-severity={severity} data-code={code}>
              <SeverityIcon severity={severity} />
              <span className={classes.findingText}>
                <span className={classes.hiddenText}>{t(`severity.${severity}`)}: </span>
                {t(`finding.${code}`, words)}
                {reason && speaker && <> {reasonWords(reason, { engagement, speaker, journey: undefined, node: undefined, zone: timeZone })}.</>}
              </span>
              <span className={classes.findingWay}>{t(`finding-way.${code}`, words)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
