import type { Note } from '../../engagement/schema';
import type { Vendor } from '../schema';

/**
 * What is still asked of this vendor. Only what names it as the one who owes the answer: a question about a vendor that
 * somebody else is to answer is none of its business.
 */
export function openQuestionsTo({ id, name }: Pick<Vendor, 'id' | 'name'>, notes: readonly Note[]): Note[] {
  return notes.filter(
    ({ kind, state, owner, about }) =>
      kind === 'question' &&
      state === 'open' &&
      owner === name &&
      ((about?.kind === 'point' && about.within === id) || (about?.kind === 'vendor' && about.id === id)),
  );
}
