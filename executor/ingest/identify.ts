import { createDecide, type Decision } from '../../shared/identity/decide';
import type { Identifier } from '../../shared/identity/read-identifiers';
import { mergeCustomers } from '../engine/merge';
import type { Registry } from '../engine/registry';
import type { Customer, Work } from '../engine/work';
import type { IdentityRules } from './identity-rules';
import { identityStoreOf } from './identity-store';

/**
 * The customer these identifiers mean, by the rules of the deployment published last (`decide`): identifiers nobody has are
 * linked to her, customers who turn out to be her are merged, what is refused is counted (`identity-<why>`) and left out.
 * Undefined when no identifier is usable, or when `mayTouch` says that a known customer they mean is to be left alone; then
 * nothing was changed. `at`: when it was true, epoch ms.
 */
export function identify(
  work: Work,
  registry: Registry,
  given: Readonly<Record<string, string | number>>,
  at: number,
  mayTouch?: (known: Customer) => boolean,
): Customer | undefined {
  const rules = registry.identity();
  const { identifiers, refused } = rules.read(given);
  for (const why of refused) work.addTotal(`identity-${why}`, 1);
  if (identifiers.length === 0) return undefined;
  const store = identityStoreOf(work.db, rules.compiled);
  const decision = createDecide(rules.compiled, store)(identifiers, at);
  const { person, absorbed, verdicts } = decision;
  if (person === undefined && !verdicts.includes('linked')) {
    countRefusals(work, decision);
    return undefined;
  }
  if (mayTouch && person !== undefined && ![person, ...absorbed].every((one) => mayTouch(work.customer(one)))) return undefined;
  countRefusals(work, decision);
  const customer = person === undefined ? work.createCustomer() : work.customer(person);
  if (absorbed.length > 0) {
    const owners = identifiers.map(({ rule, value }) => store.ownerOf(rule, value));
    for (const loser of absorbed)
      mergeCustomers(work, registry, customer, loser, {
        identifier: joiningIdentifier(rules, identifiers, decision, owners, loser),
        rules: rules.compiled.hash,
      });
  }
  for (const [i, identifier] of identifiers.entries()) if (verdicts[i] === 'linked') link(work, customer, identifier, rules, at);
  return customer;
}

/** The known customer these identifiers mean; nobody is made known, nothing linked or merged. */
export function findCustomer(work: Work, registry: Registry, given: Readonly<Record<string, string | number>>): Customer | undefined {
  const rules = registry.identity();
  const { person } = createDecide(rules.compiled, identityStoreOf(work.db, rules.compiled))(rules.read(given).identifiers, work.now);
  return person === undefined ? undefined : work.customer(person);
}

function countRefusals(work: Work, { verdicts }: Decision): void {
  for (const verdict of verdicts) if (verdict !== 'linked' && verdict !== 'joined') work.addTotal(`identity-${verdict}`, 1);
}

/** Through which attribute the loser and the others came to be one: of the two, hers who was heard of later. */
function joiningIdentifier(
  { compiled }: IdentityRules,
  identifiers: readonly Identifier[],
  { verdicts }: Decision,
  owners: readonly (number | undefined)[],
  loser: number,
): string {
  const joined = identifiers.flatMap(({ rule }, i) => (verdicts[i] === 'joined' ? [{ rule, owner: owners[i] }] : []));
  const isFirst = joined[0]?.owner === loser;
  const by = joined.find(({ owner }) => (isFirst ? owner !== loser : owner === loser));
  return compiled.rules[by?.rule ?? 0]?.attribute ?? '';
}

function link(work: Work, customer: Customer, { rule: position, value }: Identifier, { compiled }: IdentityRules, at: number): void {
  const rule = compiled.rules[position];
  if (!rule) return;
  work.db.run('INSERT INTO identity (attribute, value, customer, first_seen) VALUES (?, ?, ?, ?)', rule.attribute, value, customer.n, at);
  // The identifier is also what the record shows and where messages go, unless a profile has said otherwise.
  const current = customer.attributes[rule.attribute];
  if (rule.isList) work.setAttribute(customer, rule.attribute, [...(Array.isArray(current) ? current : []), value], at);
  else if (current === undefined) work.setAttribute(customer, rule.attribute, value, at);
}
