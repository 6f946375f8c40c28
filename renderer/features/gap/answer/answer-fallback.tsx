import { NumberInput } from '@mantine/core';
import { useEngagement } from '../../../store/session';
import { InspectorRow, InspectorSection } from '../../../ui/inspector';
import { TypedInput, TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { answer as write } from '../gap-commands';
import type { AnswerProps } from './answer-parts';

/** What helps where it is missing, what that costs, and the vendor's words about the price. */
export function AnswerFallback({ known, vendor, answer }: AnswerProps) {
  const { t, text } = useWords();
  const currency = useEngagement((e) => e.client.currency);
  const cost = answer?.fallbackCost;
  const question = known.known?.costQuestion ?? known.point.own?.costQuestion;
  return (
    <InspectorSection title={t('gap.if-missing')}>
      <TypedTextarea
        label={t('gap.fallback')}
        placeholder={t('gap.fallback-hint')}
        value={answer?.fallback ?? ''}
        onType={(fallback) => write(known, vendor, { fallback }, 'fallback')}
        minRows={1}
        maxLength={2000}
      />
      <InspectorRow>
        {(['once', 'perMonth'] as const).map((part) => (
          <NumberInput
            key={part}
            label={t(`gap.fallback-cost.${part}`)}
            value={cost?.[part] ?? ''}
            onChange={(next) => {
              if (next === '' || typeof next === 'number')
                write(known, vendor, { fallbackCost: { ...cost, [part]: next === '' ? undefined : next } }, `fallback-${part}`);
            }}
            rightSection={<bdi className="mono">{currency}</bdi>}
            rightSectionWidth={42}
            min={0}
            max={1e12}
            allowNegative={false}
            thousandSeparator=","
            hideControls
            flex={1}
          />
        ))}
      </InspectorRow>
      <TypedInput
        label={t('gap.cost')}
        description={question && text(question)}
        value={answer?.cost ?? ''}
        onType={(words) => write(known, vendor, { cost: words }, 'cost')}
        maxLength={500}
      />
    </InspectorSection>
  );
}
