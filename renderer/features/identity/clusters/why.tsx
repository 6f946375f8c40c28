import { Fragment } from 'react';
import { explainLink } from '../../../../shared/identity/explain';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import classes from './clusters.module.css';
import { type Explained, useRecordName } from './record-line';

/** "Why are these two one person?": the shortest chain of records and the values they share, in a sentence and drawn. */
export function Why({ of, a, b }: { of: Explained; a: number; b: number }) {
  const { t } = useWords();
  const names = useIdentityNames();
  const nameOf = useRecordName();
  const path = explainLink(of, a, b);
  if (!path) return <p className={classes.quiet}>{t('identity.why-unknown')}</p>;
  const shared = path.values.map((at) => of.values[at]);
  const between = path.records.length - 2;
  return (
    <div className={classes.why} role="status">
      <p className={classes.answer}>
        {between <= 0 ? t('identity.why-direct', { attribute: names.attribute(shared[0]?.attribute ?? '') }) : t('identity.why-chain', { count: between })}
      </p>
      <ol className={classes.chain}>
        {path.records.map((at, i) => {
          const record = of.shown[at];
          const value = shared[i];
          return (
            <Fragment key={at}>
              {record && (
                <li className={classes.link} data-kind="record">
                  {nameOf(record)}
                </li>
              )}
              {value && (
                <li className={classes.link} data-kind="value">
                  <span className={classes.quiet}>{t('identity.same', { attribute: names.attribute(value.attribute) })}</span>{' '}
                  <Code title={value.value}>{value.value}</Code>
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}
