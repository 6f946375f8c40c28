import type { WalkState } from '../../../shared/simulation/walk';
import { Quiet } from '../../ui/quiet';
import { ValueInput } from '../../ui/value-input';
import { useWords } from '../../ui/words';
import type { Walking } from './use-walk';
import classes from './walk.module.css';

/** What is known of her: typed here, or worked out by the record's formulas from what has happened. */
export function WhoSheIs({ walking, state }: { walking: Walking; state: WalkState | undefined }) {
  const { t, text } = useWords();
  const problems = walking.state.ok ? [] : walking.state.problems;
  return (
    <section className={classes.part} aria-label={t('walk.customer')}>
      <h2>{t('walk.customer')}</h2>
      <Quiet>{t('walk.customer-hint')}</Quiet>
      <div className={classes.fields}>
        {walking.attributes.map((attribute) => (
          <ValueInput
            key={attribute.id}
            label={text(attribute.label) || attribute.id}
            type={attribute.type}
            values={attribute.values}
            value={walking.typed[attribute.id]}
            onChange={(value) => walking.type(attribute.id, value)}
            error={problems.some(({ path }) => path[0] === attribute.id) ? t('executor.not-of-type') : undefined}
          />
        ))}
      </div>
      {walking.computed.length > 0 && (
        <dl className={classes.computed}>
          {walking.computed.map((attribute) => {
            const value = state?.attributes[attribute.id];
            return (
              <div key={attribute.id}>
                <dt>{text(attribute.label) || attribute.id}</dt>
                <dd dir="auto">{value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </section>
  );
}
