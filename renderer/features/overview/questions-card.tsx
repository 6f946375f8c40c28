import { Link } from 'react-router';
import { numberFormat } from '../../../shared/i18n/number-format';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './overview-page.module.css';

const SHOWN = 4;

/** Open questions, the most urgent first, by who owes the answer. */
export function QuestionsCard() {
  const { t, locale } = useWords();
  const notes = useEngagement((e) => e.notes);
  const open = notes.filter((note) => note.kind === 'question' && note.state === 'open').sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'));
  const today = new Date().toISOString().slice(0, 10);
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return (
    <section data-stop="questions" className={classes.card}>
      <header className={classes.cardHead}>
        <h2>{t('overview.questions')}</h2>
        {open.length > 0 && <Badge tone="waiting">{numberFormat(locale).format(open.length)}</Badge>}
      </header>
      {open.length === 0 && <p className={classes.none}>{t('overview.no-questions')}</p>}
      {open.slice(0, SHOWN).map((note) => (
        <Link key={note.id} to="questions" className={classes.question}>
          <span className={classes.owner}>{note.owner ?? t('overview.no-owner')}</span>
          <span>
            <UserText>{note.text}</UserText>
            {note.due && (
              <span className={classes.due} data-late={note.due < today}>
                {note.due < today
                  ? t('overview.late', { date: date.format(Date.parse(note.due)) })
                  : t('overview.due', { date: date.format(Date.parse(note.due)) })}
              </span>
            )}
          </span>
        </Link>
      ))}
      {open.length > SHOWN && (
        <Link to="questions" className={classes.more}>
          {t('overview.more', { count: open.length - SHOWN })}
        </Link>
      )}
    </section>
  );
}
