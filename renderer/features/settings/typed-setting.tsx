import { Anchor, TextInput } from '@mantine/core';
import { Private } from '../../ui/private';
import { useWords } from '../../ui/words';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  disabled: boolean;
  optional?: boolean;
  suggestion?: string | undefined;
  maxLength?: number;
  lang?: string;
  placeholder?: string | undefined;
};

/** Saved when the field is left, so that a name that is empty for a moment is not refused while it is typed. */
export function TypedSetting({ label, value, onChange, disabled, optional = false, suggestion, maxLength = 200, lang, placeholder }: Props) {
  const { t } = useWords();
  return (
    <Private of={value}>
      <TextInput
        key={value}
        label={label}
        defaultValue={value}
        disabled={disabled}
        dir="auto"
        lang={lang}
        placeholder={placeholder}
        maxLength={maxLength}
        description={
          suggestion && value === '' && !disabled ? (
            <Anchor component="button" type="button" size="xs" onClick={() => onChange(suggestion)}>
              {t('settings.use-own-name', { name: suggestion })}
            </Anchor>
          ) : undefined
        }
        inputWrapperOrder={['label', 'input', 'description']}
        required={!optional}
        withAsterisk={false}
        onBlur={(event) => {
          const typed = event.currentTarget.value.trim();
          if (typed === '' && !optional) event.currentTarget.value = value;
          else if (typed !== value) onChange(typed);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </Private>
  );
}
