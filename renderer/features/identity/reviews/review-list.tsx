import { Button } from '@mantine/core';
import { useState } from 'react';
import { policyWords } from '../../../../shared/identity/policy-words';
import type { IdentityReport } from '../../../../shared/identity/report';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from '../clusters/clusters.module.css';
import { useRecordName } from '../clusters/record-line';
import { useIdentityNames } from '../identity-names';
import { Card } from '../results/card';

const FIRST = 20;

type Props = { reviews: IdentityReport['reviews']; selected: number; onSelect: (place: number) => void };

/** Pairs of people whom the rules leave to somebody's judgement, those with the most records first. */
export function ReviewList({ reviews: { pairs, settled, shown }, selected, onSelect }: Props) {
  const { t } = useWords();
  const names = useIdentityNames();
  const nameOf = useRecordName();
  const [all, setAll] = useState(false);
  const says = [
    pairs > 0 && t('identity.reviews-says', { count: pairs }),
    pairs > shown.length && t('identity.reviews-listed', { count: shown.length }),
    settled > 0 && t('identity.reviews-settled', { count: settled }),
  ].filter((one) => one !== false);
  return (
    <Card title={t('identity.figure.reviews')} says={says.join(' ')}>
      {pairs === 0 && <p className={classes.none}>{t('identity.no-reviews')}</p>}
      <ol className={classes.list}>
        {(all ? shown : shown.slice(0, FIRST)).map(({ reason, records, values: [value], shown: two }, place) => (
          // Pairs have no name of their own; within one report their place is it.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={place}>
            <button type="button" className={classes.open} aria-current={place === selected} onClick={() => onSelect(place)}>
              <span className={classes.what}>
                {value && (
                  <span>
                    <strong>{t('identity.same', { attribute: names.attribute(value.attribute) })}</strong> <Code title={value.value}>{value.value}</Code>
                  </span>
                )}
                <span>{t(`identity.policy-question.${policyWords[reason]}`)}</span>
                <span className={classes.quiet}>{two.map((record) => nameOf(record)).join(' ↔ ')}</span>
              </span>
              <span className={classes.quiet}>{t('identity.cluster-records', { count: records })}</span>
            </button>
          </li>
        ))}
      </ol>
      {shown.length > FIRST && (
        <Button variant="subtle" size="compact-xs" m={8} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('identity.fewer-values') : t('identity.all-values', { count: shown.length })}
        </Button>
      )}
    </Card>
  );
}
