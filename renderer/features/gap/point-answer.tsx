import { Button, Checkbox } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import type { Vendor } from '../../../shared/checklist/schema';
import { wantedOf } from '../../../shared/checklist/score';
import { InspectorSection } from '../../ui/inspector';
import { Quiet } from '../../ui/quiet';
import { TypedInput, TypedTextarea } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import { clearAll, answer as write } from './gap-commands';
import heat from './heat-map.module.css';
import classes from './point-inspector.module.css';
import { type GapModel, shadeOf } from './use-gap';

type Props = { model: GapModel; known: KnownPoint; vendor: Vendor };

/** What one vendor says to one point: a score by the guide, the claim, and whether somebody saw it proved. */
export function PointAnswer({ model, known, vendor }: Props) {
  const { t, text, locale } = useWords();
  const { point, known: published } = known;
  const answer = model.answerOf(vendor.id, point.id);
  const applies = answer?.applies ?? true;
  const guide = published?.scoring ?? model.catalogue.checklist.scoringScale.map(({ score, label }) => ({ score, text: label }));
  const suggested = published?.options?.map((option) => t('gap.option', { option: option.label, score: option.suggestedScore }));
  return (
    <InspectorSection title={t('gap.answer-of', { vendor: vendor.name })}>
      <div role="radiogroup" aria-label={t('gap.score')} className={classes.scores}>
        {guide.map(({ score, text: meaning }) => (
          <label key={score} className={classes.scoreLine} data-checked={applies && answer?.score === score}>
            <input
              type="radio"
              name={`${vendor.id} ${point.id}`}
              checked={applies && answer?.score === score}
              onChange={() => write(known, vendor, { score })}
            />
            <span className={heat.chip} data-gap={shadeOf(score - wantedOf(point, model.required))}>
              {new Intl.NumberFormat(locale).format(score)}
            </span>
            <span>{text(meaning)}</span>
          </label>
        ))}
      </div>
      {suggested && <Quiet>{suggested.join(' · ')}</Quiet>}
      <div className={classes.ticks}>
        <Checkbox
          label={t('gap.verified')}
          description={t('gap.verified-means')}
          checked={answer?.verified ?? false}
          disabled={answer?.score === undefined}
          onChange={(event) => write(known, vendor, { verified: event.currentTarget.checked })}
        />
        <Checkbox label={t('gap.does-not-apply')} checked={!applies} onChange={(event) => write(known, vendor, { applies: !event.currentTarget.checked })} />
      </div>
      <TypedTextarea
        label={t('gap.claim')}
        placeholder={t('gap.claim-hint')}
        value={answer?.claim ?? ''}
        onType={(claim) => write(known, vendor, { claim }, 'claim')}
        maxLength={5000}
      />
      <TypedTextarea
        label={t('gap.evidence')}
        placeholder={t('gap.evidence-hint')}
        value={answer?.evidence ?? ''}
        onType={(evidence) => write(known, vendor, { evidence }, 'evidence')}
        maxLength={5000}
      />
      <TypedInput
        label={t('gap.cost')}
        description={published?.costQuestion && text(published.costQuestion)}
        value={answer?.cost ?? ''}
        onType={(cost) => write(known, vendor, { cost }, 'cost')}
        maxLength={500}
      />
      {answer && (
        <Button size="compact-xs" variant="subtle" leftSection={<IconEraser size={14} />} onClick={() => clearAll(known, vendor)} w="fit-content">
          {t('gap.clear-answer')}
        </Button>
      )}
    </InspectorSection>
  );
}
