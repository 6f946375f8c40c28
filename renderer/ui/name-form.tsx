import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from './words';

type Props = { label: string; start?: string; onSave: (name: string) => Promise<void>; onCancel?: () => void };

/** What something is kept under: a line to type in and a button that keeps it. */
export function NameForm({ label, start = '', onSave, onCancel }: Props) {
  const { t } = useWords();
  const [name, setName] = useState(start);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!name.trim()) return;
        void onSave(name.trim());
        setName('');
      }}
    >
      <TextInput
        label={label}
        placeholder={t('template.name')}
        value={name}
        dir="auto"
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group gap={6} mt={6}>
        <Button type="submit" size="compact-sm" variant="default" disabled={!name.trim()}>
          {t('template.keep')}
        </Button>
        {onCancel && (
          <Button size="compact-sm" variant="subtle" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
