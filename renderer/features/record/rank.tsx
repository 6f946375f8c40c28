import classes from './rank.module.css';

/** The place of a field in the order of trust, from 1. */
export function Rank({ place }: { place: number }) {
  return <span className={classes.rank}>{place}</span>;
}
