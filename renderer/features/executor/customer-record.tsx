import type { CustomerTrace } from '../../../shared/executor/api';
import type { Speaker } from '../../../shared/journey/node-label';
import { Code, UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './customer-panel.module.css';

/** What the executor knows of this customer. Values of a person stay hidden until the eye is pressed. */
export function CustomerRecord({ found, speaker, showsNames }: { found: CustomerTrace; speaker: Speaker; showsNames: boolean }) {
  const { t, text } = useWords();
  const known = speaker.context.attributes;
  const label = (id: string) => text(known.get(id)?.attribute.label) || id;
  // Of an attribute this engagement does not know, the worst is assumed.
  const isPersonal = (id: string) => !['none', 'low'].includes(known.get(id)?.attribute.pii ?? 'high');
  const attributes = Object.entries(found.attributes)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => label(a).localeCompare(label(b)));
  return (
    <>
      <h3 className={classes.day}>{t('executor.identifiers-title')}</h3>
      <dl className={classes.facts}>
        {Object.entries(found.identifiers).flatMap(([id, values]) =>
          values.map((value) => (
            <div key={`${id}${value}`}>
              <dt>{label(id)}</dt>
              <dd>{showsNames ? <Code>{value}</Code> : <span className={classes.quiet}>{t('executor.hidden')}</span>}</dd>
            </div>
          )),
        )}
      </dl>
      <h3 className={classes.day}>{t('executor.attributes-title')}</h3>
      {attributes.length === 0 && <p className={classes.quiet}>{t('executor.no-attributes')}</p>}
      <dl className={classes.facts}>
        {attributes.map(([id, value]) => {
          const option = known.get(id)?.attribute.values?.find((one) => one.id === value);
          return (
            <div key={id}>
              <dt title={id}>{label(id)}</dt>
              <dd>
                {isPersonal(id) && !showsNames ? (
                  <span className={classes.quiet}>{t('executor.hidden')}</span>
                ) : (
                  <UserText>{text(option?.label) || (typeof value === 'string' ? value : JSON.stringify(value))}</UserText>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
