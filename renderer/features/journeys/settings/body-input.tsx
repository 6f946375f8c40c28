import type { TextareaProps } from '@mantine/core';
import { type ClipboardEvent, useLayoutEffect, useRef } from 'react';
import { withPlainVariables, withUnbrokenVariables } from '../../../../shared/journey/unbroken-variables';
import { TypedTextarea } from '../../../ui/typed-input';

type Props = { value: string; onType: (text: string) => void } & Omit<TextareaProps, 'value' | 'onChange' | 'onBlur'>;

/** What a message says. Its variables are never broken over two lines, and leave as they are written elsewhere. */
export function BodyInput({ value, onType, ...props }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  // A sign that was just typed may be shown as another; the caret would go to the end.
  useLayoutEffect(() => {
    const at = caret.current;
    caret.current = undefined;
    if (at !== undefined && field.current?.selectionStart !== at) field.current?.setSelectionRange(at, at);
  });
  const copy = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { value: text, selectionStart, selectionEnd } = event.currentTarget;
    event.clipboardData.setData('text/plain', withPlainVariables(text.slice(selectionStart, selectionEnd)));
    event.preventDefault();
  };
  return (
    <TypedTextarea
      {...props}
      ref={field}
      value={withUnbrokenVariables(value)}
      onType={(text) => {
        caret.current = field.current?.selectionStart;
        onType(withPlainVariables(text));
      }}
      onCopy={copy}
      onCut={(event) => {
        copy(event);
        // As the browser does it, so that it can be undone.
        document.execCommand('delete');
      }}
    />
  );
}
