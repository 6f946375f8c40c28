import { Skeleton } from '@mantine/core';
import type { Speaker } from '../../../shared/journey/node-label';
import { ok } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { usePolled } from '../../store/use-polled';
import { Quiet } from '../../ui/quiet';
import { ScoreExplained } from '../../ui/score/score-explained';
import { useWords } from '../../ui/words';

/** What the executor says a computed number is made of, as it stands now. */
export function ScoreAnswer({ customer, attribute, speaker, zone }: { customer: string; attribute: string; speaker: Speaker; zone: string }) {
  const { t } = useWords();
  const asked = usePolled(`${customer} ${attribute}`, async () => {
    const reply = await platform['executor.explained']({ customer, attribute });
    return reply.ok ? ok({ explanation: reply.value }) : reply;
  });
  if (!asked.value) return <Skeleton height={60} radius="md" />;
  const { explanation } = asked.value;
  return explanation ? <ScoreExplained explanation={explanation} speaker={speaker} zone={zone} /> : <Quiet>{t('score.not-explained')}</Quiet>;
}
