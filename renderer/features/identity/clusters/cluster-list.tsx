import { IconAlertTriangle } from '@tabler/icons-react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { Cluster } from '../../../../shared/identity/report';
import { Badge } from '../../../ui/badge';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import { Card } from '../results/card';
import classes from './clusters.module.css';

type Props = { clusters: readonly Cluster[]; selected: number; onSelect: (place: number) => void };

/** The people with the most records, largest first. */
export function ClusterList({ clusters, selected, onSelect }: Props) {
  const { t, locale } = useWords();
  const names = useIdentityNames();
  const number = numberFormat(locale);
  const most = Math.max(1, ...clusters.map(({ records }) => records));
  return (
    <Card title={t('identity.largest')} says={t('identity.largest-says')}>
      {clusters.length === 0 && <p className={classes.none}>{t('identity.no-clusters')}</p>}
      <ol className={classes.list}>
        {clusters.map((cluster, place) => (
          // Clusters have no name of their own; within one report their place is it.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={place}>
            <button type="button" className={classes.open} aria-current={place === selected} onClick={() => onSelect(place)}>
              <span className={classes.what}>
                <span>
                  <strong>{t('identity.cluster-records', { count: cluster.records })}</strong>
                  {cluster.names > 0 && <span className={classes.quiet}> · {t('identity.cluster-names', { count: cluster.names })}</span>}
                </span>
                <span className={classes.quiet}>
                  {cluster.sources.map(({ source, records }) => `${names.source(source)} ${number.format(records)}`).join(' · ')}
                </span>
              </span>
              {cluster.isSuspicious ? (
                <Badge tone="blocking" icon={<IconAlertTriangle size={12} aria-hidden />}>
                  {t('identity.suspicious')}
                </Badge>
              ) : (
                <span />
              )}
              <span className={classes.track} aria-hidden>
                <span data-suspicious={cluster.isSuspicious} style={{ inlineSize: `${(cluster.records / most) * 100}%` }} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Card>
  );
}
