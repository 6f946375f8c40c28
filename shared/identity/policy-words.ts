import type { MergePolicy } from './schema';

/** By answer of the policy: what its question is called in the words of the interface, `identity.policy-question.<word>`. */
export const policyWords = { anonymousAndKnown: 'anonymous', knownByStrong: 'strong', knownByMedium: 'medium' } as const satisfies Record<
  keyof MergePolicy,
  string
>;
