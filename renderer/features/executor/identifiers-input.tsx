import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconUser, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngagement } from '../../store/session';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

/** An opened customer whom a dialog is about: the identifiers go along without being shown. */
export type Target = { customer: string; identifiers: Record<string, string> };

type Props = {
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
  target: Target | undefined;
  onDropTarget: () => void;
};

/** Who it is about, by e-mail, phone or any identifier of the engagement's rules. */
export function IdentifiersInput({ value, onChange, target, onDropTarget }: Props) {
  const { t, text } = useWords();
  const rules = useEngagement((e) => e.identity.rules);
  const attributes = useEngagement((e) => e.record.attributes);
  const [added, setAdded] = useState<string[]>([]);
  const known = rules.length > 0 ? rules.map((rule) => rule.attribute) : ['email', 'mobile-phone', 'customer-id'];
  const shown = [...['email', 'mobile-phone'].filter((id) => known.includes(id)), ...added];
  const label = (id: string) => text(attributes.find((one) => one.id === id)?.label) || id;

  if (target)
    return (
      <div className={classes.target}>
        <IconUser size={16} aria-hidden />
        <span>
          {t('executor.about')} <Code>{target.customer}</Code>
        </span>
        <ActionIcon size={24} onClick={onDropTarget} aria-label={t('executor.somebody-else')} title={t('executor.somebody-else')}>
          <IconX size={14} />
        </ActionIcon>
      </div>
    );
  return (
    <div className={classes.fields}>
      {shown.map((id) => (
        <TextInput
          key={id}
          label={label(id)}
          value={value[id] ?? ''}
          onChange={(event) => onChange({ ...value, [id]: event.currentTarget.value })}
          dir="ltr"
          maxLength={300}
        />
      ))}
      {known.length > shown.length && (
        <Select
          label={t('executor.other-identifier')}
          placeholder={t('executor.choose')}
          value={null}
          onChange={(id) => id && setAdded([...added, id])}
          data={known.filter((id) => !shown.includes(id)).map((id) => ({ value: id, label: label(id) }))}
          searchable
        />
      )}
    </div>
  );
}
