import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { isOutdated, tryIdentity, useIdentityRun } from '../../store/identity-run';
import { useEngagement } from '../../store/session';
import { Panel } from '../../ui/panel';
import { RecordViews, recordViewPaths } from '../../ui/record-views';
import { useWords } from '../../ui/words';
import { ClusterInspector } from './clusters/cluster-inspector';
import { KeepCounts, KeptLine } from './results/keep-counts';
import { NoResults } from './results/no-results';
import { type Opened, Results } from './results/results';
import { ShowValues } from './results/show-values';
import { useFollow } from './results/use-follow';
import { useRevealed } from './results/use-revealed';
import { ReviewInspector } from './reviews/review-inspector';
import { RunLine } from './run-line';

/** The rules tried on the sample rows: how many people the accounts really are, what joined them, and where it goes wrong. */
export function DryRunPage() {
  const { t } = useWords();
  const { engagementId, kind, place } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();
  const last = useIdentityRun(engagement.id);
  const { finished, running } = last;
  const revealing = useRevealed(finished);
  const report = revealing.report ?? finished?.report;
  const outdated = finished !== undefined && isOutdated(finished, engagement);
  const go = (path: string) => navigate(`/e/${engagementId}/${path}`);
  const pathOf = (one: Opened | undefined) => `${recordViewPaths['dry-run']}${one ? `/${one.kind}/${one.place + 1}` : ''}`;
  const select = (one: Opened | undefined) => go(pathOf(one));
  const opened: Opened | undefined = kind === 'people' || kind === 'reviews' ? { kind, place: Number(place) - 1 } : undefined;
  useFollow(finished, opened, (one) => navigate(`/e/${engagementId}/${pathOf(one)}`, { replace: true }));
  const cluster = opened?.kind === 'people' ? report?.clusters[opened.place] : undefined;
  const review = opened?.kind === 'reviews' ? report?.reviews.shown[opened.place] : undefined;
  // Another dry run is another cluster, wherever it stands in the list.
  const inspected = opened && {
    key: `${finished?.at} ${opened.place}`,
    place: opened.place,
    bare: revealing.report !== undefined,
    onReveal: revealing.show,
    onClose: () => select(undefined),
  };

  return (
    <Panel
      title={t('station.record')}
      facts={report && t('identity.rows-facts', { rows: report.rows, identified: report.identified })}
      views={<RecordViews view="dry-run" onView={go} />}
      actions={
        report && (
          <>
            <KeepCounts run={finished} outdated={outdated} />
            <Button leftSection={<IconPlayerPlay size={16} />} onClick={tryIdentity} loading={running !== undefined}>
              {t('identity.try-again')}
            </Button>
          </>
        )
      }
      toolbar={
        report && (
          <>
            <RunLine run={last} />
            <KeptLine run={finished} />
            <ShowValues revealing={revealing} disabled={running !== undefined} />
          </>
        )
      }
      inspectorWidth={400}
      inspector={
        inspected &&
        ((cluster && <ClusterInspector {...inspected} key={inspected.key} cluster={cluster} />) ||
          (review && <ReviewInspector {...inspected} key={inspected.key} review={review} />))
      }
    >
      {report ? (
        <Results report={report} outdated={outdated} bare={revealing.report !== undefined} onReveal={revealing.show} selected={opened} onSelect={select} />
      ) : (
        <NoResults run={last} />
      )}
    </Panel>
  );
}
