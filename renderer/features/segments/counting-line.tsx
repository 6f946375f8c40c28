import { Button } from '@mantine/core';
import { IconLock, IconUsersGroup } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { problemText } from '../../../shared/i18n/translator';
import { useWords } from '../../ui/words';
import classes from './counting-line.module.css';
import { KeepSizes } from './keep-sizes';
import { CountingWords } from './sizes/counting-words';
import type { SegmentCount } from './sizes/use-segment-report';

/** One line over the list: what the sizes are counted on, who is left out, and what would make them say more. */
export function CountingLine({ count: { report, counting, problems, again } }: { count: SegmentCount }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const [problem] = problems;
  return (
    <div className={classes.line}>
      <span className={classes.part} role="status">
        <IconUsersGroup size={15} stroke={1.7} aria-hidden />
        {problem ? (
          problemText(problem, t)
        ) : counting ? (
          <CountingWords progress={counting.progress} />
        ) : report ? (
          <>
            {t('segments.counted-on', { count: report.people })}{' '}
            {report.total === undefined ? t('segments.size.no-total') : t('segments.projected-on', { total: report.total })}
          </>
        ) : null}
        {problem && (
          <>
            <Link to={`/e/${engagementId}/sources`} className={classes.link}>
              {t('segments.size.to-sources')}
            </Link>
            <Button size="compact-xs" variant="subtle" onClick={again}>
              {t('segments.count-again')}
            </Button>
          </>
        )}
        {!problem && report && report.total === undefined && (
          <Link to={`/e/${engagementId}/business-case`} className={classes.link}>
            {t('segments.size.enter-total')}
          </Link>
        )}
        {!problem && !counting && report && <KeepSizes report={report} />}
      </span>
      <span className={classes.part}>
        <IconLock size={14} stroke={1.7} aria-hidden />
        {t('segments.administrative-left-out')}
      </span>
    </div>
  );
}
