import { IconAlertTriangle, IconChevronDown, IconUnlink } from '@tabler/icons-react';
import { useRef } from 'react';
import { type AudienceRow, comingAndGoing } from '../../../../shared/executor/audiences';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Problem } from '../../../../shared/problem';
import { Badge } from '../../../ui/badge';
import { useArrival } from '../../../ui/use-arrival';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { Spark } from '../monitor/spark';
import { AudienceDetail, type Planned } from './audience-detail';
import classes from './audiences.module.css';
import { Moved } from './moved';

type Props = {
  row: AudienceRow;
  name: string;
  planned: Planned | undefined;
  isOpen: boolean;
  onToggle: () => void;
  customer: string | undefined;
  speaker: Speaker;
  showsNames: boolean;
  onShow: (customer: string) => void;
  onTell: (problems: readonly Problem[]) => void;
  onChanged: () => void;
};

/** One watched segment: how many, who came and went; opened, everything about it. */
export function AudienceLine({ row, name, planned, isOpen, onToggle, ...rest }: Props) {
  const { t, locale } = useWords();
  const place = useRef<HTMLLIElement>(null);
  useArrival(place, isOpen ? row.segment : undefined);
  const number = new Intl.NumberFormat(locale);
  const { today, week, month } = comingAndGoing(row.days);
  const sizes = row.days.flatMap(({ size }) => (size === undefined ? [] : [size]));
  return (
    <li ref={place} data-open={isOpen}>
      <button type="button" className={classes.row} onClick={onToggle} aria-expanded={isOpen}>
        <span className={classes.name} title={name}>
          <span dir="auto">{name}</span>
          {!planned && (
            <Badge tone="quiet" icon={<IconUnlink size={13} aria-hidden />}>
              {t('audiences.gone')}
            </Badge>
          )}
          {planned && planned.hash !== row.definition && (
            <Badge tone="waiting" icon={<IconAlertTriangle size={13} aria-hidden />}>
              {t('audiences.changed')}
            </Badge>
          )}
          {row.looking && <Badge tone="accent">{t('audiences.looking', { share: share(row.looking, locale) })}</Badge>}
        </span>
        <span className={classes.now}>
          <span className={page.hiddenText}>{t('audiences.now')} </span>
          <bdi>{number.format(row.size)}</bdi>
        </span>
        <Moved label={t('audiences.today')} {...today} />
        <Moved label={t('audiences.week')} {...week} />
        <Moved label={t('audiences.month')} {...month} />
        <span className={classes.curve}>
          {sizes.length > 1 && <Spark values={sizes} tone="accent" label={t('audiences.curve', { days: sizes.length, most: Math.max(...sizes) })} />}
        </span>
        <IconChevronDown size={14} className={page.chevron} aria-hidden />
      </button>
      {isOpen && <AudienceDetail row={row} name={name} planned={planned} {...rest} />}
    </li>
  );
}

function share({ done, of }: { done: number; of: number }, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(of === 0 ? 1 : done / of);
}
