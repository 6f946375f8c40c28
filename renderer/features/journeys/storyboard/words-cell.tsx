import { textIn } from '../../../../shared/text';
import { TypedTextarea } from '../../../ui/typed-input';
import type { CellProps } from './sheet-view';
import classes from './storyboard.module.css';

type TextPart = 'name' | 'when' | 'emotion' | 'doubt' | 'motivation' | 'contact' | 'pain' | 'opportunity' | 'owner' | 'kpi';
type Props = CellProps & {
  part: TextPart;
  /** What a screen reader calls the lane. */
  lane: string;
  hint?: string;
  look?: string | undefined;
};

/** Words about a touchpoint, edited where they stand, in the language of the sheet. Those of another language stand in as a hint. */
export function WordsCell({ sheet, moment, part, lane, hint = '+', look }: Props) {
  const { language, readOnly, edit, nameOf } = sheet;
  const words = moment.frame?.[part];
  return (
    <TypedTextarea
      variant="unstyled"
      autosize={false}
      rows={1}
      classNames={{ input: look ? `${classes.words} ${look}` : classes.words }}
      aria-label={`${lane} · ${nameOf(moment.touchpoint)}`}
      value={words?.[language] ?? ''}
      placeholder={textIn(words, language) || hint}
      onType={(typed) => edit(moment.touchpoint, { [part]: { ...words, [language]: typed } }, `${part}:${language}`)}
      lang={language}
      maxLength={2000}
      readOnly={readOnly}
    />
  );
}
