import { Select } from '@mantine/core';
import { editOwnPoint, type OwnPointFields as Fields } from '../../../shared/checklist/edit-checklist';
import { answerTypes, type OwnPoint } from '../../../shared/checklist/schema';
import type { Text } from '../../../shared/text';
import { run } from '../../store/session';
import { TypedInput, TypedTextarea } from '../../ui/typed-input';
import { useWords } from '../../ui/words';

const words = ['question', 'why', 'evidence', 'redFlag', 'costQuestion'] as const;
const longest = { question: 1000, why: 2000, evidence: 2000, redFlag: 2000, costQuestion: 1000 };

/** All that can be said of a point of the client's own, in the language at hand; other languages keep their words. */
export function OwnPointFields({ id, own, label }: { id: string; own: OwnPoint; label: Text }) {
  const { t, text, language } = useWords();
  const write = (patch: Partial<Fields>, merge?: string) =>
    run({ key: 'gap.step.edit-point', params: { point: label } }, (e) => editOwnPoint(e, { id, own: patch }), merge && `${id}:${merge}`);
  return (
    <>
      {words.map((part) => (
        <TypedTextarea
          key={part}
          label={t(`gap.own.${part}`)}
          value={text(own[part])}
          onType={(typed) => write({ [part]: { ...own[part], [language]: typed } }, part)}
          minRows={1}
          maxLength={longest[part]}
        />
      ))}
      <AnswerTypeSelect value={own.answerType} onChange={(answerType) => write({ answerType })} />
      {(own.answerType === 'number' || own.answerType === 'money') && (
        <TypedInput
          label={t('gap.own.unit')}
          value={text(own.unit)}
          onType={(typed) => write({ unit: { ...own.unit, [language]: typed } }, 'unit')}
          maxLength={100}
        />
      )}
    </>
  );
}

/** A choice has a list of answers, which only the catalogue's points have. */
const ownTypes = answerTypes.filter((type) => type !== 'choice');

export function AnswerTypeSelect({ value, onChange }: { value: OwnPoint['answerType']; onChange: (type: OwnPoint['answerType']) => void }) {
  const { t } = useWords();
  return (
    <Select
      label={t('gap.own.answerType')}
      value={value ?? 'text'}
      data={ownTypes.map((type) => ({ value: type, label: t(`gap.answer-type.${type}`) }))}
      allowDeselect={false}
      onChange={(next) => onChange(ownTypes.find((type) => type === next && type !== 'text'))}
    />
  );
}
