import { IconBraces, IconFileSpreadsheet, IconFileTypePdf } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { WayForward } from '../../../shared/engagement/way-forward';
import { allFields } from '../../../shared/sources/find';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './overview-page.module.css';

/** What would lie on the client's table if the workshop ended now. */
export function DeliverablesCard({ way }: { way: WayForward }) {
  const { t } = useWords();
  const engagement = useEngagement();
  const fields = allFields(engagement);
  const asked = fields.filter(({ field }) => field.status === 'open-question').length;
  return (
    <section data-stop="deliverables" className={classes.card}>
      <header className={classes.cardHead}>
        <h2>{t('overview.deliverables')}</h2>
      </header>
      <Link to="documents" className={classes.row}>
        <IconFileTypePdf size={20} color="var(--blocking)" />
        <span className={classes.rowText}>
          <strong>{t('overview.briefs', { count: way.buildable })}</strong>
          <span className={classes.quiet}>{way.blocked.length > 0 ? t('overview.briefs-missing', { count: way.blocked.length }) : t('overview.complete')}</span>
        </span>
      </Link>
      <Link to="documents" className={classes.row}>
        <IconFileSpreadsheet size={20} color="var(--good)" />
        <span className={classes.rowText}>
          <strong>{t('overview.field-map', { count: fields.length })}</strong>
          <span className={classes.quiet}>{asked > 0 ? t('overview.rows-asked', { count: asked }) : t('overview.complete')}</span>
        </span>
      </Link>
      <Link to="documents" className={classes.row}>
        <IconBraces size={20} color="var(--accent)" />
        <span className={classes.rowText}>
          <strong>{t('overview.definitions', { count: way.total })}</strong>
          <span className={classes.quiet}>{t('overview.definitions-text')}</span>
        </span>
      </Link>
    </section>
  );
}
