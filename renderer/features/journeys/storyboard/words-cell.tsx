import { type Text, textIn } from '../../../../shared/text';
import { TypedTextarea } from '../../../ui/typed-input';
import type { CellProps, SheetView } from './sheet-view';
import classes from './storyboard.module.css';

type TextPart = 'name' | 'when' | 'emotion' | 'doubt' | 'motivation' | 'contact' | 'pain' | 'opportunity' | 'owner' | 'kpi';
type Look = { hint?: string | undefined; look?: string | undefined };
type Props = CellProps & Look & { part: TextPart /** What a screen reader calls the lane. */; lane: string };

/** Words about a touchpoint, edited where they stand. */
export function WordsCell({ sheet, moment, part, lane, ...look }: Props) {
  const { edit, nameOf, language } = sheet;
  return (
    <WordsField
      sheet={sheet}
      words={moment.frame?.[part]}
      label={`${lane} · ${nameOf(moment.touchpoint)}`}
      onWords={(words) => edit(moment.touchpoint, { [part]: words }, `${part}:${language}`)}
      {...look}
    />
  );
}

type FieldProps = Look & { sheet: SheetView; words: Text | undefined; label: string; onWords: (words: Text) => void };

/** Words in the language of the sheet. Those of another language stand in as a hint. */
export function WordsField({ sheet, words, label, onWords, hint = '+', look }: FieldProps) {
  const { language, readOnly } = sheet;
  return (
    <TypedTextarea
      variant="unstyled"
      autosize={false}
      rows={1}
      classNames={{ input: look ? `${classes.words} ${look}` : classes.words }}
      aria-label={label}
      value={words?.[language] ?? ''}
      placeholder={textIn(words, language) || hint}
      onType={(typed) => onWords({ ...words, [language]: typed })}
      lang={language}
      maxLength={2000}
      readOnly={readOnly}
    />
  );
}
