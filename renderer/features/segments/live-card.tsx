import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { audienceHash, comingAndGoing, toAudience } from '../../../shared/executor/audiences';
import type { Problem } from '../../../shared/problem';
import type { Segment } from '../../../shared/segments/schema';
import { platform } from '../../platform/platform';
import { useExecutorStatus } from '../../store/executor-status';
import { useEngagement } from '../../store/session';
import { usePolled } from '../../store/use-polled';
import { InspectorSection } from '../../ui/inspector';
import { ProblemList } from '../../ui/problem-list';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './segments-page.module.css';

const everyMs = 5_000;

/** Who is in the segment now, as the executor knows it; not watched yet: the way to it. */
export function LiveCard({ segment: { id } }: { segment: Segment }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const { state, mode } = useExecutorStatus();
  const segments = useEngagement((e) => e.segments);
  const record = useEngagement((e) => e.record);
  const timeZone = useEngagement((e) => e.client.timeZone);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const audiences = usePolled(state === 'ready' ? `audiences ${mode}` : undefined, () => platform['executor.audiences']({}), everyMs);
  const audience = useMemo(() => toAudience({ segments, record, client: { timeZone } }, id), [segments, record, timeZone, id]);
  const row = audiences.value?.find(({ segment }) => segment === id);
  const hash = useMemo(() => row && audience && audienceHash(audience), [row, audience]);
  const there = `/e/${engagementId}/executor?view=audiences&audience=${id}`;

  async function watch() {
    if (!audience) return;
    setBusy(true);
    const reply = await platform['executor.watch'](audience);
    setBusy(false);
    setProblems(reply.ok ? [] : reply.problems);
    audiences.refresh();
  }

  if (state !== 'ready')
    return (
      <InspectorSection title={t('segments.live')}>
        <Quiet>
          {t('segments.live.stopped')}{' '}
          <Link to={`/e/${engagementId}/executor`} className={classes.link}>
            {t('segments.live.to-executor')}
          </Link>
        </Quiet>
      </InspectorSection>
    );
  return (
    <InspectorSection title={t('segments.live')}>
      {row ? (
        <div role="status">
          <p className={classes.liveNow}>
            <strong>{t('segments.live.now', { count: row.size })}</strong> <span>{t('segments.live.moved', comingAndGoing(row.days).today)}</span>
          </p>
          {hash !== row.definition && <Quiet>{t('segments.live.changed')}</Quiet>}
          <Link to={there} className={classes.link}>
            {t('segments.live.who')}
          </Link>
        </div>
      ) : (
        <>
          <Quiet>{t('segments.live.why')}</Quiet>
          <Button
            size="compact-sm"
            variant="default"
            w="fit-content"
            loading={busy}
            disabled={!audiences.value}
            leftSection={<IconUsersGroup size={15} />}
            onClick={() => void watch()}
          >
            {t('segments.live.watch')}
          </Button>
          {problems.length > 0 && <ProblemList problems={problems} />}
        </>
      )}
    </InspectorSection>
  );
}
