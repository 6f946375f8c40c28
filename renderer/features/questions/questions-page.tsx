import { Button, TextInput } from '@mantine/core';
import { IconMessageQuestion, IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Note } from '../../../shared/engagement/schema';
import { addNote } from '../../../shared/notes/edit-notes';
import { groupByOwner, isLate } from '../../../shared/notes/note-log';
import { newId } from '../../store/new-id';
import { useProjecting } from '../../store/projector';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { today } from '../../ui/dates';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import { NoteForm } from './note-form';
import { OwnerSection } from './owner-section';
import classes from './questions-page.module.css';

const filters = ['open', 'decision', 'comment', 'all'] as const;
type Filter = (typeof filters)[number];

function passes(note: Note, filter: Filter): boolean {
  return filter === 'all' || (filter === 'open' ? note.kind === 'question' && note.state === 'open' : note.kind === filter);
}

/** One log of what is open, decided or remarked, by who owes it, each entry leading to what it is about. */
export function QuestionsPage() {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const all = useEngagement((e) => e.notes);
  const isProjecting = useProjecting();
  // Comments are ours, questions and decisions everybody's.
  const notes = useMemo(() => (isProjecting ? all.filter(({ kind }) => kind !== 'comment') : all), [all, isProjecting]);
  const [query, setQuery] = useSearchParams();
  const filter = filters.find((one) => one === query.get('show')) ?? 'open';
  const setFilter = (show: Filter) => setQuery({ show }, { replace: true });
  const [wanted, setWanted] = useState('');
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<string>();
  const day = today();
  const needle = wanted.trim().toLowerCase();
  const found = (note: Note) => !needle || [note.text, note.owner, note.answer, note.evidence].some((words) => words?.toLowerCase().includes(needle));
  // What is being edited stays where it is, whatever the filter would make of it.
  const groups = groupByOwner(
    notes.filter((note) => note.id === editing || (passes(note, filter) && found(note))),
    day,
  );
  const owners = [...new Set(notes.flatMap(({ owner }) => owner ?? []))].sort();
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} disabled={readOnly} onClick={() => setAdding(true)}>
      {t('questions.add')}
    </Button>
  );
  return (
    <Panel
      title={t('station.questions')}
      facts={t('questions.facts', {
        open: notes.filter((note) => passes(note, 'open')).length,
        late: notes.filter((note) => isLate(note, day)).length,
        decisions: notes.filter((note) => passes(note, 'decision')).length,
      })}
      actions={addButton}
      toolbar={
        <>
          <TextInput
            leftSection={<IconSearch size={15} />}
            placeholder={t('questions.find')}
            aria-label={t('questions.find')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            w={220}
          />
          {filters
            .filter((one) => !isProjecting || one !== 'comment')
            .map((one) => (
              <button type="button" key={one} className={classes.filter} aria-pressed={filter === one} onClick={() => setFilter(one)}>
                {t(`questions.filter.${one}`)} <strong>{new Intl.NumberFormat(locale).format(notes.filter((note) => passes(note, one)).length)}</strong>
              </button>
            ))}
        </>
      }
    >
      <div className={classes.log}>
        {adding && (
          <div className={classes.new}>
            <NoteForm
              owners={owners}
              kind={filter === 'decision' || filter === 'comment' ? filter : 'question'}
              onCancel={() => setAdding(false)}
              onSave={(note) => {
                run({ key: 'questions.step.add' }, (e) => addNote(e, { id: newId(), now: new Date().toISOString(), note }));
                setAdding(false);
                if (!passes({ ...note, id: '', state: note.kind === 'question' ? 'open' : 'answered', createdAt: '' }, filter)) setFilter('all');
              }}
            />
          </div>
        )}
        {groups.map((group) => (
          <OwnerSection key={group.owner} group={group} owners={owners} day={day} editing={editing} onEdit={setEditing} />
        ))}
        {groups.length === 0 && !adding && (
          <EmptyState
            icon={<IconMessageQuestion size={32} />}
            title={t(filter === 'open' && !needle ? 'questions.empty' : 'questions.nothing')}
            text={filter === 'open' && !needle ? t('questions.empty-text') : ''}
            actions={!needle && addButton}
          />
        )}
      </div>
    </Panel>
  );
}
