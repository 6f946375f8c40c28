import { IconCircleCheck, IconMessageQuestion } from '@tabler/icons-react';
import type { TraceRow } from '../../../shared/executor/api';
import { nodeName, reasonWords } from '../../../shared/executor/reason-words';
import { whyNot } from '../../../shared/executor/why-not';
import type { Speaker } from '../../../shared/journey/node-label';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './customer-panel.module.css';

type Props = { trace: readonly TraceRow[]; speaker: Speaker; zone: string; journeyName: (id: string) => string };

/** "Why did she not get it?", in one sentence. */
export function Answer({ trace, speaker, zone, journeyName }: Props) {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const row = whyNot(trace);
  const sent = trace.filter((one) => one.what === 'sent').length;
  if (!row)
    return (
      <div className={classes.answer} data-tone={sent > 0 ? 'good' : 'quiet'}>
        <IconCircleCheck size={18} aria-hidden />
        <div>
          <h3>{t(sent > 0 ? 'executor.answer.all-sent' : 'executor.answer.nothing', { count: sent })}</h3>
        </div>
      </div>
    );
  const journey = engagement.journeys.find((j) => j.id === row.journeyId);
  const node = row.node === undefined ? journeyName(row.journeyId) : nodeName(row.node, journey, speaker);
  const at = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone });
  return (
    <div className={classes.answer} data-tone={row.what === 'failed' ? 'blocking' : 'waiting'} role="status">
      <IconMessageQuestion size={18} aria-hidden />
      <div>
        <h3>{t(`executor.answer.${row.what}`, { name: row.what === 'not-entered' ? journeyName(row.journeyId) : node })}</h3>
        <p>
          {row.reason ? reasonWords(row.reason, { engagement, journey, speaker, zone }) : t('executor.answer.no-reason')}
          {'. '}
          <span className={classes.answerAt}>
            {at.format(new Date(row.at))}
            {row.what !== 'not-entered' && <> · {journeyName(row.journeyId)}</>}
          </span>
        </p>
      </div>
    </div>
  );
}
