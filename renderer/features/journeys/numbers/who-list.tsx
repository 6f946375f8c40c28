import { Button, Skeleton } from '@mantine/core';
import { IconRepeat, IconUser, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Counts, NodeCustomers, Who } from '../../../../shared/executor/api';
import { reasonWords } from '../../../../shared/executor/reason-words';
import { problemText } from '../../../../shared/i18n/translator';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { useEngagement } from '../../../store/session';
import { Code, UserText } from '../../../ui/isolate';
import { NamesEye } from '../../../ui/names-eye';
import { Quiet } from '../../../ui/quiet';
import { useTellers } from '../../../ui/trace/use-tellers';
import { useWords } from '../../../ui/words';
import classes from './numbers.module.css';

type Found = NodeCustomers['customers'][number];
type Props = {
  journey: Journey;
  node: string;
  /** Of the version that is shown. */
  counts: Counts;
  what: Who;
  reason?: string | undefined;
  /** Of the figure it belongs to; when it changes, the list is asked for again. */
  count: number;
  speaker: Speaker;
  showsNames: boolean;
  onShowNames: (shows: boolean) => void;
};

/** The customers behind a count, each leading to her trace, told as their version would; a run that failed can be tried again or let go. */
export function WhoList({ journey, node, counts, what, reason, count, speaker, showsNames, onShowNames }: Props) {
  const { t, locale } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const [found, setFound] = useState<{ customers: Found[]; next?: number | undefined }>();
  const [problem, setProblem] = useState<Problem>();
  const [times, setTimes] = useState(0);
  const zone = engagement.client.timeZone;
  const time = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone });
  const asked = useRef(0);
  const { deployment, versions } = counts;
  const published = useMemo(() => versions.map((one) => ({ ...one, journeyId: journey.id })), [versions, journey.id]);
  const lines = (found?.customers ?? []).map((one) => ({ journeyId: journey.id, deployment, reason: one.reason }));
  const tellers = useTellers(lines, published, speaker);

  async function ask(after?: number) {
    const turn = ++asked.current;
    const reply = await platform['executor.nodeCustomers']({
      journeyId: journey.id,
      deployment: counts.deployment,
      node,
      what,
      limit: 12,
      ...(reason === undefined ? {} : { reason }),
      ...(after === undefined ? {} : { after }),
    });
    if (turn !== asked.current) return;
    if (!reply.ok) return setProblem(reply.problems[0]);
    setProblem(undefined);
    setFound((old) => ({ customers: [...(after === undefined ? [] : (old?.customers ?? [])), ...reply.value.customers], next: reply.value.next }));
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the count or the version has changed, or something was decided
  useEffect(() => {
    void ask();
    return () => {
      asked.current++;
    };
  }, [count, times, deployment]);

  async function decide({ customer, run }: Found, decision: 'try-again' | 'let-go') {
    const reply = await platform['executor.decideFailed']({ customer, run: run ?? '', decision });
    setProblem(reply.ok ? undefined : reply.problems[0]);
    if (reply.ok) setTimes((n) => n + 1);
  }

  const wordsOf = (line: (typeof lines)[number] | undefined) =>
    line && reasonWords(line.reason, { ...tellers.of(line), node, zone, other: tellers.other(line) });
  if (!found) return problem ? <Quiet>{problemText(problem, t)}</Quiet> : <Skeleton height={40} radius="sm" mt={4} />;
  return (
    <div className={classes.who}>
      {problem && (
        <p role="alert" className={classes.fault}>
          {problemText(problem, t)}
        </p>
      )}
      {found.customers.length > 0 && (
        <div className={classes.whoHead}>
          <span>{t('counts.who')}</span>
          <NamesEye shows={showsNames} onShow={onShowNames} />
        </div>
      )}
      <ul aria-label={t('counts.who')}>
        {found.customers.map((one, i) => (
          <li key={`${one.customer} ${one.run} ${one.at}`}>
            <Link to={`/e/${engagementId}/executor/${one.customer}?journey=${journey.id}`} className={classes.customer}>
              <IconUser size={14} aria-hidden />
              <Code>{one.customer}</Code>
              {showsNames && one.label !== one.customer && <UserText>{one.label}</UserText>}
            </Link>
            <p>
              <time dateTime={one.at}>{t(what === 'waiting' ? 'counts.since' : 'counts.at', { time: time.format(new Date(one.at)) })}</time>
              {' · '}
              {wordsOf(lines[i])}
            </p>
            {what === 'waiting' && one.until !== undefined && one.reason.params.until === undefined && (
              <p>{t('reason.until', { time: time.format(new Date(one.until)) })}</p>
            )}
            {what === 'failed' && (
              <div className={classes.decide}>
                {one.repeatable && (
                  <Button size="compact-xs" variant="default" leftSection={<IconRepeat size={13} />} onClick={() => void decide(one, 'try-again')}>
                    {t('counts.try-again')}
                  </Button>
                )}
                <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconX size={13} />} onClick={() => void decide(one, 'let-go')}>
                  {t('counts.let-go')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {found.customers.length === 0 && <Quiet>{t('counts.nobody')}</Quiet>}
      {found.next !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={() => void ask(found.next)}>
          {t('counts.more')}
        </Button>
      )}
    </div>
  );
}
