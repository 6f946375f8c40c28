import { Link, useParams } from 'react-router';
import { problemText } from '../../../../shared/i18n/translator';
import { roundedProjection } from '../../../../shared/segments/projection';
import type { Segment } from '../../../../shared/segments/schema';
import { useWords } from '../../../ui/words';
import type { SegmentsModel } from '../use-segments';
import { CountingWords } from './counting-words';
import { ErrorBar } from './error-bar';
import { MissingThings } from './missing-things';
import { sizesOf } from './segment-sizes';
import { SizeState } from './size-cell';
import classes from './sizes.module.css';
import type { SegmentCount } from './use-segment-report';

type Props = { segment: Segment; count: SegmentCount; context: SegmentsModel['context'] };

/** The live size beside the builder: in the sample, on the client's list, whether that is enough, and what is missing. */
export function SizeCard({ segment, count, context }: Props) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const sizes = sizesOf(count.report);
  const size = sizes?.of(segment.id);
  const projected = size?.projected && roundedProjection(size.projected);
  const [problem] = count.problems;
  const uses = context.segmentUses.get(segment.id)?.events;
  const fromRows = count.report?.problems.filter(({ code, path }) => code === 'events-from-rows' && uses?.has(String(path[1]))) ?? [];
  return (
    <section className={classes.card} data-old={count.counting !== undefined} aria-label={t('segments.size')}>
      <p className={classes.headline} role="status">
        {size && sizes && size.state !== 'not-computable' && (
          <>
            <strong>{t('segments.size.people', { count: size.size })}</strong> <span>{t('segments.size.of-sample', { people: sizes.people })}</span>
          </>
        )}
        {size && <SizeState size={size} />}
        {count.counting && (
          <span className={classes.quiet}>
            <CountingWords progress={count.counting.progress} />
          </span>
        )}
      </p>
      {projected && sizes?.total !== undefined && (
        <>
          <ErrorBar projected={projected} total={sizes.total} />
          <p className={classes.words}>{t('segments.size.projected', { ...projected, total: sizes.total })}</p>
        </>
      )}
      {size && sizes && sizes.total === undefined && size.state !== 'not-computable' && (
        <p className={classes.quiet}>
          {t('segments.size.no-total')}{' '}
          <Link to={`/e/${engagementId}/business-case`} className={classes.link}>
            {t('segments.size.enter-total')}
          </Link>
        </p>
      )}
      {size?.state === 'small' && <p className={classes.warning}>{t('segments.size.small', { minimum: segment.minimumSize })}</p>}
      {size?.state === 'dead' && <p className={classes.quiet}>{t('segments.size.dead')}</p>}
      {size && size.missing.length > 0 && (
        <>
          <p className={classes.quiet}>{t('segments.size.missing')}</p>
          <MissingThings missing={size.missing} context={context} />
        </>
      )}
      {fromRows.map((one) => (
        <p key={String(one.path[1])} className={classes.quiet}>
          {problemText(one, t)}
        </p>
      ))}
      {problem && (
        <p className={classes.quiet}>
          {problemText(problem, t)}{' '}
          <Link to={`/e/${engagementId}/sources`} className={classes.link}>
            {t('segments.size.to-sources')}
          </Link>
        </p>
      )}
    </section>
  );
}
