import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { addNote } from '../../../shared/notes/edit-notes';
import { useCatalogue } from '../../store/derived';
import { newId } from '../../store/new-id';
import { placeOfNote } from '../../store/places';
import { projectorStore, setProjector } from '../../store/projector';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './projector.module.css';
import { thingAt } from './thing-at';

const close = () => setProjector({ writes: undefined });

/** Something to come back to (an open question, for everybody to see in the log), or what was just decided, about what is on the screen. */
export function WorkshopNote({ kind }: { kind: 'parking-lot' | 'decision' }) {
  const { t, text } = useWords();
  const { pathname, search } = useLocation();
  const readOnly = useReadOnly();
  const engagement = useEngagement();
  const catalogue = useCatalogue();
  const since = projectorStore((state) => state.since);
  const [words, setWords] = useState('');
  const [owner, setOwner] = useState('');
  const thing = thingAt(pathname, search);
  // A thing that is gone meanwhile is nothing to be about.
  const place = thing && placeOfNote({ about: thing }, engagement, catalogue);
  const noteKind = kind === 'decision' ? 'decision' : 'question';
  const noted = engagement.notes.filter(({ kind: one, createdAt }) => one === noteKind && Date.parse(createdAt) >= since);

  function keep() {
    if (!words.trim()) return;
    const note = { kind: noteKind, text: words, ...(owner.trim() && { owner }), ...(place && thing && { about: thing }) } as const;
    run({ key: 'questions.step.add' }, (e) => addNote(e, { id: newId(), now: new Date().toISOString(), note }));
    close();
  }
  return (
    <Modal opened onClose={close} title={t(`projector.${kind}`)} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack
        component="form"
        gap={12}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Textarea
          data-autofocus
          label={t(`projector.${kind}-words`)}
          description={place && <UserText>{text(place.name)}</UserText>}
          value={words}
          dir="auto"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5000}
          disabled={readOnly}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
          }}
        />
        <TextInput
          label={t(`projector.${kind}-who`)}
          value={owner}
          dir="auto"
          maxLength={200}
          disabled={readOnly}
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={readOnly || !words.trim()}>
            {t(`projector.${kind}-keep`)}
          </Button>
        </Group>
        {noted.length > 0 && (
          <section aria-label={t(`projector.${kind}-today`)} className={classes.noted}>
            <h3>{t(`projector.${kind}-today`)}</h3>
            <ul>
              {noted.map((note) => (
                <li key={note.id}>
                  <UserText>{note.text}</UserText>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Stack>
    </Modal>
  );
}
