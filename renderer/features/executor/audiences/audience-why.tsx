import { Skeleton } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import type { ConditionNames } from '../../../../shared/condition/sentence';
import type { Speaker } from '../../../../shared/journey/node-label';
import { ok } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { usePolled } from '../../../store/use-polled';
import traceClasses from '../../../ui/trace/trace.module.css';
import { useWords } from '../../../ui/words';
import { AudienceParts } from './audience-parts';

type Props = { segment: string; customer: string; names: ConditionNames; speaker: Speaker };

/** "Why is she in it, or not?", by the rule that is watched and as things are now. */
export function AudienceWhy({ segment, customer, names, speaker }: Props) {
  const { t, text } = useWords();
  const asked = usePolled(`${segment} ${customer}`, async () => {
    const reply = await platform['executor.audienceCustomer']({ segment, customer });
    return reply.ok ? ok({ why: reply.value }) : reply;
  });
  if (!asked.value) return <Skeleton height={40} radius="md" />;
  const { why } = asked.value;
  if (!why) return null;
  const apart = why.apart === undefined ? undefined : text(speaker.context.segments.get(why.apart)?.name) || why.apart;
  return (
    <div className={traceClasses.answer} data-tone="quiet" role="status">
      <IconMessageQuestion size={18} aria-hidden />
      <div>
        <h3>{t(why.inside ? 'audiences.is-in' : 'audiences.is-out', { customer })}</h3>
        {apart === undefined ? <AudienceParts parts={why.decides} names={names} /> : <p>{t('audiences.apart', { segment: apart })}</p>}
      </div>
    </div>
  );
}
