/**
 * Who a record is about: the one decision that the dry run and the executor share.
 *
 * A person is a number of identifiers; every value belongs to one person at most. One with a strong or medium identifier is
 * known, one with weak ones only is anonymous. A record is heard identifier by identifier: strong ones first, then medium, then
 * weak, among these in the order of the list. The one it is about so far (at first: nobody) is compared with the owner of each:
 *
 * - nobody has the value: it is linked to the person of the record;
 * - the person of the record has it: nothing to do;
 * - somebody else has it, and the record is nobody's yet: the record is about her, and gets her what it has brought so far.
 *   Only a weak value does not do that when it is a known person's and the record has a strong or medium one: somebody else may
 *   use the same device;
 * - somebody else has it, and the record is somebody's: the two are one. If both are known, a strong value joins them by
 *   `knownByStrong`, a medium one by `knownByMedium`, a weak one never; if one is anonymous, `anonymousAndKnown` says.
 *
 * Before anything is linked or joined, limits are asked: nothing may raise the number of a person's values above the limit of
 * their identifier, nor above what an identifier of this record allows through it (`atMost`). What is refused leaves the record
 * as it was, the value with whom it had before, and the next identifier is heard: a new customer number with an e-mail whose
 * owner has all the customer numbers she may have makes a new person, and the e-mail stays where it is.
 *
 * Identifiers of households and devices are refused always: they join nobody. The same record in the same store has the same outcome.
 */
import type { CompiledIdentity, CompiledRule } from './compile-identity';
import type { Identifier } from './read-identifiers';
import type { MergeChoice } from './schema';

/** Who has what. Persons are numbers, older ones smaller. `rule`: position in the compiled rules. */
export type IdentityStore<V> = {
  ownerOf(rule: number, value: V): number | undefined;
  /** Different values of the rule's identifier that are linked to the person; only those first seen later than `after` (epoch ms), when given, and those of which nobody knows when. */
  countOf(person: number, rule: number, after: number | undefined): number;
  /** Whether a strong or medium identifier is linked to the person. */
  isKnown(person: number): boolean;
};

export type DecidedRefusal = 'limit' | 'at-most' | 'weak' | 'review' | 'kept-apart' | 'household' | 'device';
/** `linked`: nobody had the value, now she has. `joined`: a person who was there already had it. */
export type Verdict = 'linked' | 'joined' | DecidedRefusal;

export type Decision = {
  /** undefined: a new person, or nobody when no identifier was accepted (`verdicts` has no `linked`). */
  person: number | undefined;
  /** Persons who turned out to be `person`, in the order in which they were joined into her. */
  absorbed: number[];
  /** One for each identifier of the record, in their order. */
  verdicts: Verdict[];
};

export type Decide<V> = (identifiers: readonly Identifier<V>[], at: number | undefined) => Decision;

/**
 * Makes the function that decides about one record. It changes nothing: the caller links what is `linked` to the person (first
 * seen `at`) and re-points what belonged to the absorbed before the next record. Of two persons the known one stays, else the
 * older. `identifiers`: normalised, usable, different, in the order of `inOrder`. `at`: when the record was true, epoch ms;
 * undefined when it does not say: limits then count ever, whatever their window.
 */
export function createDecide<V>({ rules, policy }: CompiledIdentity, store: IdentityStore<V>): Decide<V> {
  // What follows is about one record and is emptied for the next: making it anew each time cost as much as deciding.
  /** Persons who are one by this record. */
  const members: number[] = [];
  /** By rule: values that nobody had and the record brings. */
  const brought = new Int32Array(rules.length);
  /** Rules of accepted identifiers that allow only so many values of others. */
  const strict: CompiledRule[] = [];
  let isKnown = false;
  let time: number | undefined;

  const limited = [...rules.keys()].filter((position) => rules[position]?.limit !== undefined);
  const afterOf = (rule: CompiledRule) => (rule.windowMs === undefined || time === undefined ? undefined : time - rule.windowMs);
  /** How many values of a rule the record's person has. */
  const own = (rule: number, after: number | undefined) => {
    let count = brought[rule] ?? 0;
    for (let i = 0; i < members.length; i++) count += store.countOf(members[i] ?? 0, rule, after);
    return count;
  };
  const linkBarredBy = (rule: CompiledRule, position: number) => {
    if (rule.limit !== undefined && own(position, afterOf(rule)) + 1 > rule.limit) return 'limit';
    for (const { atMost } of [rule, ...strict])
      for (const other of atMost) if (other.rule === position && own(position, undefined) + 1 > other.values) return 'at-most';
    return undefined;
  };
  // Both sides have some: only then the number rises, and whoever had too many already is not kept from everything else.
  const exceeds = (owner: number, most: number, position: number, after: number | undefined) => {
    if (members.length === 0 && brought[position] === 0) return false;
    const ours = own(position, after);
    if (ours === 0) return false;
    const theirs = store.countOf(owner, position, after);
    return theirs > 0 && ours + theirs > most;
  };
  const joinBarredBy = (by: CompiledRule, owner: number) => {
    for (const position of limited) {
      const rule = rules[position];
      if (rule?.limit !== undefined && exceeds(owner, rule.limit, position, afterOf(rule))) return 'limit';
    }
    for (const { atMost } of [by, ...strict]) for (const other of atMost) if (exceeds(owner, other.values, other.rule, undefined)) return 'at-most';
    return undefined;
  };
  /** Whether two who are not yet one may become one by a value of this strength. */
  const choiceFor = (strength: CompiledRule['strength'], isOwnerKnown: boolean): MergeChoice | 'weak' => {
    // What a record brings is nobody yet; it can only be told from the user of a device.
    if (members.length === 0 && (strength !== 'weak' || !isKnown)) return 'merge';
    if (!isKnown || !isOwnerKnown) return policy.anonymousAndKnown;
    if (strength === 'strong') return policy.knownByStrong;
    return strength === 'medium' ? policy.knownByMedium : 'weak';
  };
  const accept = (rule: CompiledRule) => {
    if (rule.strength !== 'weak') isKnown = true;
    if (rule.atMost.length > 0) strict.push(rule);
  };

  const verdictOn = ({ rule: position, value }: Identifier<V>): Verdict => {
    const rule = rules[position];
    if (!rule) throw new Error('an identifier without a rule');
    if (rule.owner !== 'person') return rule.owner;
    const owner = store.ownerOf(position, value);
    if (owner === undefined) {
      const barred = linkBarredBy(rule, position);
      if (barred) return barred;
      brought[position] = (brought[position] ?? 0) + 1;
      accept(rule);
      return 'linked';
    }
    if (!members.includes(owner)) {
      // Whoever has a strong or medium identifier is known by it.
      const isOwnerKnown = rule.strength !== 'weak' || store.isKnown(owner);
      const choice = choiceFor(rule.strength, isOwnerKnown);
      if (choice !== 'merge') return choice === 'keep-apart' ? 'kept-apart' : choice;
      const barred = joinBarredBy(rule, owner);
      if (barred) return barred;
      members.push(owner);
      isKnown ||= isOwnerKnown;
    }
    accept(rule);
    return 'joined';
  };

  return (identifiers, at) => {
    members.length = 0;
    strict.length = 0;
    brought.fill(0);
    isKnown = false;
    time = at;
    const verdicts = identifiers.map(verdictOn);
    let person = members[0];
    for (const one of members) if (person !== undefined && one !== person && staysBefore(one, person, store)) person = one;
    return { person, absorbed: members.length > 1 ? members.filter((one) => one !== person) : [], verdicts };
  };
}

function staysBefore<V>(a: number, b: number, store: IdentityStore<V>): boolean {
  const [isAKnown, isBKnown] = [store.isKnown(a), store.isKnown(b)];
  return isAKnown === isBKnown ? a < b : isAKnown;
}
