import type { Note } from '../../../shared/engagement/schema';
import type { OwnerGroup } from '../../../shared/notes/note-log';
import { Badge } from '../../ui/badge';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { NoteEditor } from './note-editor';
import { NoteLine } from './note-line';
import classes from './questions-page.module.css';

type Props = { group: OwnerGroup; owners: readonly string[]; day: string; editing: string | undefined; onEdit: (note: string | undefined) => void };

/** What one person or role owes. */
export function OwnerSection({ group, owners, day, editing, onEdit }: Props) {
  const { t } = useWords();
  const { owner, notes, late } = group;
  return (
    <section className={classes.owner} aria-label={owner || t('questions.nobody')}>
      <header className={classes.ownerHead}>
        <h2 className={classes.ownerName} data-nobody={owner === ''}>
          {owner ? <UserText>{owner}</UserText> : t('questions.nobody')}
        </h2>
        <span className={classes.quiet}>{t('questions.entries', { count: notes.length })}</span>
        {late > 0 && <Badge tone="blocking">{t('questions.late-count', { count: late })}</Badge>}
      </header>
      <ul className={classes.notes}>
        {notes.map((note: Note) => (
          <li key={note.id} className={classes.note}>
            {note.id === editing ? (
              <NoteEditor note={note} owners={owners} onClose={() => onEdit(undefined)} />
            ) : (
              <NoteLine note={note} day={day} onEdit={() => onEdit(note.id)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
