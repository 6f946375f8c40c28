/** What becomes of the decision about a record, in whatever holds the customers: the executor's store or a simulation's memory. */
import type { Json } from '../condition/facts';
import type { CompiledRule } from './compile-identity';
import type { Decide, Decision, IdentityStore } from './decide';
import type { IdentityRules } from './identity-rules';
import type { Identifier } from './read-identifiers';
import type { Refusal } from './report';

/** Customers are numbers, older ones smaller. */
export type IdentityKeeper = {
  store: IdentityStore<string>;
  /** Made by `createDecide` of these rules and this store; it is used again and again. */
  decide: Decide<string>;
  /** An identifier was not taken as it was sent. */
  count(refusal: Refusal): void;
  create(): number;
  /** The loser turned out to be the winner; `identifier`: the attribute that showed it. */
  merge(winner: number, loser: number, identifier: string): void;
  link(customer: number, identifier: Identifier, rule: CompiledRule): void;
};

/**
 * The customer these identifiers mean (`decide`): identifiers nobody has are linked to her, customers who turn out to be her are
 * merged, what is refused is counted and left out. Undefined when no identifier is usable, or when `mayTouch` says that a known
 * customer they mean is to be left alone; then nothing was changed. `at`: when it was true, epoch ms.
 */
export function identify(
  rules: IdentityRules,
  keeper: IdentityKeeper,
  given: Readonly<Record<string, string | number>>,
  at: number,
  mayTouch?: (known: number) => boolean,
): number | undefined {
  const { store } = keeper;
  const { identifiers, refused } = rules.read(given);
  for (const why of refused) keeper.count(why);
  if (identifiers.length === 0) return undefined;
  const decision = keeper.decide(identifiers, at);
  const { person, absorbed, verdicts } = decision;
  const isSomebody = person !== undefined || verdicts.includes('linked');
  if (isSomebody && mayTouch && person !== undefined && ![person, ...absorbed].every(mayTouch)) return undefined;
  for (const verdict of verdicts) if (verdict !== 'linked' && verdict !== 'joined') keeper.count(verdict);
  if (!isSomebody) return undefined;
  const customer = person ?? keeper.create();
  if (absorbed.length > 0) {
    const owners = identifiers.map(({ rule, value }) => store.ownerOf(rule, value));
    for (const loser of absorbed) keeper.merge(customer, loser, joiningIdentifier(rules, identifiers, decision, owners, loser));
  }
  for (const [i, identifier] of identifiers.entries()) {
    const rule = rules.compiled.rules[identifier.rule];
    if (rule && verdicts[i] === 'linked') keeper.link(customer, identifier, rule);
  }
  return customer;
}

/** An identifier is also what the record shows and where messages go, unless a profile has said otherwise: the value to set, if any. */
export function shownIdentifier({ isList }: CompiledRule, value: string, current: Json | undefined): Json | undefined {
  if (isList) return [...(Array.isArray(current) ? current : []), value];
  return current === undefined ? value : undefined;
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
