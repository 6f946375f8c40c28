import { IconRestore } from '@tabler/icons-react';
import type { CustomerTrace } from '../../../shared/executor/api';
import { momentOfBackup } from '../../../shared/executor/care';
import { attributeName, eventName, type Speaker, valueWords } from '../../../shared/journey/node-label';
import { saysNo } from '../../../shared/record/lasting';
import { useWords } from '../../ui/words';
import classes from './customer-panel.module.css';

type Kept = NonNullable<CustomerTrace['kept']>[number];

/** What holds of her though the store was put back to a backup from before: why nothing is sent to her, when nothing else in here says so. */
export function KeptWords({ kept, speaker, zone }: { kept: readonly Kept[]; speaker: Speaker; zone: string }) {
  const { t, locale } = useWords();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const said = (at: string) => time.format(new Date(at));
  const words = ({ about, value, at }: Kept): string => {
    if (about.startsWith('message-')) return t('executor.kept-event', { event: eventName(about, speaker), at: said(at) });
    const attribute = attributeName(about, speaker);
    if (about.endsWith('-consent') && saysNo(about, value ?? undefined)) return t('executor.kept-withdrawn', { attribute, at: said(at) });
    if (value === null) return t('executor.kept-cleared', { attribute, at: said(at) });
    const literal = typeof value === 'object' ? JSON.stringify(value) : value;
    return t('executor.kept-value', { attribute, value: valueWords(literal, about, speaker), at: said(at) });
  };
  return (
    <ul className={classes.kept}>
      {kept.map((one) => (
        <li key={one.about}>
          <IconRestore size={15} aria-hidden />
          <span>
            {words(one)} {one.backup === '' ? t('executor.kept-over-anew') : t('executor.kept-over-backup', { backup: said(momentOfBackup(one.backup)) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
