import { aggregateNames, functionNames, needsProperty } from '../../../../shared/record/formula/syntax';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './formula.module.css';

const written: Record<(typeof functionNames)[number], string> = {
  if: 'if(a, b, c)',
  coalesce: 'coalesce(a, b, …)',
  is_set: 'is_set(a)',
  round: 'round(a, 2)',
  floor: 'floor(a)',
  least: 'least(a, b, …)',
  greatest: 'greatest(a, b, …)',
  years_since: 'years_since(date)',
  days_since: 'days_since(date)',
  add_days: 'add_days(date, 30)',
  size: 'size(list)',
  quintile: 'quintile(a)',
};

const examples = [
  'days_since(last_order_at)',
  'sum(order_placed.order_total last P365D)',
  "if(count(order_placed) = 0, 'prospect', 'active')",
  'count(order_placed where (order_total > 100))',
];

/** All that can be written, on one page. */
export function FormulaReference() {
  const { t } = useWords();
  return (
    <details className={classes.reference}>
      <summary>{t('formula.reference')}</summary>
      <p className={classes.quiet}>
        {t('formula.reference-names')} <Code>{"+ - * /  = != < <= > >=  and or not  in ('a', 'b')  contains"}</Code>
      </p>
      <dl>
        {functionNames.map((name) => (
          <div key={name}>
            <dt>
              <Code>{written[name]}</Code>
            </dt>
            <dd>{t(`formula.function.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <h4>{t('formula.reference-events')}</h4>
      <dl>
        {aggregateNames.map((name) => (
          <div key={name}>
            <dt>
              <Code>{needsProperty[name] ? `${name}(event.property)` : `${name}(event)`}</Code>
            </dt>
            <dd>{t(`formula.function.${name}`)}</dd>
          </div>
        ))}
        {(['where', 'last', 'every', 'since', 'imported'] as const).map((word) => (
          <div key={word}>
            <dt>
              <Code>{{ where: 'where (…)', last: 'last P30D', every: 'every P7D', since: 'since import', imported: 'imported' }[word]}</Code>
            </dt>
            <dd>{t(`formula.word.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.quiet}>{t('formula.reference-missing')}</p>
      <h4>{t('formula.examples')}</h4>
      <ul>
        {examples.map((example) => (
          <li key={example}>
            <Code>{example}</Code>
          </li>
        ))}
      </ul>
    </details>
  );
}
