/** The compiled rules of identity of a deployment, ready to read what senders give. */

import { fromWire } from '../ids';
import type { CustomerRecord } from '../record/schema';
import { type CompiledIdentity, compileIdentity } from './compile-identity';
import { createIdentifierReader, type Identifier, inOrder, type Unusable } from './read-identifiers';
import type { Identity } from './schema';

export type IdentityRules = {
  compiled: CompiledIdentity;
  /** Whether there is a rule for identifiers of this name, in either spelling. */
  knows(name: string): boolean;
  /** Usable identifiers in the order in which they are heard, and what could not be used. */
  read(given: Readonly<Record<string, string | number>>): { identifiers: Identifier[]; refused: Unusable[] };
};

/** Before the first deployment has brought the engagement's own rules: the identifiers every shop has, by themselves. */
const plainIdentity: Identity = {
  rules: ['customer-id', 'shop-customer-id', 'email', 'mobile-phone'].map((attribute) => ({ attribute, strength: 'strong' as const, blocked: [] })),
};

/** Makes rules ready to use. `country`: ISO code of where phone numbers without a country code are from. */
export function createIdentityRules(
  identity: Identity = plainIdentity,
  record: Pick<CustomerRecord, 'attributes'> = { attributes: [] },
  country?: string,
): IdentityRules {
  const compiled = compileIdentity(identity, record, country);
  const reader = createIdentifierReader(compiled);
  return {
    compiled,
    knows: (name) => (reader.ruleOf(name) ?? reader.ruleOf(fromWire(name))) !== undefined,
    read(given) {
      const identifiers: Identifier[] = [];
      const refused: Unusable[] = [];
      for (const [name, raw] of Object.entries(given)) {
        const rule = reader.ruleOf(fromWire(name));
        const reading = rule === undefined ? undefined : reader.read(rule, String(raw));
        if (rule === undefined || !reading) continue;
        if (reading.refused !== undefined) refused.push(reading.refused);
        // Two spellings of one name may give the same value twice.
        else if (!identifiers.some((one) => one.rule === rule && one.value === reading.value)) identifiers.push({ rule, value: reading.value });
      }
      return { identifiers: identifiers.length > 1 ? identifiers.sort(inOrder) : identifiers, refused };
    },
  };
}
