import { Button, Checkbox } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { Suggestion } from '../../../../shared/checklist/answer-form';
import { wantedOf } from '../../../../shared/checklist/score';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { answer as write } from '../gap-commands';
import heat from '../heat-map.module.css';
import inspector from '../point-inspector.module.css';
import { type GapModel, shadeOf } from '../use-gap';
import classes from './answer.module.css';
import type { AnswerProps } from './answer-parts';

/** The consultant's score by the guide, and whether somebody saw it proved. A suggestion waits to be taken. */
export function AnswerScore({ known, vendor, answer, model, suggestion }: AnswerProps & { model: GapModel; suggestion: Suggestion | undefined }) {
  const { t, text, locale } = useWords();
  const { point, known: published } = known;
  const number = new Intl.NumberFormat(locale);
  const applies = answer?.applies ?? true;
  const guide = published?.scoring ?? model.catalogue.checklist.scoringScale.map(({ score, label }) => ({ score, text: label }));
  const claims = answer?.claimedScore;
  return (
    <>
      {applies && claims !== undefined && (
        <p className={classes.summary} data-differs={answer?.score !== undefined && answer.score < claims}>
          {answer?.score === undefined
            ? t('gap.claims', { score: claims })
            : t(answer.verified ? 'gap.claims-verified' : 'gap.claims-scored', { claimed: claims, score: answer.score })}
        </p>
      )}
      {suggestion && (
        <div className={classes.suggestion}>
          <IconSparkles size={16} aria-hidden />
          <span>{t(`gap.suggests.${suggestion.from}`, { score: suggestion.score })}</span>
          <Button size="compact-xs" variant="light" color="plum" onClick={() => write(known, vendor, { score: suggestion.score })}>
            {t('gap.take-score', { score: suggestion.score })}
          </Button>
        </div>
      )}
      <div role="radiogroup" aria-label={t('gap.score')} className={inspector.scores}>
        {guide.map(({ score, text: meaning }) => (
          <label key={score} className={inspector.scoreLine} data-checked={applies && answer?.score === score}>
            <input
              type="radio"
              name={`${vendor.id} ${point.id}`}
              checked={applies && answer?.score === score}
              onChange={() => write(known, vendor, { score })}
            />
            <span className={heat.chip} data-gap={shadeOf(score - wantedOf(point, model.required))}>
              {number.format(score)}
            </span>
            <span>{text(meaning)}</span>
          </label>
        ))}
      </div>
      {published?.options && (
        <Quiet>{published.options.map((option) => t('gap.option', { option: option.label, score: option.suggestedScore })).join(' · ')}</Quiet>
      )}
      <div className={inspector.ticks}>
        <Checkbox
          label={t('gap.verified')}
          description={t('gap.verified-means')}
          checked={answer?.verified ?? false}
          disabled={answer?.score === undefined}
          onChange={(event) => write(known, vendor, { verified: event.currentTarget.checked })}
        />
        <Checkbox label={t('gap.does-not-apply')} checked={!applies} onChange={(event) => write(known, vendor, { applies: !event.currentTarget.checked })} />
      </div>
    </>
  );
}
