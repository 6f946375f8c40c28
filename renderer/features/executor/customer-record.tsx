import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Json } from '../../../shared/condition/facts';
import type { CustomerTrace } from '../../../shared/executor/api';
import type { Speaker } from '../../../shared/journey/node-label';
import { Code, UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './customer-panel.module.css';
import { MergedFrom } from './merged-from';
import { ScoreAnswer } from './score-answer';

/** What the executor knows of this customer. Values of a person stay hidden until the eye is pressed. */
export function CustomerRecord({ found, speaker, zone, showsNames }: { found: CustomerTrace; speaker: Speaker; zone: string; showsNames: boolean }) {
  const { t, text, locale } = useWords();
  const [asked, setAsked] = useState<string>();
  const known = speaker.context.attributes;
  const label = (id: string) => text(known.get(id)?.attribute.label) || id;
  // Of an attribute this engagement does not know, the worst is assumed.
  const isPersonal = (id: string) => !['none', 'low'].includes(known.get(id)?.attribute.pii ?? 'high');
  function valueWords(id: string, value: Json): string {
    const attribute = known.get(id)?.attribute;
    const option = attribute?.values?.find((one) => one.id === value);
    if (option) return text(option.label) || option.id;
    if (typeof value === 'boolean') return t(value ? 'port.yes' : 'port.no');
    if (typeof value === 'number') return new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(value);
    if (typeof value !== 'string') return Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
    const at = attribute?.type === 'datetime' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? value : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
  }
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
      <MergedFrom merged={found.merged} speaker={speaker} zone={zone} />
      <h3 className={classes.day}>{t('executor.attributes-title')}</h3>
      {attributes.length === 0 && <p className={classes.quiet}>{t('executor.no-attributes')}</p>}
      <dl className={classes.facts}>
        {attributes.map(([id, value]) => {
          const isHidden = isPersonal(id) && !showsNames;
          const isOpen = asked === id && !isHidden;
          const words = valueWords(id, value);
          return (
            <div key={id} data-open={isOpen || undefined}>
              <dt title={id}>{label(id)}</dt>
              <dd>
                {isHidden ? (
                  <span className={classes.quiet}>{t('executor.hidden')}</span>
                ) : typeof value === 'number' && known.get(id)?.attribute.formula !== undefined ? (
                  <button
                    type="button"
                    className={classes.why}
                    aria-expanded={isOpen}
                    aria-label={t('score.why', { attribute: label(id), value: words })}
                    title={t('score.why', { attribute: label(id), value: words })}
                    onClick={() => setAsked(isOpen ? undefined : id)}
                  >
                    {words}
                    {isOpen ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
                  </button>
                ) : (
                  <UserText>{words}</UserText>
                )}
                {isOpen && <ScoreAnswer customer={found.customer} attribute={id} speaker={speaker} zone={zone} />}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
