/** The rules of identity made ready: one plain JSON that the dry run and the executor both go by. */
import { toCanonicalJson } from '../canonical-json';
import { sha256Hex } from '../journey/content-hash';
import type { CustomerRecord } from '../record/schema';
import { approximateMs } from '../time/duration';
import { createNormalise, plainValue } from './normalise';
import { type Identity, type IdentityRule, type MergePolicy, type Normaliser, usualMergePolicy } from './schema';

export type CompiledRule = {
  attribute: string;
  strength: IdentityRule['strength'];
  owner: NonNullable<IdentityRule['owner']>;
  normaliser: Normaliser;
  ignoreGmailDots: boolean;
  /** The attribute holds several values. */
  isList: boolean;
  /** At most so many values per person. Absent: any number. */
  limit?: number;
  /** The limit counts values first seen within so many milliseconds, a day as 24 hours. Absent: ever. */
  windowMs?: number;
  /** Plain and normalised spellings, in small letters, sorted. */
  blocked: string[];
  /** `rule`: position of the other identifier's rule. */
  atMost: { rule: number; values: number }[];
};

export type CompiledIdentity = {
  /** Names everything below: the version of the rules. SHA-256, 64 hex digits. */
  hash: string;
  /** ISO code: where phone numbers without a country code are from. */
  country?: string;
  /** In the order in which identifiers are heard: strong before medium before weak, among these in the order of the list. */
  rules: CompiledRule[];
  policy: MergePolicy;
};

const rank = { strong: 0, medium: 1, weak: 2 } as const;

/**
 * Compiles rules for records of `record` (types of the attributes say how values are spelled where the rule does not). A second
 * rule for an attribute, and an `atMost` that names an identifier without a rule of a person, have no effect.
 */
export function compileIdentity(identity: Identity, record: Pick<CustomerRecord, 'attributes'>, country: string | undefined): CompiledIdentity {
  const types = new Map(record.attributes.map(({ id, type }) => [id, type]));
  const byAttribute = new Map<string, IdentityRule>();
  for (const rule of identity.rules) if (!byAttribute.has(rule.attribute)) byAttribute.set(rule.attribute, rule);
  const ordered = [...byAttribute.values()].sort((a, b) => rank[a.strength] - rank[b.strength]);
  const rules = ordered.map((rule): CompiledRule => {
    const normaliser = rule.normaliser ?? usualNormaliser(rule.attribute, types.get(rule.attribute));
    const ignoreGmailDots = normaliser === 'email' && rule.ignoreGmailDots === true;
    const owner = rule.owner ?? 'person';
    return {
      attribute: rule.attribute,
      strength: rule.strength,
      owner,
      normaliser,
      ignoreGmailDots,
      isList: types.get(rule.attribute)?.endsWith('[]') ?? false,
      ...(rule.limit === undefined || owner !== 'person'
        ? {}
        : { limit: rule.limit, ...(rule.window === undefined ? {} : { windowMs: approximateMs(rule.window) }) }),
      blocked: blockedSpellings(rule.blocked, createNormalise(normaliser, { country, ignoreGmailDots })),
      atMost: (rule.atMost ?? []).flatMap(({ attribute, values }) => {
        const other = ordered.findIndex((one) => one.attribute === attribute);
        return other < 0 || (ordered[other]?.owner ?? 'person') !== 'person' || owner !== 'person' ? [] : [{ rule: other, values }];
      }),
    };
  });
  const content = { ...(country === undefined ? {} : { country }), rules, policy: identity.policy ?? usualMergePolicy };
  return { hash: sha256Hex(toCanonicalJson(content)), ...content };
}

function usualNormaliser(attribute: string, type: string | undefined): Normaliser {
  if (type === 'email' || (type === undefined && attribute === 'email')) return 'email';
  if (type === 'phone' || (type === undefined && attribute.endsWith('-phone'))) return 'phone';
  return 'text';
}

/** Both as it was typed and as values of this kind are spelled: "n/a" is blocked in a column of codes too. */
function blockedSpellings(blocked: readonly string[], normalise: (plain: string) => string | undefined): string[] {
  const spellings = blocked.flatMap((value) => {
    const plain = plainValue(value);
    return [plain, normalise(plain) ?? plain].map((one) => one.toLowerCase()).filter((one) => one !== '');
  });
  return [...new Set(spellings)].sort();
}
