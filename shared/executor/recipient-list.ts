/** Who is written to in trials, as somebody types or pastes it. */
import { z } from 'zod';
import { type Problem, problem } from '../problem';
import { isAllowed } from './recipients';

export const mostRecipients = 200;

/**
 * Adds what was typed or pasted (by comma, semicolon or line) to the list; who is on it already is not added again. Of what is `left` it says
 * `recipient-form` (neither address, domain, number with its country code, nor an id) or `recipients-many`.
 */
export function addRecipients(list: readonly string[], typed: string): { list: string[]; left: string[]; problems: Problem[] } {
  const after = [...list];
  const problems: Problem[] = [];
  const left: string[] = [];
  for (const one of typed.split(/[\n,;]+/).map((part) => part.trim())) {
    if (one === '' || after.some((other) => isSame(other, one))) continue;
    if (!isRecipient(one)) problems.push(problem('blocks', 'recipient-form', [], { recipient: one.slice(0, 80) }));
    else if (after.length < mostRecipients) {
      after.push(one);
      continue;
    }
    left.push(one);
  }
  if (left.length > problems.length) problems.push(problem('blocks', 'recipients-many', [], { count: mostRecipients }));
  return { list: after, left, problems };
}

function isSame(a: string, b: string): boolean {
  return a.startsWith('@') === b.startsWith('@') && isAllowed(b, [a]);
}

function isRecipient(text: string): boolean {
  if (text.startsWith('@')) return /^@[\w-]+(\.[\w-]+)+$/.test(text);
  if (text.includes('@')) return z.email().max(254).safeParse(text).success;
  // A device's token, a customer's id or a target's name may look like anything; a number has to say its country.
  if (/^[\d\s().-]+$/.test(text)) return false;
  return /^\+[\d\s().-]{6,24}$/.test(text) || /^[\w:.-]{2,254}$/.test(text);
}
