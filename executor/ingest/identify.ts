import type { CompiledIdentity } from '../../shared/identity/compile-identity';
import { createDecide, type Decide, type IdentityStore } from '../../shared/identity/decide';
import { identify as identifyWith, shownIdentifier } from '../../shared/identity/identify';
import { mergeCustomers } from '../engine/merge';
import type { Registry } from '../engine/registry';
import type { Customer, Work } from '../engine/work';
import { hear, keptOf, tell } from '../rights/carry-words';
import { identityStoreOf } from './identity-store';

/**
 * The customer these identifiers mean, by the rules of the deployment published last; refusals are counted (`identity-<why>`).
 * `learn` notes what else was said of her; of somebody new before she is stored, so that she is stored once.
 */
export function identify(
  work: Work,
  registry: Registry,
  given: Readonly<Record<string, string | number>>,
  at: number,
  options: { mayTouch?: (known: Customer) => boolean; learn?: (customer: Customer) => void } = {},
): Customer | undefined {
  const rules = registry.identity();
  const { mayTouch } = options;
  let created: Customer | undefined;
  const links: { attribute: string; value: string; customer: number }[] = [];
  const { store, decide } = deciderOf(work, rules.compiled);
  const n = identifyWith(
    rules,
    {
      store,
      decide,
      count: (refusal) => work.addTotal(`identity-${refusal}`, 1),
      create() {
        created = work.createCustomer();
        return created.n;
      },
      merge: (winner, loser, identifier) => mergeCustomers(work, registry, work.customer(winner), loser, { identifier, rules: rules.compiled.hash }),
      link(customer, { value }, rule) {
        const { attribute } = rule;
        links.push({ attribute, value, customer });
        const known = work.customer(customer);
        const shown = shownIdentifier(rule, value, known.attributes[attribute]);
        if (shown !== undefined) work.setAttribute(known, attribute, shown, at);
      },
    },
    given,
    at,
    mayTouch && ((known) => mayTouch(work.customer(known))),
  );
  const { lasting } = work;
  const known = n === undefined ? undefined : work.customer(n);
  // Before she says anything: an import without a date never undoes a withdrawal.
  const heard = known && links.length > 0 && lasting?.behind !== undefined ? hear(work, known, keptOf(lasting.words, links)) : [];
  if (created) {
    options.learn?.(created);
    work.keep(created);
  }
  for (const { attribute, value, customer } of links)
    work.db.run('INSERT INTO identity (attribute, value, customer, first_seen) VALUES (?, ?, ?, ?)', work.names.numberOf(attribute), value, customer, at);
  if (!known) return undefined;
  if (known !== created) {
    options.learn?.(known);
    if (links.length > 0) work.isKnownByMore(known);
  }
  if (heard.length > 0) tell(work, registry, known.n, heard, lasting?.behind ?? '');
  return known;
}

/** The known customer these identifiers mean; nobody is made known, nothing linked or merged. */
export function findCustomer(work: Work, registry: Registry, given: Readonly<Record<string, string | number>>): Customer | undefined {
  const rules = registry.identity();
  const { person } = deciderOf(work, rules.compiled).decide(rules.read(given).identifiers, work.now);
  return person === undefined ? undefined : work.customer(person);
}

type Decider = { compiled: CompiledIdentity; store: IdentityStore<string>; decide: Decide<string> };
const deciders = new WeakMap<Work, Decider>();

/** One for all that comes in with one transaction. */
function deciderOf(work: Work, compiled: CompiledIdentity): Decider {
  let decider = deciders.get(work);
  if (decider?.compiled !== compiled) {
    const store = identityStoreOf(work, compiled);
    decider = { compiled, store, decide: createDecide(compiled, store) };
    deciders.set(work, decider);
  }
  return decider;
}
