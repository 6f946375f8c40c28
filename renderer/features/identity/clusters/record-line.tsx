import { Checkbox } from '@mantine/core';
import type { Cluster, Review } from '../../../../shared/identity/report';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import classes from './clusters.module.css';

/** Records with the values they carry: a cluster, or two that are in review. */
export type Explained = Pick<Review, 'shown' | 'values'>;

type Record = Cluster['shown'][number];

/** A row of a client's table by its place: which source, which table, which line. */
export function useRecordName(): (record: Record) => string {
  const { t } = useWords();
  const names = useIdentityNames();
  return ({ source, object, row }) => t('identity.record-name', { source: names.source(source), object: names.object(object), row });
}

export function RecordLine({ record, cluster, chosen, onChoose }: { record: Record; cluster: Cluster; chosen: boolean; onChoose: () => void }) {
  const nameOf = useRecordName();
  return (
    <div className={classes.record} data-chosen={chosen}>
      <Checkbox checked={chosen} onChange={onChoose} label={nameOf(record)} />
      <Carried record={record} values={cluster.values} />
    </div>
  );
}

/** What a record is known by; `values` are those that its positions point into. */
export function Carried({ record, values }: { record: Record; values: Explained['values'] }) {
  const names = useIdentityNames();
  return (
    <span className={classes.carried}>
      {record.values.map((at) => {
        const value = values[at];
        return value ? (
          <span key={at} title={names.attribute(value.attribute)}>
            <Code>{value.value}</Code>
          </span>
        ) : null;
      })}
    </span>
  );
}
