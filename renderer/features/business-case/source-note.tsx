import { TextInput } from '@mantine/core';
import { useReadOnly } from '../../store/session';
import { Private } from '../../ui/private';
import { useWords } from '../../ui/words';

/** Where the client's figure comes from, in the consultant's words. */
export function SourceNote({ value, what, onChange }: { value: string | undefined; what: string; onChange: (source: string) => void }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  return (
    <Private of={value ?? ''}>
      <TextInput
        key={value}
        size="xs"
        aria-label={t('case.source-of', { what })}
        placeholder={t('case.source')}
        defaultValue={value ?? ''}
        maxLength={1000}
        dir="auto"
        disabled={readOnly}
        onBlur={(event) => event.currentTarget.value.trim() !== (value ?? '') && onChange(event.currentTarget.value)}
      />
    </Private>
  );
}
