import { ActionIcon, Button } from '@mantine/core';
import {
  IconBuildingStore,
  IconCalendarDue,
  IconCircleCheck,
  IconCirclesRelation,
  IconCircleX,
  IconColumns,
  IconDatabase,
  IconGavel,
  IconMail,
  IconMessage,
  IconMessageQuestion,
  IconPencil,
  IconQuote,
  IconRoute,
  IconScale,
  IconTable,
  IconUserSquareRounded,
} from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { Note } from '../../../shared/engagement/schema';
import { isLate } from '../../../shared/notes/note-log';
import { useCatalogue } from '../../store/derived';
import { placeOfNote } from '../../store/places';
import { useEngagement, useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { daysBetween, dayWords } from '../../ui/dates';
import { Code, UserText } from '../../ui/isolate';
import { useShownText } from '../../ui/private';
import { useWords } from '../../ui/words';
import classes from './questions-page.module.css';

const kindIcons = { question: IconMessageQuestion, decision: IconGavel, comment: IconMessage };

const aboutIcons = {
  source: IconDatabase,
  object: IconTable,
  field: IconColumns,
  attribute: IconUserSquareRounded,
  segment: IconCirclesRelation,
  journey: IconRoute,
  node: IconRoute,
  message: IconMail,
  point: IconScale,
  vendor: IconBuildingStore,
} satisfies Record<NonNullable<Note['about']>['kind'], unknown>;

/** One entry: what, about what, until when, and what was said. */
export function NoteLine({ note, day, onEdit }: { note: Note; day: string; onEdit: () => void }) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const shown = useShownText();
  const open = note.kind === 'question' && note.state === 'open';
  const KindIcon = kindIcons[note.kind];
  return (
    <div className={classes.line} data-state={note.state}>
      <span className={classes.kind} data-kind={note.kind} title={t(`questions.kind.${note.kind}`)}>
        <KindIcon size={17} stroke={1.7} role="img" aria-label={t(`questions.kind.${note.kind}`)} />
      </span>
      <div className={classes.what}>
        <p className={classes.text} dir="auto">
          {shown(note.text)}
        </p>
        <div className={classes.facts}>
          <About note={note} />
          {note.due && (open || note.kind !== 'question') && (
            <span className={classes.fact} data-late={isLate(note, day)}>
              <IconCalendarDue size={14} stroke={1.7} aria-hidden />
              {isLate(note, day)
                ? t('questions.days-late', { count: daysBetween(note.due, day) })
                : t('questions.due-on', { date: dayWords(note.due, locale, day) })}
            </span>
          )}
          <span className={classes.fact}>{t('questions.added-on', { date: dayWords(note.createdAt.slice(0, 10), locale, day) })}</span>
        </div>
        {note.answer && (
          <p className={classes.answer}>
            <IconCircleCheck size={15} aria-label={t('questions.answer')} role="img" />
            <UserText>{note.answer}</UserText>
          </p>
        )}
        {note.evidence && (
          <p className={classes.evidence}>
            <IconQuote size={14} aria-label={t('questions.evidence')} role="img" />
            <UserText>{note.evidence}</UserText>
          </p>
        )}
      </div>
      <div className={classes.actions}>
        {note.state === 'dropped' && (
          <Badge tone="quiet" icon={<IconCircleX size={13} />}>
            {t('questions.state.dropped')}
          </Badge>
        )}
        {note.kind === 'question' && note.state === 'answered' && (
          <Badge tone="good" icon={<IconCircleCheck size={13} />}>
            {t('questions.state.answered')}
          </Badge>
        )}
        {open && (
          <Button size="compact-sm" variant="default" disabled={readOnly} onClick={onEdit}>
            {t('questions.do-answer')}
          </Button>
        )}
        <ActionIcon disabled={readOnly} onClick={onEdit} aria-label={t('questions.edit', { text: shown(note.text) })} title={t('questions.edit-short')}>
          <IconPencil size={16} />
        </ActionIcon>
      </div>
    </div>
  );
}

/** The thing a note is about, and the way there. */
function About({ note }: { note: Note }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const catalogue = useCatalogue();
  if (!note.about) return null;
  const Icon = aboutIcons[note.about.kind];
  const place = placeOfNote(note, engagement, catalogue);
  return (
    <span className={classes.fact}>
      <Icon size={14} stroke={1.7} aria-hidden />
      {place ? (
        <Link to={`/e/${engagementId}/${place.path}`} className={classes.link}>
          {place.technical ? <Code>{text(place.name)}</Code> : <UserText>{text(place.name)}</UserText>}
        </Link>
      ) : (
        t('questions.gone')
      )}
    </span>
  );
}
