import { SegmentedControl } from '@mantine/core';
import { setMergePolicy } from '../../../../shared/identity/edit-identity';
import { policyWords } from '../../../../shared/identity/policy-words';
import { type MergeChoice, type MergePolicy, mergeChoices, usualMergePolicy } from '../../../../shared/identity/schema';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './rules.module.css';

const pairs = ['anonymousAndKnown', 'knownByStrong', 'knownByMedium'] as const satisfies (keyof MergePolicy)[];

/** What may happen when two turn out to be one: three plain questions, one for each pair of states. */
export function PolicyCard() {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const policy = useEngagement((e) => e.identity.policy) ?? usualMergePolicy;
  return (
    <section className={classes.card} aria-labelledby="identity-policy">
      <h2 id="identity-policy">{t('identity.policy')}</h2>
      <div className={classes.questions}>
        {pairs.map((pair) => {
          const question = t(`identity.policy-question.${policyWords[pair]}`);
          return (
            <fieldset key={pair} className={classes.question}>
              <legend>{question}</legend>
              <SegmentedControl
                aria-label={question}
                value={policy[pair]}
                disabled={readOnly}
                onChange={(choice) =>
                  run({ key: 'identity.step.policy', params: { question } }, (e) => setMergePolicy(e, { policy: { [pair]: choice as MergeChoice } }))
                }
                data={mergeChoices.map((value) => ({ value, label: t(`identity.choice.${value}`) }))}
              />
            </fieldset>
          );
        })}
      </div>
      <p className={classes.quiet}>{t('identity.policy-consent')}</p>
    </section>
  );
}
