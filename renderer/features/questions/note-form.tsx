import { Autocomplete, Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Note } from '../../../shared/engagement/schema';
import { useWords } from '../../ui/words';
import classes from './questions-page.module.css';

export type NoteDraft = Pick<Note, 'kind' | 'text'> & { owner?: string; due?: string; evidence?: string; answer?: string };

type Props = {
  owners: readonly string[];
  /** The entry as it is; absent for a new one of `kind`. */
  note?: Note;
  kind?: Note['kind'];
  onSave: (draft: NoteDraft) => void;
  onCancel: () => void;
  children?: ReactNode;
};

/** Writes an entry in one go, so that it does not move between owners or filters while it is being typed. */
export function NoteForm({ owners, note, kind = 'question', onSave, onCancel, children }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState({
    kind: note?.kind ?? kind,
    text: note?.text ?? '',
    owner: note?.owner ?? '',
    due: note?.due ?? '',
    answer: note?.answer ?? '',
    evidence: note?.evidence ?? '',
  });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const answering = note !== undefined && draft.kind === 'question';
  return (
    <form
      className={classes.form}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!draft.text.trim()) return;
        const { owner, due, answer, evidence } = draft;
        onSave({
          kind: draft.kind,
          text: draft.text,
          ...(owner && { owner }),
          ...(due && { due }),
          ...(evidence && { evidence }),
          ...(answering && { answer }),
        });
      }}
    >
      <div className={classes.formHead}>
        <SegmentedControl
          value={draft.kind}
          aria-label={t('questions.kind')}
          data={(['question', 'decision', 'comment'] as const).map((value) => ({ value, label: t(`questions.kind.${value}`) }))}
          onChange={(value) => set({ kind: value === 'decision' || value === 'comment' ? value : 'question' })}
        />
        <Autocomplete
          label={t('questions.owner')}
          placeholder={t('questions.owner-hint')}
          data={[...owners]}
          value={draft.owner}
          onChange={(owner) => set({ owner })}
          size="xs"
          dir="auto"
          maxLength={200}
          w={190}
        />
        <TextInput label={t('questions.due')} type="date" value={draft.due} onChange={(event) => set({ due: event.currentTarget.value })} w={150} />
      </div>
      <Textarea
        label={t('questions.text')}
        value={draft.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        autoFocus={!answering}
        required
      />
      {answering && (
        <Textarea
          label={t('questions.answer')}
          placeholder={t('questions.answer-hint')}
          value={draft.answer}
          onChange={(event) => set({ answer: event.currentTarget.value })}
          dir="auto"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5000}
          autoFocus
        />
      )}
      <Textarea
        label={t('questions.evidence')}
        placeholder={t('questions.evidence-hint')}
        value={draft.evidence}
        onChange={(event) => set({ evidence: event.currentTarget.value })}
        dir="auto"
        autosize
        maxRows={8}
        maxLength={5000}
      />
      <div className={classes.formFoot}>
        {children}
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!draft.text.trim()}>
          {t(note ? 'questions.save' : 'common.add')}
        </Button>
      </div>
    </form>
  );
}
