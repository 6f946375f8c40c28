import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Catalogue } from '../../../shared/catalogue/schema';
import { addOwnPoint } from '../../../shared/checklist/edit-checklist';
import type { OwnPoint } from '../../../shared/checklist/schema';
import { newId } from '../../store/new-id';
import { run } from '../../store/session';
import { useWords } from '../../ui/words';
import { AnswerTypeSelect } from './own-point-fields';

/** A point of the client's own. Weight and priority are set where those of all points are. */
export function OwnPointDialog({ catalogue, onClose, onAdded }: { catalogue: Catalogue; onClose: () => void; onAdded: (id: string) => void }) {
  const { t, text, language } = useWords();
  const categories = catalogue.checklist.categories;
  const [category, setCategory] = useState<string | null>(categories[0]?.id ?? null);
  const [question, setQuestion] = useState('');
  const [more, setMore] = useState({ why: '', evidence: '', redFlag: '', costQuestion: '', unit: '' });
  const [answerType, setAnswerType] = useState<OwnPoint['answerType']>();
  const hasUnit = answerType === 'number' || answerType === 'money';
  const textarea = (part: 'why' | 'evidence' | 'redFlag' | 'costQuestion') => (
    <Textarea
      label={t(`gap.own.${part}`)}
      value={more[part]}
      onChange={(event) => setMore({ ...more, [part]: event.currentTarget.value })}
      dir="auto"
      autosize
      minRows={1}
      maxLength={1000}
    />
  );
  return (
    <Modal opened onClose={onClose} title={t('gap.add-point')} size="md" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack
        component="form"
        gap={8}
        onSubmit={(event) => {
          event.preventDefault();
          if (!question.trim() || !category) return;
          const id = `own-${newId().slice(-8).toLowerCase()}`;
          run({ key: 'gap.step.add-point', params: { point: question } }, (e) =>
            addOwnPoint(e, {
              id,
              category,
              question: { [language]: question },
              why: { [language]: more.why },
              evidence: { [language]: more.evidence },
              redFlag: { [language]: more.redFlag },
              costQuestion: { [language]: more.costQuestion },
              ...(answerType && { answerType }),
              ...(hasUnit && { unit: { [language]: more.unit } }),
            }),
          );
          onClose();
          onAdded(id);
        }}
      >
        <Textarea
          label={t('gap.own.question')}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          dir="auto"
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          required
        />
        {textarea('why')}
        <Select
          label={t('gap.category')}
          value={category}
          onChange={setCategory}
          data={categories.map(({ id, label }) => ({ value: id, label: text(label) }))}
          allowDeselect={false}
        />
        <Group grow align="flex-start">
          <AnswerTypeSelect value={answerType} onChange={setAnswerType} />
          {hasUnit && (
            <TextInput
              label={t('gap.own.unit')}
              value={more.unit}
              onChange={(event) => setMore({ ...more, unit: event.currentTarget.value })}
              dir="auto"
              maxLength={100}
            />
          )}
        </Group>
        {textarea('evidence')}
        {textarea('redFlag')}
        {textarea('costQuestion')}
        <Group justify="flex-end" gap={8} mt={6}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!question.trim()}>
            {t('gap.add-point')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
