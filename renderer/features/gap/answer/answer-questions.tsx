import { ActionIcon, Button, Group, Textarea } from '@mantine/core';
import { IconMessageQuestion, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Note } from '../../../../shared/engagement/schema';
import { addNote, answerNote, notesAbout, removeNote } from '../../../../shared/notes/edit-notes';
import { newId } from '../../../store/new-id';
import { useProjecting } from '../../../store/projector';
import { run, useEngagement } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { InspectorSection } from '../../../ui/inspector';
import { useShownText } from '../../../ui/private';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import classes from './answer.module.css';
import type { AnswerProps } from './answer-parts';

/** What this vendor still has to say to this point. The same entries stand in the log of questions and decisions. */
export function AnswerQuestions({ known, vendor }: AnswerProps) {
  const { t } = useWords();
  const engagement = useEngagement();
  const [text, setText] = useState('');
  const about = { kind: 'point' as const, id: known.point.id, within: vendor.id };
  const isProjecting = useProjecting();
  const notes = notesAbout(engagement, about).filter(({ kind }) => !isProjecting || kind !== 'comment');
  const open = notes.filter(({ kind, state }) => kind === 'question' && state === 'open').length;

  function add() {
    if (!text.trim()) return;
    const note = { kind: 'question' as const, text, about, owner: vendor.name };
    run({ key: 'questions.step.add' }, (e) => addNote(e, { id: newId(), now: new Date().toISOString(), note }));
    setText('');
  }

  return (
    <InspectorSection title={t('gap.questions')} beside={open > 0 && <Badge tone="waiting">{t('gap.questions-open', { count: open })}</Badge>}>
      {notes.length === 0 && <Quiet>{t('gap.questions-none', { vendor: vendor.name })}</Quiet>}
      {notes.map((note) => (
        <Question key={note.id} note={note} />
      ))}
      <Textarea
        aria-label={t('gap.question-new')}
        placeholder={t('gap.question-new')}
        value={text}
        dir="auto"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={5000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add();
        }}
      />
      <Button size="compact-sm" variant="default" w="fit-content" disabled={!text.trim()} leftSection={<IconMessageQuestion size={14} />} onClick={add}>
        {t('gap.ask')}
      </Button>
    </InspectorSection>
  );
}

function Question({ note }: { note: Note }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const [said, setSaid] = useState<string>();
  const shown = useShownText();
  const isOpen = note.kind === 'question' && note.state === 'open';

  function save() {
    run({ key: 'questions.step.answer' }, (e) => answerNote(e, { id: note.id, answer: said ?? '' }));
    setSaid(undefined);
  }

  return (
    <div className={classes.note} data-open={isOpen}>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Link to={`/e/${engagementId}/questions`}>
          <Badge tone={isOpen ? 'waiting' : 'quiet'}>
            {t(isOpen ? 'gap.question-open' : `questions.state.${note.state === 'open' ? 'answered' : note.state}`)}
          </Badge>
        </Link>
        <ActionIcon
          size={24}
          aria-label={t('questions.remove')}
          title={t('questions.remove')}
          onClick={() => run({ key: 'questions.step.remove' }, (e) => removeNote(e, { id: note.id }))}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Group>
      <p dir="auto">{shown(note.text)}</p>
      {note.answer && (
        <p dir="auto" className={classes.said}>
          {shown(note.answer)}
        </p>
      )}
      {isOpen && said === undefined && (
        <Button size="compact-xs" variant="default" w="fit-content" onClick={() => setSaid('')}>
          {t('questions.do-answer')}
        </Button>
      )}
      {said !== undefined && (
        <>
          <Textarea
            aria-label={t('questions.answer')}
            placeholder={t('questions.answer-hint')}
            value={said}
            dir="auto"
            autosize
            minRows={1}
            maxLength={5000}
            autoFocus
            onChange={(event) => setSaid(event.currentTarget.value)}
          />
          <Group gap={6}>
            <Button size="compact-xs" disabled={!said.trim()} onClick={save}>
              {t('gap.save-answer')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setSaid(undefined)}>
              {t('common.cancel')}
            </Button>
          </Group>
        </>
      )}
    </div>
  );
}
