import { Skeleton } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { nodeName, reasonWords } from '../../../shared/executor/reason-words';
import type { Speaker } from '../../../shared/journey/node-label';
import { ok } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useEngagement } from '../../store/session';
import traceClasses from '../../ui/trace/trace.module.css';
import { useWords } from '../../ui/words';
import { usePolled } from './use-polled';

type Props = { customer: string; journeyId: string; name: string; speaker: Speaker; zone: string };

/** "Why is she not in this journey?", where nothing was ever recorded: what each of its triggers would say now. */
export function WhyOutside({ customer, journeyId, name, speaker, zone }: Props) {
  const { t } = useWords();
  const engagement = useEngagement();
  const journey = engagement.journeys.find((one) => one.id === journeyId);
  const asked = usePolled(`${customer} ${journeyId}`, async () => {
    const reply = await platform['executor.whyOutside']({ customer, journeyId });
    return reply.ok ? ok({ why: reply.value }) : reply;
  });
  if (!asked.value) return <Skeleton height={60} radius="md" />;
  const { why } = asked.value;
  return (
    <div className={traceClasses.answer} data-tone="quiet" role="status">
      <IconMessageQuestion size={18} aria-hidden />
      <div>
        <h3>{t('executor.answer.outside', { name })}</h3>
        {why?.doors.length ? (
          why.doors.map(({ node, reason }) => (
            <p key={node}>
              {why.doors.length > 1 && `${nodeName(node, journey, speaker)}: `}
              {reasonWords(reason, { engagement, journey, node, speaker, zone })}.
            </p>
          ))
        ) : (
          <p>{t('executor.answer.not-deployed')}.</p>
        )}
      </div>
    </div>
  );
}
