import { Button } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import type { Note } from '../../../shared/engagement/schema';
import { answerNote, editNote, removeNote } from '../../../shared/notes/edit-notes';
import { run } from '../../store/session';
import { useWords } from '../../ui/words';
import { type NoteDraft, NoteForm } from './note-form';
import classes from './questions-page.module.css';

/** An entry being changed, answered, dropped or removed; each is one step. */
export function NoteEditor({ note, owners, onClose }: { note: Note; owners: readonly string[]; onClose: () => void }) {
  const { t } = useWords();
  const { id } = note;

  function save({ kind, text, owner, due, evidence, answer }: NoteDraft) {
    const answered = answer !== undefined && answer.trim() !== (note.answer ?? '');
    run({ key: answered ? 'questions.step.answer' : 'questions.step.edit' }, (e) => {
      // A question turned into a decision or a comment is settled by that.
      const settled = kind !== 'question' && note.kind === 'question' && note.state === 'open' ? { state: 'answered' as const } : {};
      const edited = editNote(e, { id, note: { kind, text, owner, due, evidence, ...settled } });
      return answered ? answerNote(edited, { id, answer }) : edited;
    });
    onClose();
  }
  function settle(key: string, state: Note['state']) {
    run({ key }, (e) => editNote(e, { id, note: { state } }));
    onClose();
  }

  return (
    <NoteForm note={note} owners={owners} onSave={save} onCancel={onClose}>
      <span className={classes.formLeft}>
        {note.kind === 'question' && note.state === 'open' && (
          <Button variant="subtle" color="gray" leftSection={<IconArchive size={15} />} onClick={() => settle('questions.step.drop', 'dropped')}>
            {t('questions.drop')}
          </Button>
        )}
        {note.kind === 'question' && note.state !== 'open' && (
          <Button variant="subtle" leftSection={<IconArrowBackUp size={15} />} onClick={() => settle('questions.step.reopen', 'open')}>
            {t('questions.reopen')}
          </Button>
        )}
        <Button
          variant="subtle"
          color="pomegranate"
          leftSection={<IconTrash size={15} />}
          onClick={() => {
            run({ key: 'questions.step.remove' }, (e) => removeNote(e, { id }));
            onClose();
          }}
        >
          {t('questions.remove')}
        </Button>
      </span>
    </NoteForm>
  );
}
