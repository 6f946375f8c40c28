/** What is wrong with a value, as a code that can be told in every language: zod says it in English only. */
import type { z } from 'zod';

export const valueFaults = [
  'text',
  'number',
  'whole-number',
  'yes-no',
  'list',
  'object',
  'too-small',
  'too-large',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'form',
  'time',
  'day',
  'not-one-of',
  'unknown-name',
  'other',
] as const;
export type ValueFault = (typeof valueFaults)[number];

const types: Record<string, ValueFault> = {
  string: 'text',
  number: 'number',
  int: 'whole-number',
  boolean: 'yes-no',
  array: 'list',
  object: 'object',
  record: 'object',
};
const sizes: Record<string, readonly [tooSmall: ValueFault, tooBig: ValueFault]> = { string: ['too-short', 'too-long'], array: ['too-few', 'too-many'] };
const plainSizes = ['too-small', 'too-large'] as const;
const longest = 200;

/** The code of one fault with the values its sentence needs. */
export function valueFaultOf(issue: z.core.$ZodIssue): { fault: ValueFault; limit?: number; allowed?: string; name?: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { fault: types[issue.expected] ?? 'other' };
    case 'too_small':
      return { fault: (sizes[issue.origin] ?? plainSizes)[0], limit: Number(issue.minimum) };
    case 'too_big':
      return { fault: (sizes[issue.origin] ?? plainSizes)[1], limit: Number(issue.maximum) };
    case 'invalid_format':
      return { fault: issue.format === 'datetime' ? 'time' : issue.format === 'date' ? 'day' : 'form' };
    case 'invalid_value':
      return { fault: 'not-one-of', allowed: issue.values.map(String).join(', ').slice(0, longest) };
    case 'unrecognized_keys':
      return { fault: 'unknown-name', name: issue.keys.join(', ').slice(0, longest) };
    default:
      return { fault: 'other' };
  }
}
