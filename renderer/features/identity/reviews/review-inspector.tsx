import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { policyWords } from '../../../../shared/identity/policy-words';
import type { Review } from '../../../../shared/identity/report';
import { Inspector, InspectorHead, InspectorSection } from '../../../ui/inspector';
import { Quiet } from '../../../ui/quiet';
import { recordViewPaths } from '../../../ui/record-views';
import { useWords } from '../../../ui/words';
import classes from '../clusters/clusters.module.css';
import { Carried, useRecordName } from '../clusters/record-line';
import { Why } from '../clusters/why';
import rules from '../rules/rules.module.css';

type Props = { review: Review; place: number; bare: boolean; onReveal: () => void; onClose: () => void };

/** Two people who may be one: what says so, which rule leaves it open, and what each of them is known by. */
export function ReviewInspector({ review, place, bare, onReveal, onClose }: Props) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const nameOf = useRecordName();
  return (
    <Inspector>
      <InspectorHead title={t('identity.review', { place: place + 1 })} facts={t('identity.cluster-records', { count: review.records })} onClose={onClose} />
      <InspectorSection title={t('identity.review-why')}>
        <Why of={review} a={0} b={1} />
        <span>{t(`identity.policy-question.${policyWords[review.reason]}`)}</span>
        <Quiet>
          {t('identity.review-apart')}{' '}
          <Link className={rules.link} to={`/e/${engagementId}/${recordViewPaths.identity}`}>
            {t('identity.review-answers')}
          </Link>
        </Quiet>
      </InspectorSection>
      <InspectorSection title={t('identity.review-known-by')}>
        <ul className={classes.records}>
          {review.shown.map((record, at) => (
            // The one that says so, then the one that holds the identifier.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={at} className={classes.record}>
              <span>{nameOf(record)}</span>
              <Carried record={record} values={review.values} />
            </li>
          ))}
        </ul>
        {!bare && (
          <Button size="compact-xs" variant="light" w="fit-content" onClick={onReveal}>
            {t('identity.show-values')}
          </Button>
        )}
      </InspectorSection>
    </Inspector>
  );
}
