import { answerFormOf } from '../../../../shared/checklist/answer-form';
import type { Requirement } from '../../../../shared/checklist/requirements';
import { topScore } from '../../../../shared/checklist/schema';
import { InspectorSection } from '../../../ui/inspector';
import { TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { answer as write } from '../gap-commands';
import classes from './answer.module.css';
import type { AnswerProps } from './answer-parts';
import { ValueInputs } from './value-inputs';

const scores = Array.from({ length: topScore + 1 }, (_, score) => score);

/** What the vendor says of itself, in words, as a score and as a value, beside the value that somebody saw. None of it counts by itself. */
export function ClaimedAndSeen({ known, vendor, answer, requirement }: AnswerProps & { requirement: Requirement | undefined }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const claimed = answer?.claimedScore;
  return (
    <InspectorSection title={t('gap.claimed-and-seen')}>
      <TypedTextarea
        label={t('gap.claim')}
        placeholder={t('gap.claim-hint')}
        value={answer?.claim ?? ''}
        onType={(claim) => write(known, vendor, { claim }, 'claim')}
        maxLength={5000}
      />
      <div className={classes.own} role="group" aria-label={t('gap.claimed-score')}>
        <span>{t('gap.claimed-score')}</span>
        <span className={classes.chips}>
          {scores.map((score) => (
            <button
              type="button"
              key={score}
              aria-pressed={claimed === score}
              className={classes.chip}
              onClick={() => write(known, vendor, { claimedScore: claimed === score ? undefined : score })}
            >
              {number.format(score)}
            </button>
          ))}
        </span>
      </div>
      <ValueInputs
        known={known}
        form={answerFormOf(known, requirement)}
        claimed={answer?.claimedValue}
        verified={answer?.verifiedValue}
        onClaimed={(claimedValue) => write(known, vendor, { claimedValue }, 'claimed-value')}
        onVerified={(verifiedValue) => write(known, vendor, { verifiedValue }, 'verified-value')}
      />
    </InspectorSection>
  );
}
