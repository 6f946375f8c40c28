import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { type Ref, useState } from 'react';
import { Private } from './private';

type Typed = {
  /** As the document has it. */
  value: string;
  onType: (text: string) => void;
};

/**
 * Commands trim what they store and refuse an empty name. An input bound straight to the document would swallow every
 * space as it is typed; this keeps what was typed until the field is left or the document changes under it (undo).
 */
function useTyped({ value, onType }: Typed) {
  const [typed, setTyped] = useState<{ text: string; before: string }>();
  const isCurrent = typed !== undefined && (value === typed.before || value === typed.text.trim());
  return {
    value: isCurrent ? typed.text : value,
    onChange: (event: { currentTarget: { value: string } }) => {
      const text = event.currentTarget.value;
      setTyped({ text, before: value });
      onType(text);
    },
    onBlur: () => setTyped(undefined),
  };
}

/** A line of text that is part of the document. Each key press is one command; give it a merge mark. */
export function TypedInput({ value, onType, ...props }: Typed & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'>) {
  const typed = useTyped({ value, onType });
  return (
    <Private of={value}>
      <TextInput dir="auto" {...props} {...typed} />
    </Private>
  );
}

/** Several lines of text that are part of the document; grows with them. */
export function TypedTextarea({ value, onType, ...props }: Typed & { ref?: Ref<HTMLTextAreaElement> } & Omit<TextareaProps, 'value' | 'onChange' | 'onBlur'>) {
  const typed = useTyped({ value, onType });
  return (
    <Private of={value}>
      <Textarea dir="auto" autosize minRows={2} maxRows={10} {...props} {...typed} />
    </Private>
  );
}
