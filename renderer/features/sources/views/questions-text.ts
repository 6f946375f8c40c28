/** The open questions of one owner as a text for an e-mail. */
import type { Translate } from '../../../../shared/i18n/translator';
import type { OwnerQuestions, SourceQuestion } from '../../../../shared/sources/source-questions';
import type { Text } from '../../../../shared/text';

type Words = { t: Translate; text: (text: Text | undefined) => string; nameOfJourney: (id: string) => string; dateOf: (iso: string) => string };

/** Numbered, one question to a paragraph, with the system it is about, until when, and which journeys wait for it. */
export function questionsText({ questions }: OwnerQuestions, engagement: string, words: Words): string {
  const { t } = words;
  return [t('asked.mail-head', { engagement, count: questions.length }), ...questions.map((question, i) => `${i + 1}. ${paragraph(question, words)}`)].join(
    '\n\n',
  );
}

/** What is asked: the note's words, or what a field's status asks. */
export function wordsOf({ note, status }: SourceQuestion, t: Translate): string {
  return note ? note.text : t(`asked.status.${status ?? 'missing'}`);
}

/** The field, table or system in the system's own spelling. */
export function nativePlace({ object, field }: SourceQuestion): string {
  return object ? `${object.nativeName}${field ? `.${field.nativeName}` : ''}` : '';
}

function paragraph(question: SourceQuestion, { t, text, nameOfJourney, dateOf }: Words): string {
  const place = nativePlace(question);
  const label = text(question.field?.label);
  return [
    `${text(question.source.name)}${place && `: ${place}`}${label && ` (${label})`}`,
    `   ${wordsOf(question, t)}`,
    ...(question.due ? [`   ${t('questions.due-on', { date: dateOf(question.due) })}`] : []),
    ...(question.blocks.length > 0 ? [`   ${t('asked.blocks', { journeys: question.blocks.map(nameOfJourney).join(', ') })}`] : []),
  ].join('\n');
}
