import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Cluster } from '../../../../shared/identity/report';
import { Badge } from '../../../ui/badge';
import { Inspector, InspectorHead, InspectorSection } from '../../../ui/inspector';
import { Code } from '../../../ui/isolate';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { BlockButton, useIsBlocked } from '../block-button';
import { useIdentityNames } from '../identity-names';
import classes from './clusters.module.css';
import { farApart } from './far-apart';
import { RecordLine } from './record-line';
import { Why } from './why';

const VALUES = 6;
const RECORDS = 40;

type Props = { cluster: Cluster; place: number; bare: boolean; onReveal: () => void; onClose: () => void };

/** One person as the rules see it: which values hold it together, which records it is, and why any two of them are one. */
export function ClusterInspector({ cluster, place, bare, onReveal, onClose }: Props) {
  const { t } = useWords();
  const names = useIdentityNames();
  const isBlocked = useIsBlocked();
  // Two that are as far apart as can be show at once how the person came about.
  const [pair, setPair] = useState<readonly number[]>(() => (cluster.shown.length > 1 ? farApart(cluster) : []));
  const [records, setRecords] = useState(RECORDS);
  const holding = useMemo(
    () =>
      cluster.values
        .map((value, at) => ({ ...value, at }))
        .sort((a, b) => b.records - a.records)
        .slice(0, VALUES),
    [cluster],
  );
  // A third choice takes the place of the older of the two.
  const choose = (record: number) => setPair((old) => (old.includes(record) ? old.filter((one) => one !== record) : [...old, record].slice(-2)));
  const [a, b] = pair;
  return (
    <Inspector>
      <InspectorHead
        title={t('identity.cluster', { place: place + 1 })}
        facts={`${t('identity.cluster-records', { count: cluster.records })} · ${t('identity.cluster-names', { count: cluster.names })}`}
        onClose={onClose}
      />
      {cluster.isSuspicious && (
        <p className={classes.warning}>
          <Badge tone="blocking" icon={<IconAlertTriangle size={12} aria-hidden />}>
            {t('identity.suspicious')}
          </Badge>
          <span>{t('identity.suspicious-says')}</span>
        </p>
      )}

      <InspectorSection title={t('identity.held-by')}>
        <ul className={classes.values}>
          {holding.map(({ attribute, value, records: count, at }) => (
            <li key={at}>
              <span className={classes.value}>
                <span className={classes.quiet}>{names.attribute(attribute)}</span>
                <Code title={value}>{value}</Code>
              </span>
              <span className={classes.quiet}>{t('identity.on-records', { count })}</span>
              {bare && count > 1 && (
                <span className={classes.valueAction}>
                  {isBlocked(attribute, value) ? (
                    <Badge tone="quiet" icon={<IconBan size={12} aria-hidden />}>
                      {t('identity.is-blocked')}
                    </Badge>
                  ) : (
                    <BlockButton attribute={attribute} value={value} bare />
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
        {!bare && (
          <Button size="compact-xs" variant="light" w="fit-content" onClick={onReveal}>
            {t('identity.show-values')}
          </Button>
        )}
      </InspectorSection>
      <InspectorSection title={t('identity.why')}>
        {a !== undefined && b !== undefined ? <Why of={cluster} a={a} b={b} /> : <Quiet>{t('identity.why-choose')}</Quiet>}
      </InspectorSection>
      <InspectorSection title={t('identity.its-records')} beside={<Quiet>{t('identity.choose-two')}</Quiet>}>
        <ul className={classes.records}>
          {cluster.shown.slice(0, records).map((record, at) => (
            // Their place in the cluster is what records are known by.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={at}>
              <RecordLine record={record} cluster={cluster} chosen={pair.includes(at)} onChoose={() => choose(at)} />
            </li>
          ))}
        </ul>
        {cluster.shown.length > records && (
          <Button size="compact-xs" variant="subtle" w="fit-content" onClick={() => setRecords(cluster.shown.length)}>
            {t('identity.all-records', { count: cluster.shown.length })}
          </Button>
        )}
        {cluster.records > cluster.shown.length && <Quiet>{t('identity.shown-of', { shown: cluster.shown.length, records: cluster.records })}</Quiet>}
      </InspectorSection>
    </Inspector>
  );
}
