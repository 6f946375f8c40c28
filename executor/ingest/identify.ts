import type { Customer, Work } from '../engine/work';
import { type Identifier, type IdentityRules, toIdentifiers } from './identifiers';

type LinkRow = { customer: number };

/**
 * The customer these identifiers mean: the first known one in order of priority decides, else a new customer is made.
 * The others are linked to her if they are free and the limit allows; one that belongs to somebody else stays there
 * (joining two people is not decided here). Undefined when no identifier is usable,
 * or when `mayTouch` says that the known customer they mean is to be left alone.
 */
export function identify(
  work: Work,
  given: Readonly<Record<string, string | number>>,
  rules: IdentityRules,
  country: string | undefined,
  at: number,
  mayTouch?: (known: Customer) => boolean,
): Customer | undefined {
  const { identifiers, invalid } = toIdentifiers(given, rules, country);
  if (invalid > 0) work.addTotal('identity-invalid', invalid);
  if (identifiers.length === 0) return undefined;

  const owners = identifiers.map(({ attribute, value }) => ownerOf(work, attribute, value));
  const known = owners.find((owner) => owner !== undefined);
  const customer = known === undefined ? work.createCustomer() : work.customer(known);
  if (mayTouch && known !== undefined && !mayTouch(customer)) return undefined;
  for (const [i, identifier] of identifiers.entries()) {
    const owner = owners[i];
    if (owner === undefined) link(work, customer, identifier, rules, at);
    else if (owner !== customer.n) work.addTotal('identity-conflict', 1);
  }
  return customer;
}

/** The known customer these identifiers mean, by the same order of priority; nobody is made known and nothing linked. */
export function findCustomer(
  work: Work,
  given: Readonly<Record<string, string | number>>,
  rules: IdentityRules,
  country: string | undefined,
): Customer | undefined {
  for (const { attribute, value } of toIdentifiers(given, rules, country).identifiers) {
    const owner = ownerOf(work, attribute, value);
    if (owner !== undefined) return work.customer(owner);
  }
  return undefined;
}

function ownerOf(work: Work, attribute: string, value: string): number | undefined {
  const row = work.db.get<LinkRow>(
    'SELECT coalesce(m.winner, i.customer) AS customer FROM identity i LEFT JOIN merge_alias m ON m.loser = i.customer WHERE i.attribute = ? AND i.value = ?',
    attribute,
    value,
  );
  return row?.customer;
}

function link(work: Work, customer: Customer, { attribute, value }: Identifier, { rules }: IdentityRules, at: number): void {
  const rule = rules.get(attribute);
  if (!rule) return;
  if (Number.isFinite(rule.limit)) {
    const linked = work.db.get<{ n: number }>('SELECT count(*) AS n FROM identity WHERE customer = ? AND attribute = ?', customer.n, attribute)?.n ?? 0;
    // Too many addresses for one person: the link is dropped, never the event.
    if (linked >= rule.limit) {
      work.addTotal('identity-limit', 1);
      return;
    }
  }
  work.db.run('INSERT INTO identity (attribute, value, customer, first_seen) VALUES (?, ?, ?, ?)', attribute, value, customer.n, work.now);
  // The identifier is also what the record shows and where messages go, unless a profile has said otherwise.
  const current = customer.attributes[attribute];
  if (rule.isList) work.setAttribute(customer, attribute, [...(Array.isArray(current) ? current : []), value], at);
  else if (current === undefined) work.setAttribute(customer, attribute, value, at);
}
