import { diffArrays } from 'diff';

/** A run of words that stayed, went or came. */
export type TextPart = { sign: 'same' | 'added' | 'removed'; text: string };

/** More changes than this, and nobody can read them word by word: the whole text is another one. */
const MOST_EDITS = 600;

/** Words with the marks inside them (a merge field, ח״כ, می‌شود), spaces, and every other mark by itself. */
const word = /\{\{[^{}]*\}\}|[\p{L}\p{N}\p{M}]+(?:[\u200c'’״׳"_-][\p{L}\p{N}\p{M}]+)*|\s+|[^\s]/gu;

/** Two texts word by word. Joining what stayed and went gives the older one, what stayed and came the newer. */
export function diffText(before: string, after: string): TextPart[] {
  const [old, now] = [before.match(word) ?? [], after.match(word) ?? []];
  const parts = diffArrays(old, now, { maxEditLength: MOST_EDITS });
  if (!parts) return [part('removed', before), part('added', after)].filter(({ text }) => text !== '');
  return parts.map(({ added, removed, value }) => part(added ? 'added' : removed ? 'removed' : 'same', value.join('')));
}

function part(sign: TextPart['sign'], text: string): TextPart {
  return { sign, text };
}
