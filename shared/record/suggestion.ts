/** A proposed mapping: what it would do, how sure it is, and why. Made by `suggest-mappings.ts`. */
import type { ProblemParams } from '../problem';
import type { Transform } from './transform-schema';

/** One argument for or against; the words are `suggestion.<code>`. */
export type Reason = { for: boolean; code: ReasonCode; params: ProblemParams };
export type ReasonCode =
  | 'catalogue'
  | 'same-name'
  | 'name-means'
  | 'label-means'
  | 'part-of-name'
  | 'context'
  | 'same-type'
  | 'type-fits'
  | 'mapped-like-this'
  | 'type-converts'
  | 'type-clash'
  | 'about-something-else'
  | 'opposite-meaning'
  | 'may-be-landline'
  | 'whole-name'
  | 'computed'
  | 'field-missing'
  | 'event-only'
  | 'values-email'
  | 'values-phone'
  | 'values-no-email'
  | 'values-no-phone'
  | 'values-known'
  | 'values-consent'
  | 'values-unique'
  | 'values-repeat'
  | 'mostly-empty'
  | 'form-alone';

/** `transforms`: the steps that come with it when it is accepted. */
export type Suggestion = { attribute: string; field: string; score: number; reasons: Reason[]; transforms: Transform[] };

export function suggestionsForField(suggestions: readonly Suggestion[], field: string): Suggestion[] {
  return suggestions.filter((suggestion) => suggestion.field === field);
}

export function suggestionsForAttribute(suggestions: readonly Suggestion[], attribute: string): Suggestion[] {
  return suggestions.filter((suggestion) => suggestion.attribute === attribute);
}

/** What "accept all above" takes: the best attribute of each field, when it is at least that sure. */
export function bestSuggestions(suggestions: readonly Suggestion[], threshold: number): Suggestion[] {
  const taken = new Set<string>();
  return suggestions.filter(({ field, score }) => {
    if (score < threshold || taken.has(field)) return false;
    taken.add(field);
    return true;
  });
}
