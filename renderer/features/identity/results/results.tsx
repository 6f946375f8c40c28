import { IconAlertTriangle, IconArrowsShuffle } from '@tabler/icons-react';
import type { IdentityReport } from '../../../../shared/identity/report';
import { Badge } from '../../../ui/badge';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { ClusterList } from '../clusters/cluster-list';
import { ReviewList } from '../reviews/review-list';
import { BeforeAfter } from './before-after';
import { Card } from './card';
import { FrequentValues } from './frequent-values';
import { IdentifierCounts } from './identifier-counts';
import { OverlapMatrix } from './overlap-matrix';
import classes from './results.module.css';
import { Sizes } from './sizes';
import { SourceCounts } from './source-counts';

/** What stands in the inspector: a person or a pair in review, by its place in the report. */
export type Opened = { kind: 'people' | 'reviews'; place: number };

type Props = {
  report: IdentityReport;
  outdated: boolean;
  /** Values are shown as they are. */
  bare: boolean;
  onReveal: () => void;
  selected: Opened | undefined;
  onSelect: (opened: Opened) => void;
};

/** The figure everybody waits for first, then what is surprising, then the counts behind it. */
export function Results({ report, outdated, bare, onReveal, selected, onSelect }: Props) {
  const { t } = useWords();
  const { shuffles, problems } = report;
  // What is only worth knowing must not stand before what is surprising.
  const urgent = problems.filter(({ severity }) => severity !== 'informs');
  const at = (kind: Opened['kind']) => (selected?.kind === kind ? selected.place : -1);
  const notes = problems.filter(({ severity }) => severity === 'informs');
  return (
    <div className={classes.page} data-outdated={outdated}>
      <BeforeAfter report={report} />
      {shuffles.tried > 0 && (
        <p className={classes.shuffles}>
          <Badge
            tone={shuffles.same ? 'good' : 'blocking'}
            icon={shuffles.same ? <IconArrowsShuffle size={13} aria-hidden /> : <IconAlertTriangle size={13} aria-hidden />}
          >
            {t(shuffles.same ? 'identity.order-same' : 'identity.order-differs')}
          </Badge>
          <span className={classes.quiet}>{t('identity.shuffled', { count: shuffles.tried })}</span>
        </p>
      )}
      {urgent.length > 0 && (
        <div className={classes.card}>
          <ProblemList problems={urgent} />
        </div>
      )}
      <div className={classes.halves}>
        <ClusterList clusters={report.clusters} selected={at('people')} onSelect={(place) => onSelect({ kind: 'people', place })} />
        <FrequentValues frequent={report.frequent} bare={bare} onReveal={onReveal} />
      </div>
      <ReviewList reviews={report.reviews} selected={at('reviews')} onSelect={(place) => onSelect({ kind: 'reviews', place })} />
      <IdentifierCounts identifiers={report.identifiers} />
      <div className={classes.halves}>
        <SourceCounts report={report} />
        <Sizes sizes={report.sizes} />
      </div>
      <OverlapMatrix report={report} />
      {notes.length > 0 && (
        <Card title={t('identity.notes')}>
          <ProblemList problems={notes} />
        </Card>
      )}
    </div>
  );
}
