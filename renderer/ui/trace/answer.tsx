import { IconCircleCheck, IconMessageQuestion } from '@tabler/icons-react';
import type { DeploymentSummary, TraceLine } from '../../../shared/executor/api';
import { nodeName, reasonWords } from '../../../shared/executor/reason-words';
import { pastVersion } from '../../../shared/executor/tellers';
import { stillWaiting, whyNot } from '../../../shared/executor/why-not';
import type { Speaker } from '../../../shared/journey/node-label';
import { useWords } from '../words';
import classes from './trace.module.css';
import { useTellers } from './use-tellers';

type Props = {
  trace: readonly TraceLine[];
  speaker: Speaker;
  zone: string;
  journeyName: (id: string) => string;
  /** Newest first; none in a simulation. */
  deployments?: readonly DeploymentSummary[];
};

const none: readonly never[] = [];

/** "Why did she not get it?", in one sentence. */
export function Answer({ trace, speaker, zone, journeyName, deployments = none }: Props) {
  const { t, locale } = useWords();
  const refused = whyNot(trace);
  const row = refused ?? stillWaiting(trace);
  const tellers = useTellers(row ? [row] : none, deployments, speaker);
  const sent = trace.filter((one) => one.what === 'sent').length;
  if (!row)
    return (
      <div className={classes.answer} data-tone={sent > 0 ? 'good' : 'quiet'}>
        <IconCircleCheck size={18} aria-hidden />
        <div>
          <h3>{sent > 0 ? t('executor.answer.all-sent', { count: sent }) : t('executor.answer.nothing')}</h3>
        </div>
      </div>
    );
  const teller = tellers.of(row);
  const version = pastVersion(row, deployments);
  // Of a message that left and did not arrive it is the provider's that counts.
  const reason = row.delivery ? row.delivery.reason : row.reason;
  const node = row.node === undefined ? journeyName(row.journeyId) : nodeName(row.node, teller.journey, teller.speaker);
  const at = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone });
  return (
    <div className={classes.answer} data-tone={row.what === 'failed' ? 'blocking' : row.what === 'waiting' ? 'quiet' : 'waiting'} role="status">
      <IconMessageQuestion size={18} aria-hidden />
      <div>
        <h3>
          {t(row.delivery ? `executor.answer.delivery.${row.delivery.state}` : `executor.answer.${row.what}`, {
            name: row.what === 'not-entered' ? journeyName(row.journeyId) : node,
          })}
        </h3>
        <p>
          {reason ? reasonWords(reason, { ...teller, node: row.node, zone, other: tellers.other(row) }) : t('executor.answer.no-reason')}
          {'. '}
          <span className={classes.answerAt}>
            {at.format(new Date(row.at))}
            {row.what !== 'not-entered' && <> · {journeyName(row.journeyId)}</>}
            {version !== undefined && <> · {t('executor.in-version', { version })}</>}
          </span>
        </p>
      </div>
    </div>
  );
}
