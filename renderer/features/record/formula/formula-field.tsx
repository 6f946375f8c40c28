import { Textarea } from '@mantine/core';
import { type KeyboardEvent, type Ref, useId, useRef, useState } from 'react';
import { useWords } from '../../../ui/words';
import { CompletionList } from './completion-list';
import { type Completion, type Completions, completionsAt, type Vocabulary } from './completions';
import classes from './formula.module.css';

type Props = {
  ref: Ref<HTMLTextAreaElement>;
  value: string;
  vocabulary: Vocabulary;
  disabled: boolean;
  isWrong: boolean;
  onType: (text: string) => void;
};

const SHOWN = 60;

/**
 * The formula as text. While a word is typed, what fits is listed below: arrows choose, Enter writes it, Escape closes the
 * list; Ctrl+Space opens it anywhere.
 */
export function FormulaField({ ref, value, vocabulary, disabled, isWrong, onType }: Props) {
  const { t } = useWords();
  const list = useId();
  const own = useRef<HTMLTextAreaElement>(null);
  // Commands trim what they store; what was typed stays until the document changes under it.
  const [typed, setTyped] = useState<{ text: string; before: string }>();
  const text = typed !== undefined && (value === typed.before || value === typed.text.trim()) ? typed.text : value;
  const [open, setOpen] = useState<Completions>();
  const [chosen, setChosen] = useState(0);
  const options = (open?.options ?? []).slice(0, SHOWN);

  function type(next: string, caret: number, isAsked = false) {
    if (next !== text) {
      setTyped({ text: next, before: value });
      onType(next);
    }
    const found = completionsAt(next, caret, vocabulary);
    const word = next.slice(found.from, caret);
    const isWhole = found.options[0]?.name === word && found.options.length === 1;
    // A dot and an opening bracket ask for what comes behind them; a blank does not.
    const isInvited = isAsked || (word !== '' && !isWhole) || /[.(]$/.test(next.slice(0, caret));
    setOpen(isInvited && found.options.length > 0 ? found : undefined);
    setChosen(0);
  }

  function write(option: Completion | undefined) {
    const area = own.current;
    if (!open || !option || !area) return;
    // The brackets that are there already are not written again.
    const rest = text.slice(open.to);
    const word = option.text.endsWith('()') && rest.startsWith('(') ? option.text.slice(0, -2) : option.text;
    const caret = open.from + word.length - (word === option.text ? option.back : -1);
    const next = text.slice(0, open.from) + word + rest;
    type(next, caret);
    // After React has put the new text in, which moves the caret to the end.
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(caret, caret);
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      type(text, event.currentTarget.selectionStart, true);
      return;
    }
    if (!open) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) setChosen((chosen + by + options.length) % options.length);
    else if (event.key === 'Enter') write(options[chosen]);
    else if (event.key === 'Escape') setOpen(undefined);
    else return;
    event.preventDefault();
    // Escape closes the list, not the page around it.
    event.stopPropagation();
  }

  return (
    <div className={classes.field}>
      <Textarea
        ref={(area) => {
          own.current = area;
          if (typeof ref === 'function') ref(area);
          else if (ref) ref.current = area;
        }}
        label={t('formula')}
        description={t('formula.hint')}
        value={text}
        disabled={disabled}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={5000}
        spellCheck={false}
        dir="ltr"
        classNames={{ input: classes.input ?? '' }}
        data-wrong={isWrong}
        role="combobox"
        aria-multiline
        aria-autocomplete="list"
        aria-expanded={open !== undefined}
        aria-controls={list}
        aria-activedescendant={open ? `${list}-${chosen}` : undefined}
        onChange={(event) => type(event.currentTarget.value, event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(undefined);
          setTyped(undefined);
        }}
      />
      {open && <CompletionList id={list} options={options} chosen={chosen} onChoose={write} />}
    </div>
  );
}
