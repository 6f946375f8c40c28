import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { confidences } from '../../../../shared/checklist/schema';
import { preferencesStore } from '../../../store/preferences';
import { useEngagement } from '../../../store/session';
import { today } from '../../../ui/dates';
import { InspectorRow } from '../../../ui/inspector';
import { useWords } from '../../../ui/words';
import { answer as write } from '../gap-commands';
import type { AnswerProps } from './answer-parts';

/** The name used last in this window: a workshop's answers are mostly one person's. */
let lastUsed = '';

/** Who said or saw it, when, and how sure that is. */
export function AnswerWho({ known, vendor, answer }: AnswerProps) {
  const { t } = useWords();
  const names = useEngagement((e) => e.checklist.answers);
  const consultant = preferencesStore((p) => p.consultant);
  const used = [...new Set(names.flatMap(({ by }) => by ?? []))];
  const me = lastUsed || (used.at(-1) ?? consultant ?? '');
  const [typed, setTyped] = useState<string>();

  function keepName(by: string) {
    setTyped(undefined);
    if (by.trim() === (answer?.by ?? '')) return;
    lastUsed = by.trim();
    write(known, vendor, { by });
  }

  return (
    <>
      <InspectorRow>
        <Autocomplete
          label={t('gap.by')}
          placeholder={me || t('gap.by-hint')}
          data={[...new Set([...used, ...(consultant ? [consultant] : [])])]}
          value={typed ?? answer?.by ?? ''}
          onChange={setTyped}
          onOptionSubmit={keepName}
          onBlur={() => typed !== undefined && keepName(typed)}
          maxLength={200}
          dir="auto"
          flex={1}
          miw={0}
        />
        <TextInput
          type="date"
          label={t('gap.at')}
          value={answer?.at ?? ''}
          w={138}
          onChange={({ currentTarget: { value } }) => write(known, vendor, { at: value || undefined }, 'at')}
        />
      </InspectorRow>
      {(answer?.by === undefined || answer.at === undefined) && (
        <Button
          size="compact-xs"
          variant="subtle"
          w="fit-content"
          leftSection={<IconUserCheck size={14} />}
          onClick={() => write(known, vendor, { by: answer?.by ?? me, at: answer?.at ?? today() })}
        >
          {me || answer?.by ? t('gap.by-today', { name: answer?.by ?? me }) : t('gap.today-date')}
        </Button>
      )}
      <Select
        label={t('gap.confidence')}
        value={answer?.confidence ?? null}
        placeholder={t('gap.confidence.unsaid')}
        data={confidences.map((value) => ({ value, label: t(`gap.confidence.${value}`) }))}
        clearable
        onChange={(value) => write(known, vendor, { confidence: confidences.find((one) => one === value) })}
      />
    </>
  );
}
