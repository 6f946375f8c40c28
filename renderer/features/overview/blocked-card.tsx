import { IconChevronLeft, IconChevronRight, IconRoute } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { WayForward } from '../../../shared/engagement/way-forward';
import { numberFormat } from '../../../shared/i18n/number-format';
import { listed } from '../../../shared/journey/node-label';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { useWords } from '../../ui/words';
import classes from './overview-page.module.css';

const SHOWN = 4;

/** What can't be built yet and why, in one line each, with the way to the place. */
export function BlockedCard({ way }: { way: WayForward }) {
  const { t, text, direction, language, locale } = useWords();
  const journeys = useEngagement((e) => e.journeys);
  const attributes = useEngagement((e) => e.record.attributes);
  const nameOf = (id: string) => text(attributes.find((one) => one.id === id)?.label) || id;
  const Chevron = direction === 'rtl' ? IconChevronLeft : IconChevronRight;
  return (
    <section className={classes.card} data-wide data-stop="blocked">
      <header className={classes.cardHead}>
        <h2>{t('overview.blocked')}</h2>
        {way.blocked.length > 0 && <Badge tone="blocking">{numberFormat(locale).format(way.blocked.length)}</Badge>}
        <span className={classes.quiet}>{t('overview.buildable', { buildable: way.buildable, total: way.total })}</span>
      </header>
      {way.blocked.length === 0 && <p className={classes.none}>{t(way.total === 0 ? 'overview.no-journeys' : 'overview.nothing-blocks')}</p>}
      {way.blocked.slice(0, SHOWN).map(({ journey: id, missing }) => {
        const journey = journeys.find((j) => j.id === id);
        return (
          journey && (
            <Link key={id} to={`journeys/${id}`} className={classes.row}>
              <span className={classes.rowIcon}>
                <IconRoute size={16} />
              </span>
              <span className={classes.rowText}>
                <strong>{text(journey.name)}</strong>
                <span className={classes.quiet}>
                  {t('overview.no-source-gives')} {listed(missing.slice(0, 2).map(nameOf), language)}{' '}
                  {missing.length > 2 && t('overview.and-more', { count: missing.length - 2 })}
                </span>
              </span>
              <Chevron size={16} />
            </Link>
          )
        );
      })}
      {way.blocked.length > SHOWN && (
        <Link to="journeys" className={classes.more}>
          {t('overview.more', { count: way.blocked.length - SHOWN })}
        </Link>
      )}
    </section>
  );
}
