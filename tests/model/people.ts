/** Who is who and what is known of them, as the reference sees it: lists that are searched through each time. */
import type { Json } from '../../shared/condition/facts';
import type { Happened } from './conditions';

/** `customer`: absent when it is about nobody. `isOwn`: made by a step or a merge, not sent by anybody. */
export type Kept = Happened & { customer: number | undefined; isTest: boolean; isOwn: boolean };
export type Value = { value: Json | null; at: number };
export type Customer = { n: number; values: Record<string, Value>; names: Record<string, string[]> };

/** Identifiers of the random streams: two that tell who somebody is, and a device that does not. */
export const telling = ['email', 'mobile-phone'] as const;
export const device = 'anonymous-id';

export type People = { customers: Customer[]; known: number; happened: Kept[] };

export function known({ values }: Customer, attribute: string): Json | undefined {
  return values[attribute]?.value ?? undefined;
}

export function isTest(customer: Customer): boolean {
  return known(customer, 'is-test-record') === true;
}

/** Late news undoes nothing newer; what says no time is as of now, and undoes no withdrawal of a consent. Gives the attributes that changed. */
export function learn(customer: Customer, said: Record<string, Json | null>, at: number | undefined, now: number): Set<string> {
  const changed = new Set<string>();
  for (const [attribute, value] of Object.entries(said)) {
    const before = customer.values[attribute];
    const isLate = at !== undefined && before !== undefined && at < before.at;
    const isUndone = at === undefined && attribute.endsWith('-consent') && before?.value === 'withdrawn';
    if (isLate || isUndone) continue;
    customer.values[attribute] = { value, at: at ?? now };
    if (JSON.stringify(before?.value ?? null) !== JSON.stringify(value)) changed.add(attribute);
  }
  return changed;
}

/** What an event says about her by itself. */
export function saidBy(name: string, properties: Record<string, Json>): Record<string, Json> {
  if (name === 'consent-granted') return { [`${String(properties.channel)}-consent`]: 'granted' };
  if (name === 'consent-withdrawn') return { [`${String(properties.channel)}-consent`]: 'withdrawn' };
  return name === 'profile-updated' ? properties : {};
}

export type Found = {
  stays: Customer | undefined;
  /** Who turned out to be her, in the order in which they were found. */
  others: Customer[];
  isRefused(attribute: string): boolean;
  /** The name by which one of the others came to be her: of the two names, the one heard later. */
  joinedBy(other: Customer): string;
};

/**
 * Whom these identifiers mean, and who turned out to be her. Telling names join whoever has them; a device joins only where one side is
 * known by nothing else. The known one stays, else the one who was there first.
 */
export function identify(people: People, given: Record<string, string>): Found {
  const found: { attribute: string; owner: Customer }[] = [];
  const refused = new Set<string>();
  let isTold = false;
  const isKnown = ({ names }: Customer) => telling.some((attribute) => (names[attribute]?.length ?? 0) > 0);
  for (const attribute of [...telling, device]) {
    const value = given[attribute];
    if (value === undefined) continue;
    const owner = people.customers.find(({ names }) => names[attribute]?.includes(value));
    const isNew = owner && !found.some((one) => one.owner === owner);
    if (isNew && attribute === device && isTold && isKnown(owner)) {
      refused.add(attribute);
      continue;
    }
    if (owner) found.push({ attribute, owner });
    isTold ||= attribute !== device || (owner !== undefined && isKnown(owner));
  }
  const all = [...new Set(found.map(({ owner }) => owner))];
  const stays = [...all].sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)) || a.n - b.n)[0];
  return {
    stays,
    others: all.filter((one) => one !== stays),
    isRefused: (attribute) => refused.has(attribute),
    joinedBy(other) {
      const isFirst = found[0]?.owner === other;
      return found.find(({ owner }) => (owner === other) !== isFirst)?.attribute ?? '';
    },
  };
}

/** Somebody's values when another turned out to be her: the newest of each, lists joined, no withdrawal undone but by what an event said. Gives what became another. */
export function joinValues(people: People, winner: Customer, loser: Customer): Set<string> {
  const changed = new Set<string>();
  const isDocumented = (customer: Customer, attribute: string, at: number) =>
    people.happened.some(
      (one) =>
        one.customer === customer.n &&
        one.at === at &&
        ['consent-granted', 'profile-updated'].includes(one.name) &&
        saidBy(one.name, one.properties)[attribute] !== undefined,
    );
  for (const [attribute, theirs] of Object.entries(loser.values)) {
    const ours = winner.values[attribute];
    if (ours && Array.isArray(ours.value) && Array.isArray(theirs.value)) {
      const added = theirs.value.filter((one) => !(ours.value as Json[]).some((other) => JSON.stringify(other) === JSON.stringify(one)));
      if (added.length === 0) continue;
      winner.values[attribute] = { value: [...ours.value, ...added], at: Math.max(ours.at, theirs.at) };
      changed.add(attribute);
      continue;
    }
    let isTheirs = !ours || theirs.at > ours.at;
    if (ours && attribute.endsWith('-consent')) {
      if (theirs.value === 'withdrawn' && ours.value !== 'withdrawn') isTheirs = theirs.at >= ours.at || !isDocumented(winner, attribute, ours.at);
      if (ours.value === 'withdrawn' && theirs.value !== 'withdrawn') isTheirs &&= isDocumented(loser, attribute, theirs.at);
    }
    if (!isTheirs || JSON.stringify(ours?.value ?? null) === JSON.stringify(theirs.value)) continue;
    winner.values[attribute] = { ...theirs };
    changed.add(attribute);
  }
  return changed;
}

/** Whoever was heard of only in tests loses them when she turns out to be a real customer; of what they said her names stay. */
export function keepTestsApart(people: People, winner: Customer, loser: Customer): Set<string> {
  if (isTest(winner) === isTest(loser)) return new Set();
  const tested = isTest(winner) ? winner : loser;
  const flagged = tested.values['is-test-record']?.at;
  const tests = people.happened.filter((one) => one.customer === tested.n && one.isTest);
  // A profile said so too: then she is one, whoever else she is.
  if (!tests.some((one) => one.at === flagged)) return new Set();
  for (const one of tests) one.customer = undefined;
  const said = Object.keys(tested.values).filter(
    (attribute) => known(tested, attribute) !== undefined && ![...telling, device].some((one) => one === attribute),
  );
  for (const attribute of said) tested.values[attribute] = { value: null, at: 0 };
  return new Set(tested === winner ? said : []);
}
