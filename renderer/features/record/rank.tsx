import { numberFormat } from '../../../shared/i18n/number-format';
import { useWords } from '../../ui/words';
import classes from './rank.module.css';

/** The place of a field in the order of trust, from 1. */
export function Rank({ place }: { place: number }) {
  const { locale } = useWords();
  return <span className={classes.rank}>{numberFormat(locale).format(place)}</span>;
}
