import { Skeleton } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { nodeName, reasonWords } from '../../../shared/executor/reason-words';
import type { Speaker } from '../../../shared/journey/node-label';
import { ok } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { usePolled } from '../../store/use-polled';
import traceClasses from '../../ui/trace/trace.module.css';
import { useTellers } from '../../ui/trace/use-tellers';
import { useWords } from '../../ui/words';

type Props = { customer: string; journeyId: string; name: string; speaker: Speaker; zone: string };

const none: readonly never[] = [];

/** "Why is she not in this journey?", where nothing was ever recorded: what each of its triggers would say now, in the words of the version that was asked. */
export function WhyOutside({ customer, journeyId, name, speaker, zone }: Props) {
  const { t } = useWords();
  const asked = usePolled(`${customer} ${journeyId}`, async () => {
    const reply = await platform['executor.whyOutside']({ customer, journeyId });
    return reply.ok ? ok({ why: reply.value }) : reply;
  });
  const line = { journeyId, deployment: asked.value?.why?.deployment };
  const teller = useTellers([line], none, speaker).of(line);
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
              {why.doors.length > 1 && `${nodeName(node, teller.journey, teller.speaker)}: `}
              {reasonWords(reason, { ...teller, node, zone })}.
            </p>
          ))
        ) : (
          <p>{t('executor.answer.not-deployed')}.</p>
        )}
      </div>
    </div>
  );
}
