/** From what a row or an event gives to identifiers that can be compared. */
import type { CompiledIdentity } from './compile-identity';
import { createNormalise, plainValue } from './normalise';

/** One usable identifier. `rule`: position in the compiled rules. */
export type Identifier<V = string> = { rule: number; value: V };
export type Unusable = 'blocked' | 'invalid';

export type IdentifierReader = {
  /** Position of the attribute's rule; undefined when there is none. */
  ruleOf(attribute: string): number | undefined;
  /** The normalised value, or the plain one and why it can't be used; undefined when nothing was given. */
  read(rule: number, raw: string): { value: string; refused?: Unusable } | undefined;
};

/** Makes compiled rules ready to read values. Keeps what it learns about phone numbers: make one and use it often. */
export function createIdentifierReader(identity: CompiledIdentity): IdentifierReader {
  const positions = new Map(identity.rules.map(({ attribute }, i) => [attribute, i]));
  const rules = identity.rules.map((rule) => ({
    blocked: new Set(rule.blocked),
    normalise: createNormalise(rule.normaliser, { country: identity.country, ignoreGmailDots: rule.ignoreGmailDots }),
  }));
  return {
    ruleOf: (attribute) => positions.get(attribute),
    read(rule, raw) {
      const plain = plainValue(raw);
      const reading = rules[rule];
      if (plain === '' || !reading) return undefined;
      // Whatever the rules say: zeros are what people type where they have nothing to type.
      if (/^[0\s-]+$/.test(plain) || reading.blocked.has(plain.toLowerCase())) return { value: plain, refused: 'blocked' };
      const value = reading.normalise(plain);
      if (value === undefined) return { value: plain, refused: 'invalid' };
      return value !== plain && reading.blocked.has(value.toLowerCase()) ? { value: plain, refused: 'blocked' } : { value };
    },
  };
}

/** The order in which identifiers of one record are heard: by rule, several values of one attribute by their spelling. */
export function inOrder(a: Identifier, b: Identifier): number {
  return a.rule - b.rule || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
}
