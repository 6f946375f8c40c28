import { IconAlertTriangle, IconCircleOff, IconPlugConnectedX } from '@tabler/icons-react';
import { roundedProjection } from '../../../../shared/segments/projection';
import type { SegmentSize } from '../../../../shared/segments/size-report';
import { Badge } from '../../../ui/badge';
import { useWords } from '../../../ui/words';
import { ErrorBar } from './error-bar';
import type { SegmentSizes } from './segment-sizes';
import classes from './sizes.module.css';

/** A segment's size in the list: in the sample, on the client's list, and what is wrong with it. */
export function SizeCell({ segment, sizes, isOld }: { segment: string; sizes: SegmentSizes | undefined; isOld: boolean }) {
  const { t } = useWords();
  const size = sizes?.of(segment);
  if (!sizes || !size) return <span className={classes.cell}>{isOld && <span className={classes.waiting} aria-hidden />}</span>;
  const projected = size.projected && roundedProjection(size.projected);
  return (
    <span className={classes.cell} data-old={isOld}>
      {size.state === 'not-computable' ? (
        <SizeState size={size} />
      ) : (
        <>
          <span className={classes.figures}>
            {size.state !== 'dead' && <strong>{t('segments.size.in-sample', { count: size.size })}</strong>}
            <SizeState size={size} />
          </span>
          {projected && sizes.total !== undefined && (
            <>
              {size.state !== 'dead' && <ErrorBar projected={projected} total={sizes.total} />}
              <span className={classes.quiet}>{t('segments.size.about', { people: projected.people, low: projected.low, high: projected.high })}</span>
            </>
          )}
        </>
      )}
    </span>
  );
}

export function SizeState({ size: { state } }: { size: SegmentSize }) {
  const { t } = useWords();
  switch (state) {
    case 'counted':
      return null;
    case 'small':
      return (
        <Badge tone="waiting" icon={<IconAlertTriangle size={12} />}>
          {t('segments.state.small')}
        </Badge>
      );
    case 'dead':
      return (
        <Badge tone="quiet" icon={<IconCircleOff size={12} />}>
          {t('segments.state.dead')}
        </Badge>
      );
    case 'not-computable':
      return (
        <Badge tone="blocking" icon={<IconPlugConnectedX size={12} />}>
          {t('segments.state.not-computable')}
        </Badge>
      );
  }
}
