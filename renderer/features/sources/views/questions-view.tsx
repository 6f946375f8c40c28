import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertOctagon, IconCalendarDue, IconCopy, IconMessageQuestion, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { createTranslate, localeOf } from '../../../../shared/i18n/translator';
import { type OwnerQuestions, type SourceQuestion, sourceQuestions } from '../../../../shared/sources/source-questions';
import { textIn } from '../../../../shared/text';
import { lineageOf } from '../../../store/derived';
import { useEngagement } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { daysBetween, dayWords, today } from '../../../ui/dates';
import { EmptyState } from '../../../ui/empty-state';
import { Code, UserText } from '../../../ui/isolate';
import { useShownText } from '../../../ui/private';
import { useWords } from '../../../ui/words';
import { statusTone } from '../status-tone';
import { nativePlace, questionsText, wordsOf } from './questions-text';
import classes from './questions-view.module.css';
import views from './views.module.css';

/** A field with a status that asks is one line; thousands of promised fields are folded after so many of an owner. */
const SHOWN = 40;

/** What is still asked about systems, tables and fields, by who owes it; what stands in the way of most journeys first. */
export function QuestionsView() {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const [wanted, setWanted] = useState('');
  const needle = useDeferredValue(wanted).trim().toLowerCase();
  const all = useMemo(() => sourceQuestions(engagement, lineageOf(engagement)), [engagement]);
  const groups = useMemo(() => {
    if (!needle) return all;
    const found = (owner: string, question: SourceQuestion) =>
      [owner, text(question.source.name), nativePlace(question), text(question.field?.label), wordsOf(question, t)].some((words) =>
        words.toLowerCase().includes(needle),
      );
    return all
      .map((group) => ({ ...group, questions: group.questions.filter((question) => found(group.owner, question)) }))
      .filter((group) => group.questions.length > 0);
  }, [all, needle, text, t]);
  const count = all.reduce((sum, group) => sum + group.questions.length, 0);
  return (
    <div className={views.view}>
      <div className={views.bar}>
        <TextInput
          leftSection={<IconSearch size={15} />}
          placeholder={t('asked.find')}
          aria-label={t('asked.find')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          w={220}
        />
        <span className={views.facts}>{t('asked.facts', { count, owners: all.filter(({ owner }) => owner).length })}</span>
      </div>
      <div className={views.scroll}>
        {groups.length === 0 ? (
          <EmptyState
            icon={<IconMessageQuestion size={32} />}
            title={t(needle ? 'questions.nothing' : 'asked.none')}
            text={needle ? '' : t('asked.none-text')}
          />
        ) : (
          <div className={views.page}>
            {groups.map((group) => (
              <Owner key={group.owner} group={group} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function Owner({ group }: { group: OwnerQuestions }) {
  const { t } = useWords();
  const engagement = useEngagement();
  const [all, setAll] = useState(false);
  const { owner, questions, blocks } = group;
  const shown = useShownText();

  async function copy() {
    // What goes to the client is written in the client's language.
    const language = engagement.languages.document;
    const journeys = new Map(engagement.journeys.map(({ id, name }) => [id, textIn(name, language)]));
    const mail = questionsText(group, engagement.name, {
      t: createTranslate(language),
      text: (words) => textIn(words, language),
      nameOfJourney: (id) => journeys.get(id) ?? id,
      dateOf: (iso) => dayWords(iso, localeOf[language], today()),
    });
    try {
      await navigator.clipboard.writeText(mail);
      notifications.show({ message: t('asked.copied', { count: questions.length }) });
    } catch {
      notifications.show({ color: 'pomegranate', message: t('asked.not-copied'), autoClose: false });
    }
  }

  return (
    <section className={views.section} aria-label={owner ? shown(owner) : t('questions.nobody')}>
      <header className={views.sectionHead}>
        <h2 data-nobody={owner === ''}>{owner ? <UserText>{owner}</UserText> : t('questions.nobody')}</h2>
        <span className={views.facts}>{t('asked.count', { count: questions.length })}</span>
        {blocks > 0 && (
          <Badge tone="blocking" icon={<IconAlertOctagon size={13} />}>
            {t('asked.blocks-count', { count: blocks })}
          </Badge>
        )}
        <span className={views.space} />
        <Button size="compact-sm" variant="default" leftSection={<IconCopy size={14} />} onClick={() => void copy()}>
          {t('asked.copy')}
        </Button>
      </header>
      <ul className={views.rows}>
        {(all ? questions : questions.slice(0, SHOWN)).map((question) => (
          <Question key={question.key} question={question} />
        ))}
      </ul>
      {!all && questions.length > SHOWN && (
        <Button variant="subtle" className={classes.more} onClick={() => setAll(true)}>
          {t('overview.more', { count: questions.length - SHOWN })}
        </Button>
      )}
    </section>
  );
}

function Question({ question }: { question: SourceQuestion }) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const journeys = useEngagement((e) => e.journeys);
  const { source, field, note, status, due, since, blocks, uses } = question;
  const shown = useShownText();
  const day = today();
  const late = due !== undefined && due < day;
  const place = nativePlace(question);
  const names = blocks.flatMap((id) => journeys.find((journey) => journey.id === id) ?? []).map((journey) => text(journey.name));
  return (
    <li className={classes.question}>
      <div className={classes.what}>
        {note && (
          <p className={classes.words} dir="auto">
            {shown(note.text)}
          </p>
        )}
        <p className={note ? classes.facts : classes.thing}>
          <Link to={`/e/${engagementId}/sources/${source.id}${field ? `/${field.id}` : ''}`} className={views.link}>
            {place ? <Code>{place}</Code> : <UserText>{text(source.name)}</UserText>}
          </Link>
          {field && text(field.label) && <UserText>{text(field.label)}</UserText>}
          {place && (
            <span className={views.quiet}>
              <UserText>{text(source.name)}</UserText>
            </span>
          )}
          {due && (
            <span className={classes.fact} data-late={late}>
              <IconCalendarDue size={14} aria-hidden />
              {late ? t('questions.days-late', { count: daysBetween(due, day) }) : t('questions.due-on', { date: dayWords(due, locale, day) })}
            </span>
          )}
          {since && <span>{t('questions.added-on', { date: dayWords(since.slice(0, 10), locale, day) })}</span>}
        </p>
        {names.length > 0 && (
          <p className={classes.blocks}>
            <IconAlertOctagon size={14} aria-hidden />
            {t('asked.blocks', { journeys: names.slice(0, 3).join(', ') })}
            {names.length > 3 && ` ${t('overview.and-more', { count: names.length - 3 })}`}
          </p>
        )}
      </div>
      <span className={classes.side}>
        {names.length === 0 && uses.length > 0 && <span className={views.quiet}>{t('asked.used-by', { count: uses.length })}</span>}
        {status && <Badge tone={statusTone[status]}>{t(`field-status.${status}`)}</Badge>}
        {note && (
          <Link to={`/e/${engagementId}/questions`} className={views.link}>
            {t('questions.do-answer')}
          </Link>
        )}
      </span>
    </li>
  );
}
