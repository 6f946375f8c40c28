import type { CustomerTrace } from '../../../shared/executor/api';
import type { Speaker } from '../../../shared/journey/node-label';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './customer-panel.module.css';

/** Who turned out to be this customer: when, and through which identifier. Nobody's value is told. */
export function MergedFrom({ merged: { count, shown }, speaker, zone }: { merged: CustomerTrace['merged']; speaker: Speaker; zone: string }) {
  const { t, text, locale } = useWords();
  if (count === 0) return null;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const label = (id: string) => text(speaker.context.attributes.get(id)?.attribute.label) || id;
  return (
    <>
      <h3 className={classes.day}>{t('executor.merged-from', { count: count + 1 })}</h3>
      <dl className={classes.facts}>
        {shown.map(({ customer, at, identifier }) => (
          <div key={customer}>
            <dt>
              <Code>{customer}</Code> <span className={classes.quiet}>{time.format(new Date(at))}</span>
            </dt>
            <dd>{t('executor.merged-by', { attribute: label(identifier) })}</dd>
          </div>
        ))}
      </dl>
      {count > shown.length && <p className={classes.quiet}>{t('executor.merged-newest', { count: shown.length })}</p>}
    </>
  );
}
