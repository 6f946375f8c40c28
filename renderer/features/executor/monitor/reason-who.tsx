import { Skeleton } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { DeploymentSummary, NodeCustomers } from '../../../../shared/executor/api';
import { ok } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { useEngagement } from '../../../store/session';
import { usePolled } from '../../../store/use-polled';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import type { CountedReason, ReasonPlace } from '../reasons';
import classes from './monitor.module.css';

/** The newest of so many steps are asked; more are on the canvas. */
const mostPlaces = 6;
const mostShown = 12;

type Found = NodeCustomers['customers'][number] & ReasonPlace;
type Props = { reason: CountedReason; deployments: readonly DeploymentSummary[]; showsNames: boolean };

/** Who is behind a reason, newest first, each leading to her story. */
export function ReasonWho({ reason, deployments, showsNames }: Props) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const time = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: engagement.client.timeZone });
  const found = usePolled(`${reason.code} ${reason.count}`, async () => {
    const places = reason.places.toSorted((a, b) => b.count - a.count).slice(0, mostPlaces);
    const replies = await Promise.all(
      places.map(({ journeyId, deployment, node, what }) =>
        platform['executor.nodeCustomers']({ journeyId, deployment, node, what, reason: reason.code, limit: mostShown }),
      ),
    );
    const all = replies.flatMap((reply, i): Found[] => {
      const place = places[i];
      return reply.ok && place ? reply.value.customers.map((one) => ({ ...one, ...place })) : [];
    });
    return ok(all.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostShown));
  });
  const nameOf = (id: string) => text(engagement.journeys.find((j) => j.id === id)?.name ?? deployments.find((d) => d.journeyId === id)?.name);
  if (!found.value) return <Skeleton height={26} radius="sm" />;
  return (
    <ul className={classes.who} aria-label={t('counts.who')}>
      {found.value.map(({ customer, run, at, journeyId, label }) => (
        <li key={`${customer} ${run} ${at}`}>
          <Link to={`/e/${engagementId}/executor/${customer}?journey=${journeyId}`}>
            <IconUser size={14} aria-hidden />
            <Code>{customer}</Code>
            {showsNames && label !== customer && <UserText>{label}</UserText>}
          </Link>
          <span>
            {nameOf(journeyId)} · <time dateTime={at}>{time.format(new Date(at))}</time>
          </span>
        </li>
      ))}
      {found.value.length < reason.count && <li className={classes.more}>{t('executor.who-newest', { shown: found.value.length, count: reason.count })}</li>}
    </ul>
  );
}
