import classes from './import.module.css';

/** One of the numbers at the head of a review. */
export function Figure({ value, label, accent = false }: { value: string; label: string; accent?: boolean }) {
  return (
    <div className={classes.figure} data-accent={accent}>
      <strong>{value}</strong>
      {label}
    </div>
  );
}
