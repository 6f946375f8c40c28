import { typed } from '../../engagement/typed-text';
import type { QuestionnaireChange, Review } from './questionnaire-change';

/** Words without a place of their own become a comment on the vendor, once. */
export function remark(words: string, where: Pick<QuestionnaireChange, 'id' | 'sheet' | 'name' | 'column' | 'row'>, { asking, changes }: Review): void {
  const text = typed(words, 5000);
  const about = { kind: 'vendor' as const, id: asking.vendor.id };
  if (text === '' || asking.engagement.notes.some((note) => note.text === text && note.about?.kind === 'vendor' && note.about.id === about.id)) return;
  changes.push({ ...where, kind: 'added', before: '', after: text, ticked: true, act: { do: 'add-note', note: { kind: 'comment', text, about } } });
}
