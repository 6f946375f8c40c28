import { Quiet } from '../../ui/quiet';
import classes from './population.module.css';

type Props = { title: string; hint?: string; rows: readonly (readonly [name: string, value: string])[]; empty?: string };

/** Names with a value each. */
export function Pairs({ title, hint, rows, empty = '' }: Props) {
  return (
    <section>
      <h2>{title}</h2>
      {hint && <Quiet>{hint}</Quiet>}
      {rows.length === 0 ? (
        <Quiet>{empty}</Quiet>
      ) : (
        <dl className={classes.pairs}>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
