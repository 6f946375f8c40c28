import { numberFormat } from '../../../shared/i18n/number-format';
import { useWords } from '../../ui/words';

/** Writes numbers as the reader does. */
export function useNumber(): (value: number, options?: Intl.NumberFormatOptions) => string {
  const { locale } = useWords();
  return (value, options) => numberFormat(locale, options).format(value);
}
