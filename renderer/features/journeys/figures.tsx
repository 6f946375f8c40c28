import { numberFormat } from '../../../shared/i18n/number-format';
import { useWords } from '../../ui/words';
import classes from './journey-page.module.css';

/** Live numbers in one line, each with its word. */
export function Figures({ figures }: { figures: readonly (readonly [word: string, count: number])[] }) {
  const { locale } = useWords();
  const number = numberFormat(locale);
  return (
    <div className={classes.figures}>
      {figures.map(([word, count]) => (
        <div key={word} className={classes.figure}>
          <strong>{number.format(count)}</strong>
          {word}
        </div>
      ))}
    </div>
  );
}
