import { Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { AudienceJourney } from '../../../../shared/executor/audiences';
import { useEngagement } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { UserText } from '../../../ui/isolate';
import { VersionTag } from '../../../ui/version-tag';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import classes from './audiences.module.css';

/** Journeys that start when somebody comes into the segment or goes: how many of those in it now are inside, and have never been. */
export function AudienceJourneys({ journeys }: { journeys: readonly AudienceJourney[] | undefined }) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const known = useEngagement((e) => e.journeys);
  const number = new Intl.NumberFormat(locale);
  if (!journeys) return <Skeleton height={14} my={10} width="50%" />;
  if (journeys.length === 0) return <p className={page.none}>{t('audiences.no-journeys')}</p>;
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('audiences.journey')}</th>
            <th scope="col">{t('audiences.starts')}</th>
            <th scope="col">{t('audiences.state')}</th>
            <th scope="col" data-number>
              {t('audiences.inside')}
            </th>
            <th scope="col" data-number>
              {t('audiences.never')}
            </th>
          </tr>
        </thead>
        <tbody>
          {journeys.map(({ deployment, journeyId, name, version, state, mode, starts, isSame, inside, never }) => {
            const words = <UserText>{text(name) || journeyId}</UserText>;
            return (
              <tr key={deployment}>
                <th scope="row">
                  {known.some(({ id }) => id === journeyId) ? (
                    <Link to={`/e/${engagementId}/journeys/${journeyId}`} className={page.journeyLink}>
                      {words}
                    </Link>
                  ) : (
                    words
                  )}{' '}
                  <VersionTag version={version} hash={deployment} />
                  {!isSame && (
                    <span className={classes.other} title={t('audiences.other-rule-why')}>
                      <Badge tone="waiting" icon={<IconAlertTriangle size={13} aria-hidden />}>
                        {t('audiences.other-rule')}
                      </Badge>
                    </span>
                  )}
                </th>
                <td>{t(`audiences.starts.${starts}`)}</td>
                <td>
                  <Badge tone={state === 'live' ? 'good' : state === 'failed' ? 'blocking' : 'quiet'}>{t(`executor.deployment.${state}`)}</Badge>
                  {mode === 'test' && ` ${t('audiences.test')}`}
                </td>
                <td data-number>{number.format(inside)}</td>
                <td data-number>{number.format(never)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
