/** Watched segments made ready to be asked about, in memory; the store's rows are the truth. */
import { flipped, joined, type Leaning, moreOf } from '../../shared/condition/more-of';
import { refsOf } from '../../shared/condition/refs';
import { type Audience, audienceBundle } from '../../shared/executor/audiences';
import { bundleHash } from '../../shared/journey/content-hash';
import { compileDeployment } from '../../shared/journey/deployment';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import type { createDerivations } from '../../shared/runtime/attributes';
import { type PreparedProgram, prepareProgram } from '../../shared/runtime/program';
import type { Database } from '../store/driver';

/**
 * Segments that agree on all they look at, as one program: formulas, test records and each other's segments are worked out once for a customer
 * and not once for each of them.
 */
export type Group = PreparedProgram;

export type Watched = {
  /** In the store. */
  audience: number;
  segment: string;
  /** Its number is one that no deployment has: what is worked out of a customer is kept by it. */
  group: Group;
  /** Whether news of this event, or of these attributes, may bring somebody in or take her out. */
  concerns(event: string | undefined, changed: ReadonlySet<string>): boolean;
  /**
   * Whether such news can't change that she is in it, or is not: one more page view takes nobody out who has looked at three. When time may change
   * it stays as it was planned, as more of the same can only keep her for longer.
   */
  leaves(event: string | undefined, changed: ReadonlySet<string>, isIn: boolean): boolean;
  /** Somebody may come or go by the mere passing of time. */
  movesWithTime: boolean;
};

type Derive = ReturnType<typeof createDerivations>;
type Alone = Omit<Watched, 'group'> & { definition: Audience; parts: ReadonlyMap<string, string> };

/** Makes those anew that have changed, keeps the others. */
export function createAudiences(db: Database, derivationOf: Derive): () => readonly Watched[] {
  const ready = new Map<number, Alone>();
  let known: { numbers: string; watched: readonly Watched[] } = { numbers: '', watched: [] };
  return () => {
    const rows = db.all<{ n: number }>('SELECT n FROM audience ORDER BY n');
    const numbers = rows.map(({ n }) => n).join();
    if (known.numbers === numbers) return known.watched;
    // A number that was rolled back is given to another.
    const there = new Set(rows.map(({ n }) => n));
    for (const n of ready.keys()) if (!there.has(n)) ready.delete(n);
    const all = rows.map(({ n }) => {
      let one = ready.get(n);
      if (!one) {
        const row = db.get<{ definition: string }>('SELECT definition FROM audience WHERE n = ?', n);
        if (!row) throw new Error('an audience vanished while it was read');
        one = prepare(n, JSON.parse(row.definition), derivationOf);
        ready.set(n, one);
      }
      return one;
    });
    known = { numbers, watched: inGroups(all, derivationOf) };
    return known.watched;
  };
}

/** One that nobody watches, to be asked about. */
export function prepareAlone(audience: Audience, derivationOf: Derive): Watched {
  const [watched] = inGroups([prepare(Number.MAX_SAFE_INTEGER, audience, derivationOf)], derivationOf);
  if (!watched) throw new Error('one is one');
  return watched;
}

function prepare(n: number, audience: Audience, derivationOf: Derive): Alone {
  const bundle = audienceBundle(audience);
  const derivation = derivationOf(bundle.record.attributes);
  const refs = refsOf(...audience.segments.map(({ when }) => when));
  const events = new Set(Object.keys(refs.events));
  const attributes = new Set([...refs.attributes, runtimeAttributes.timeZone, runtimeAttributes.country]);
  const touches = (event: string | undefined, changed: ReadonlySet<string>) => {
    for (const one of derivation.touchedBy(event, changed)) if (attributes.has(one)) return true;
    return false;
  };
  const leanings = createLeanings(audience);
  return {
    audience: n,
    segment: audience.segment,
    definition: audience,
    parts: partsOf(audience, [...refs.attributes, ...attributesBehind(refs.attributes, derivation)]),
    movesWithTime: prepareProgram(-n, compileDeployment(bundle, bundleHash(bundle)), bundle, derivation).movesWithTime,
    concerns: (event, changed) => (event !== undefined && events.has(event)) || touches(event, changed),
    leaves: (event, changed, isIn) => event !== undefined && leanings(event) === (isIn ? 'up' : 'down') && !touches(event, changed),
  };
}

/** Which way an event can move somebody; those who are kept apart are in nothing, so what holds them apart counts the other way round. */
function createLeanings({ segment, segments }: Audience): (event: string) => Leaning {
  const known = new Map<string, Leaning>();
  const byId = new Map(segments.map((one) => [one.id, one]));
  const apart = segments.filter(({ administrative }) => administrative);
  return (event) => {
    let leaning = known.get(event);
    if (!leaning) {
      leaning = moreOf(event, { op: 'in-segment', segment }, byId);
      for (const { when } of apart) leaning = joined(leaning, flipped(moreOf(event, when, byId)));
      known.set(event, leaning);
    }
    return leaning;
  };
}

type Gathered = { audience: Audience; parts: Map<string, string>; members: Alone[] };

function inGroups(all: readonly Alone[], derivationOf: Derive): Watched[] {
  const gathered: Gathered[] = [];
  for (const one of all) {
    const { parts } = one;
    const fitting = gathered.find((other) => other.audience.timeZone === one.definition.timeZone && agree(other.parts, parts));
    if (fitting) {
      fitting.audience = together(fitting.audience, one.definition);
      for (const [name, part] of parts) fitting.parts.set(name, part);
      fitting.members.push(one);
    } else gathered.push({ audience: one.definition, parts: new Map(parts), members: [one] });
  }
  const groupOf = new Map<Alone, Group>();
  for (const { audience, members } of gathered) {
    const bundle = audienceBundle(audience);
    // Named by one of its members, and another one once the members are others: nothing worked out for other members is found by it.
    const n = -Math.max(...members.map((one) => one.audience));
    const group = prepareProgram(n, compileDeployment(bundle, bundleHash(bundle)), bundle, derivationOf(bundle.record.attributes));
    for (const one of members) groupOf.set(one, group);
  }
  return all.flatMap((one) => {
    const group = groupOf.get(one);
    return group ? [{ audience: one.audience, segment: one.segment, group, concerns: one.concerns, leaves: one.leaves, movesWithTime: one.movesWithTime }] : [];
  });
}

function attributesBehind(ids: readonly string[], { computation }: ReturnType<Derive>): string[] {
  return ids.flatMap((id) => computation.needs.get(id)?.attributes ?? []);
}

/** What a definition says of each segment and attribute it knows or asks for. */
function partsOf({ segments, record }: Audience, asked: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...asked.map((id) => [`attribute ${id}`, 'delivered'] as const),
    ...refsOf(...segments.map(({ when }) => when)).segments.map((id) => [`segment ${id}`, 'missing'] as const),
    ...segments.map(({ id, when, administrative }) => [`segment ${id}`, JSON.stringify([when, administrative])] as const),
    ...record.attributes.map(({ id, type, formula, values }) => [`attribute ${id}`, JSON.stringify([type, formula, values])] as const),
    // One that holds test records or employees apart does so for all: those who name others do not agree.
    [
      'apart',
      segments
        .flatMap(({ id, administrative }) => (administrative ? [id] : []))
        .sort()
        .join(),
    ] as const,
  ]);
}

function agree(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  for (const [name, part] of others) {
    const known = some.get(name);
    if (known !== undefined && known !== part) return false;
  }
  return true;
}

function together(some: Audience, others: Audience): Audience {
  const missing = <T extends { id: string }>(known: readonly T[], more: readonly T[]) => more.filter(({ id }) => !known.some((one) => one.id === id));
  return {
    ...some,
    segments: [...some.segments, ...missing(some.segments, others.segments)],
    record: { ...some.record, attributes: [...some.record.attributes, ...missing(some.record.attributes, others.record.attributes)] },
  };
}
