import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { suggestionFor } from '../../../../shared/checklist/answer-form';
import type { KnownPoint } from '../../../../shared/checklist/point-groups';
import type { Vendor } from '../../../../shared/checklist/schema';
import { InspectorSection } from '../../../ui/inspector';
import { Private } from '../../../ui/private';
import { useWords } from '../../../ui/words';
import { clearAll } from '../gap-commands';
import type { GapModel } from '../use-gap';
import { AnswerEvidence } from './answer-evidence';
import { AnswerFallback } from './answer-fallback';
import { AnswerQuestions } from './answer-questions';
import { AnswerScore } from './answer-score';
import { AnswerWho } from './answer-who';
import { ClaimedAndSeen } from './claimed-and-seen';

type Props = { model: GapModel; known: KnownPoint; vendor: Vendor };

/** What one vendor says to one point, what was seen of it, what shows it, and what helps where it is missing. */
export function PointAnswer({ model, known, vendor }: Props) {
  const { t } = useWords();
  const answer = model.answerOf(vendor.id, known.point.id);
  const requirement = model.requirements.get(known.point.id);
  const parts = { known, vendor, answer };
  return (
    <>
      <InspectorSection title={t('gap.answer-of', { vendor: vendor.name })}>
        <AnswerScore {...parts} model={model} suggestion={suggestionFor(answer, known, requirement)} />
        <Private silent>
          <AnswerWho {...parts} />
        </Private>
      </InspectorSection>
      <ClaimedAndSeen {...parts} requirement={requirement} />
      <AnswerEvidence {...parts} />
      <AnswerFallback {...parts} />
      <AnswerQuestions {...parts} />
      {answer && (
        <Button size="compact-xs" variant="subtle" leftSection={<IconEraser size={14} />} onClick={() => clearAll(known, vendor)} w="fit-content">
          {t('gap.clear-answer')}
        </Button>
      )}
    </>
  );
}
