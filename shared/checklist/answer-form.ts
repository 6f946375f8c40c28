/** In what form a vendor's answer to a point is written down beside its words, and what score that suggests. */
import type { CataloguePoint } from '../catalogue/schema';
import type { Text } from '../text';
import type { KnownPoint } from './point-groups';
import type { Requirement, RequirementValue } from './requirements';
import type { Answer, AnswerValue } from './schema';
import { suggestScore } from './suggest-score';

type ListOf = Extract<RequirementValue, { kind: 'list' }>['of'];
type Option = NonNullable<CataloguePoint['options']>[number];

export type AnswerForm =
  | { kind: 'number'; unit?: Text; money: boolean }
  | { kind: 'yes-no' }
  /** A tick for each thing that the plan needs. */
  | { kind: 'list'; of: ListOf; values: string[] }
  /** One of the catalogue's answers. */
  | { kind: 'option'; options: readonly Option[] }
  /** The words are all there is. */
  | { kind: 'words' };

/** Points whose list is compared with what each journey uses: there, the id of a catalogue's option would read as "all is missing". */
const listsOfJourneys: ReadonlySet<string> = new Set(['time-and-data-triggers', 'journey-logic']);

export function answerFormOf({ point, known }: Pick<KnownPoint, 'point' | 'known'>, requirement: Requirement | undefined): AnswerForm {
  if (requirement?.value.kind === 'list' && requirement.value.values.length > 0)
    return { kind: 'list', of: requirement.value.of, values: requirement.value.values };
  const type = known?.answerType ?? point.own?.answerType ?? 'text';
  const unit = known?.unit ?? point.own?.unit;
  switch (type) {
    case 'number':
    case 'money':
      return { kind: 'number', money: type === 'money', ...(unit && { unit }) };
    case 'yes-no':
      return { kind: 'yes-no' };
    case 'choice':
      return known?.options && !listsOfJourneys.has(point.id) ? { kind: 'option', options: known.options } : { kind: 'words' };
    case 'text':
      return { kind: 'words' };
  }
}

export type Suggestion = { score: number; from: 'verified' | 'claimed' };

/** The score that a value suggests, of what was seen before what is claimed; undefined when it says nothing, or the score is that already. */
export function suggestionFor(
  answer: Answer | undefined,
  known: Pick<KnownPoint, 'point' | 'known'>,
  requirement: Requirement | undefined,
): Suggestion | undefined {
  if (!answer?.applies) return undefined;
  const from = answer.verifiedValue === undefined ? 'claimed' : 'verified';
  const value = answer.verifiedValue ?? answer.claimedValue;
  // What was seen and scored is not called in question by what is only said.
  if (from === 'claimed' && answer.verified) return undefined;
  const score = scoreOfValue(value, known, requirement);
  return score === undefined || score === answer.score ? undefined : { score, from };
}

function scoreOfValue(value: AnswerValue | undefined, known: Pick<KnownPoint, 'point' | 'known'>, requirement: Requirement | undefined): number | undefined {
  const form = answerFormOf(known, requirement);
  if (form.kind !== 'option') return suggestScore(value, requirement, known.point.id);
  const chosen = Array.isArray(value) ? form.options.filter(({ id }) => value.includes(id)) : [];
  return chosen.length === 0 ? undefined : Math.max(...chosen.map(({ suggestedScore }) => suggestedScore));
}
