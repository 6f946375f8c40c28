/** Identifiers in the one spelling under which they are compared. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Identity } from '../../shared/identity/schema';
import { fromWire } from '../../shared/ids';
import type { CustomerRecord } from '../../shared/record/schema';

export type IdentityRules = {
  /** By attribute, in order of priority. */
  rules: ReadonlyMap<
    string,
    { strength: 'strong' | 'medium' | 'weak'; limit: number; blocked: ReadonlySet<string>; kind: 'email' | 'phone' | 'text'; isList: boolean }
  >;
};

export type Identifier = { attribute: string; value: string };

/** Before the first deployment has brought the engagement's own rules: the identifiers every shop has, by themselves. */
const plainIdentity: Identity = {
  rules: ['customer-id', 'shop-customer-id', 'email', 'mobile-phone'].map((attribute) => ({ attribute, strength: 'strong' as const, blocked: [] })),
};

/** Makes the engagement's rules ready to use. Blocked values are compared in their normalised spelling. */
export function compileIdentity(identity: Identity = plainIdentity, record: CustomerRecord = { groups: [], attributes: [] }): IdentityRules {
  const types = new Map(record.attributes.map((attribute) => [attribute.id, attribute.type]));
  const rules: IdentityRules['rules'] = new Map(
    identity.rules.map((rule) => {
      const type: string = types.get(rule.attribute) ?? (rule.attribute === 'email' ? 'email' : rule.attribute.endsWith('-phone') ? 'phone' : 'string');
      const kind = type === 'email' ? 'email' : type === 'phone' ? 'phone' : 'text';
      const blocked = new Set(rule.blocked.map((value) => normalise(value, kind, undefined) ?? value.trim()));
      return [rule.attribute, { strength: rule.strength, limit: rule.limit ?? Number.POSITIVE_INFINITY, blocked, kind, isList: type.endsWith('[]') }];
    }),
  );
  return { rules };
}

/**
 * The usable ones of what a sender gave, in order of priority: known to the rules, well formed, not blocked.
 * `invalid` counts those that were no e-mail address or phone number. `country` reads phone numbers without a country code.
 */
export function toIdentifiers(
  given: Readonly<Record<string, string | number>>,
  { rules }: IdentityRules,
  country: string | undefined,
): { identifiers: Identifier[]; invalid: number } {
  const byAttribute = new Map(Object.entries(given).map(([name, value]) => [fromWire(name), String(value)]));
  const identifiers: Identifier[] = [];
  let invalid = 0;
  for (const [attribute, rule] of rules) {
    const raw = byAttribute.get(attribute);
    if (raw === undefined || raw.trim() === '') continue;
    const value = normalise(raw, rule.kind, country);
    if (value === undefined) invalid += 1;
    else if (!rule.blocked.has(value)) identifiers.push({ attribute, value });
  }
  return { identifiers, invalid };
}

function normalise(raw: string, kind: 'email' | 'phone' | 'text', country: string | undefined): string | undefined {
  const text = raw.normalize('NFKC').trim().slice(0, 300);
  switch (kind) {
    case 'email': {
      const email = text.toLowerCase();
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : undefined;
    }
    case 'phone': {
      const region: CountryCode | undefined = country !== undefined && isSupportedCountry(country) ? country : undefined;
      const phone = parsePhoneNumberFromString(text, region);
      return phone?.isPossible() ? phone.number : undefined;
    }
    case 'text':
      return text;
  }
}

const countries: Readonly<Record<string, string>> = { 'Asia/Jerusalem': 'IL', 'Asia/Tel_Aviv': 'IL', 'Asia/Tehran': 'IR' };

/** The country whose way of writing phone numbers is meant, as far as a time zone tells. */
export function countryOfZone(zone: string): string | undefined {
  return countries[zone];
}
