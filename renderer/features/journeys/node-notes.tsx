import { ActionIcon, Button, Group, SegmentedControl, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { addNote, notesAbout, removeNote } from '../../../shared/notes/edit-notes';
import { newId } from '../../store/new-id';
import { useProjecting } from '../../store/projector';
import { run, useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { InspectorSection } from '../../ui/inspector';
import { UserText } from '../../ui/isolate';
import { Private, useShownText } from '../../ui/private';
import { useWords } from '../../ui/words';
import classes from './node-notes.module.css';

/** What people said and asked about one node; the same entries stand in the log of questions and decisions. */
export function NodeNotes({ journey, node }: { journey: string; node: string }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const [wanted, setKind] = useState<'question' | 'comment'>('comment');
  const [text, setText] = useState('');
  const shown = useShownText();
  const isProjecting = useProjecting();
  // A comment would be kept from the room as soon as it is written.
  const kind = isProjecting ? 'question' : wanted;
  const about = { kind: 'node' as const, id: node, within: journey };
  const notes = notesAbout(engagement, about).filter((note) => !isProjecting || note.kind !== 'comment');

  function add() {
    if (!text.trim()) return;
    run({ key: 'questions.step.add' }, (e) => addNote(e, { id: newId(), now: new Date().toISOString(), note: { kind, text, about } }));
    setText('');
  }

  return (
    <InspectorSection title={t('canvas.notes')}>
      {notes.map((note) => (
        <div key={note.id} className={classes.note} data-open={note.kind === 'question' && note.state === 'open'}>
          <Group gap={6} wrap="nowrap">
            <Link to={`/e/${engagementId}/questions`}>
              <Badge tone={note.kind === 'question' && note.state === 'open' ? 'waiting' : 'quiet'}>{t(`questions.kind.${note.kind}`)}</Badge>
            </Link>
            {note.owner && <UserText>{note.owner}</UserText>}
            <ActionIcon
              className={classes.remove}
              size={24}
              aria-label={t('questions.remove')}
              onClick={() => run({ key: 'questions.step.remove' }, (e) => removeNote(e, { id: note.id }))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </Group>
          <p dir="auto">{shown(note.text)}</p>
          {note.answer && (
            <p dir="auto" className={classes.answer}>
              {shown(note.answer)}
            </p>
          )}
        </div>
      ))}
      <Textarea
        data-note
        aria-label={t('canvas.note')}
        placeholder={t('canvas.note')}
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
      <Group gap={8} justify="space-between">
        <Private silent>
          <SegmentedControl
            size="xs"
            value={kind}
            aria-label={t('questions.kind')}
            data={(['comment', 'question'] as const).map((value) => ({ value, label: t(`questions.kind.${value}`) }))}
            onChange={(value) => setKind(value === 'question' ? 'question' : 'comment')}
          />
        </Private>
        <Button size="compact-sm" variant="default" disabled={!text.trim()} onClick={add}>
          {t('common.add')}
        </Button>
      </Group>
    </InspectorSection>
  );
}
