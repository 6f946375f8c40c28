import { ActionIcon, Checkbox, NumberInput, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { AnswerForm } from '../../../../shared/checklist/answer-form';
import type { KnownPoint } from '../../../../shared/checklist/point-groups';
import { memberWords } from '../../../../shared/checklist/requirement-words';
import type { AnswerValue } from '../../../../shared/checklist/schema';
import { useEngagement } from '../../../store/session';
import { InspectorRow } from '../../../ui/inspector';
import { useWords } from '../../../ui/words';
import { useRequirementSpeaker } from '../requirement-words';
import classes from './answer.module.css';

type Values = { claimed: AnswerValue | undefined; verified: AnswerValue | undefined };
type Props = Values & {
  known: KnownPoint;
  form: AnswerForm;
  onClaimed: (value: AnswerValue | undefined) => void;
  onVerified: (value: AnswerValue | undefined) => void;
};
type Side = { label: string; value: AnswerValue | undefined; onChange: (value: AnswerValue | undefined) => void };

/** The claimed and the verified value side by side, in the form of the point. */
export function ValueInputs({ known, form, claimed, verified, onClaimed, onVerified }: Props) {
  const { t } = useWords();
  const sides: [Side, Side] = [
    { label: t('gap.claimed-value'), value: claimed, onChange: onClaimed },
    { label: t('gap.verified-value'), value: verified, onChange: onVerified },
  ];
  switch (form.kind) {
    case 'number':
      return (
        <InspectorRow>
          {sides.map((side) => (
            <NumberValue key={side.label} {...side} form={form} />
          ))}
        </InspectorRow>
      );
    case 'yes-no':
      return (
        <InspectorRow>
          {sides.map(({ label, value, onChange }) => (
            <Choice
              key={label}
              label={label}
              value={typeof value === 'boolean' ? String(value) : null}
              data={['true', 'false'].map((one) => ({ value: one, label: t(`gap.value.${one === 'true' ? 'yes' : 'no'}`) }))}
              onChange={(next) => onChange(next === null ? undefined : next === 'true')}
            />
          ))}
        </InspectorRow>
      );
    case 'option':
      return <OptionValues sides={sides} options={form.options} />;
    case 'list':
      return <ListValues sides={sides} form={form} known={known} />;
    case 'words':
      return null;
  }
}

function NumberValue({ label, value, onChange, form }: Side & { form: Extract<AnswerForm, { kind: 'number' }> }) {
  const { text } = useWords();
  const currency = useEngagement((e) => e.client.currency);
  return (
    <NumberInput
      label={label}
      description={form.money ? currency : text(form.unit)}
      inputWrapperOrder={['label', 'input', 'description']}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => {
        if (next === '') onChange(undefined);
        else if (typeof next === 'number') onChange(next);
      }}
      min={0}
      max={1e15}
      allowNegative={false}
      thousandSeparator=","
      hideControls
      flex={1}
    />
  );
}

function Choice({
  label,
  value,
  data,
  onChange,
}: {
  label: string;
  value: string | null;
  data: { value: string; label: string }[];
  onChange: (value: string | null) => void;
}) {
  const { t } = useWords();
  return <Select label={label} value={value} data={data} placeholder={t('gap.value.unsaid')} onChange={onChange} clearable flex={1} miw={0} />;
}

function OptionValues({ sides, options }: { sides: readonly Side[]; options: Extract<AnswerForm, { kind: 'option' }>['options'] }) {
  const { text } = useWords();
  const data = options.map(({ id, label }) => ({ value: id, label: text(label) }));
  return (
    <InspectorRow>
      {sides.map(({ label, value, onChange }) => (
        <Choice
          key={label}
          label={label}
          value={(Array.isArray(value) && options.find(({ id }) => value.includes(id))?.id) || null}
          data={data}
          onChange={(next) => onChange(next === null ? undefined : [next])}
        />
      ))}
    </InspectorRow>
  );
}

/** A row for each thing the plan needs; "none of them" is an answer too, and another one than nothing said. */
function ListValues({ sides, form, known }: { sides: readonly Side[]; form: Extract<AnswerForm, { kind: 'list' }>; known: KnownPoint }) {
  const { t } = useWords();
  const speaker = useRequirementSpeaker()(known);
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          <th scope="col">{t('gap.needed-things')}</th>
          {sides.map(({ label, value, onChange }) => (
            <th scope="col" key={label}>
              {label}
              {value !== undefined && (
                <ActionIcon
                  size={22}
                  variant="subtle"
                  onClick={() => onChange(undefined)}
                  aria-label={t('gap.value.clear', { side: label })}
                  title={t('gap.value.clear', { side: label })}
                >
                  <IconX size={12} />
                </ActionIcon>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {form.values.map((id) => {
          const words = memberWords(form.of, id, speaker);
          return (
            <tr key={id}>
              <th scope="row">{words}</th>
              {sides.map(({ label, value, onChange }) => {
                const list = Array.isArray(value) ? value : [];
                return (
                  <td key={label} data-unsaid={value === undefined}>
                    <Checkbox
                      aria-label={`${label}: ${words}`}
                      checked={list.includes(id)}
                      indeterminate={value === undefined}
                      {...(value === undefined && { variant: 'outline', color: 'gray' })}
                      onChange={(event) => onChange(event.currentTarget.checked ? [...list, id] : list.filter((one) => one !== id))}
                    />
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {sides.map(({ label, value }) => (
            <td key={label}>
              {Array.isArray(value)
                ? t('gap.n-of-m', { n: form.values.filter((id) => value.includes(id)).length, m: form.values.length })
                : t('gap.value.unsaid')}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
