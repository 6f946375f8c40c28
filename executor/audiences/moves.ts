/** Who came into a watched segment and who went, with the parts of its rule that turned. Kept for as long as days are told, and no longer than anything else. */
import { z } from 'zod';
import { decidingParts, partAt } from '../../shared/condition/deciding';
import { evaluate } from '../../shared/condition/evaluate';
import { refsOf } from '../../shared/condition/refs';
import type { Condition } from '../../shared/condition/schema';
import { type AudienceMove, type AudienceNews, type AudiencePart, audienceDays } from '../../shared/executor/audiences';
import { dependsOnTime } from '../../shared/journey/deployment-listens';
import { FactsAt, zoneOf } from '../../shared/journey/step-facts';
import { ok, type Result, refuse } from '../../shared/problem';
import { customerId } from '../../shared/runtime/customer-id';
import type { CheckedFacts } from '../../shared/runtime/facts';
import type { Work } from '../engine/work';
import type { Database } from '../store/driver';
import type { Watched } from './registry';

/** What was news of somebody. */
export type Occasion = { event: string | undefined; changed: ReadonlySet<string> } | 'merge' | 'time';

/** So many parts are kept; a rule may have hundreds. */
const mostParts = 5;
const day = 86_400_000;

/** As stored: names of events and attributes and places in the rule, never a value of hers. */
const whySchema = z.object({
  news: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('event'), event: z.string(), attributes: z.array(z.string()) }),
      z.object({ by: z.literal('attributes'), attributes: z.array(z.string()) }),
      z.object({ by: z.literal('time') }),
      z.object({ by: z.literal('merge') }),
    ])
    .optional(),
  parts: z.array(z.object({ path: z.array(z.number()), holds: z.boolean() })).default([]),
  apart: z.string().optional(),
});
type Why = z.input<typeof whySchema>;

export function keepMove(
  work: Work,
  watched: Watched,
  { customer, isIn, facts, occasion }: { customer: number; isIn: boolean; facts: CheckedFacts; occasion: Occasion },
): void {
  const { decides, apart } = explain(work, watched, facts, occasion);
  const why: Why = {
    news: newsOf(occasion),
    ...(apart === undefined ? { parts: decides.slice(0, mostParts).map(({ path, holds }) => ({ path: [...path], holds })) } : { apart }),
  };
  insert(work, { audience: watched.audience, customer, kind: isIn ? 'entered' : 'left', why });
}

/** Two members turned out to be one. */
export function keepMerge(work: Work, audience: number, winner: number, loser: number): void {
  insert(work, { audience, customer: winner, kind: 'merged', other: loser, why: {} });
}

function insert({ db, now }: Work, move: { audience: number; customer: number; kind: AudienceMove['kind']; other?: number; why: Why }): void {
  const { audience, customer, kind, other, why } = move;
  db.run(
    'INSERT INTO audience_move (audience, customer, at, kind, other, why) VALUES (?, ?, ?, ?, ?, ?)',
    audience,
    customer,
    now,
    kind,
    other ?? null,
    JSON.stringify(why),
  );
}

/** What the one did, the other did. */
export function passMoves({ db }: Work, winner: number, loser: number): void {
  db.run('UPDATE audience_move SET customer = ? WHERE customer = ?', winner, loser);
}

/** Lets go of those that are too old, so many at once. False: there are no more. */
export function letMovesGo({ db, now }: Work, before: number, chunk: number): boolean {
  const until = Math.max(before, now - audienceDays * day);
  return db.change('DELETE FROM audience_move WHERE n IN (SELECT n FROM audience_move WHERE at < ? ORDER BY at LIMIT ?)', until, chunk) === chunk;
}

/**
 * Which parts of the segment's rule make it so that she is in it, or is not; `apart` instead: she is in no segment because of that one.
 * @param occasion narrows it to what that news can have turned.
 */
export function explain(
  work: Work,
  { group, segment, concerns }: Watched,
  facts: CheckedFacts,
  occasion?: Occasion,
): { decides: ReturnType<typeof decidingParts>; apart?: string } {
  const rule = group.segments.get(segment);
  if (!rule) return { decides: [] };
  const seen = new FactsAt(facts, work.now, zoneOf(group.deployment.journey, facts));
  const holds = (part: Condition) => evaluate(part, seen);
  if (!rule.administrative && holds(rule.when) !== facts.inSegment(segment)) {
    const apart = [...group.segments.values()].find((one) => one.administrative && facts.inSegment(one.id));
    if (apart) return { decides: [], apart: apart.id };
  }
  return { decides: decidingParts(rule.when, holds, occasion && occasion !== 'merge' ? isConcernedBy(occasion, group, concerns) : undefined) };
}

function isConcernedBy(occasion: Exclude<Occasion, 'merge'>, group: Watched['group'], concerns: Watched['concerns']): (part: Condition) => boolean {
  return (part) => {
    const refs = refsOf(part);
    if (refs.segments.length > 0) return true;
    if (occasion === 'time') return dependsOnTime(part) || refs.attributes.some((id) => group.changesByItself(id));
    const { event, changed } = occasion;
    if (event !== undefined && refs.events[event]) return true;
    const touched = group.derivation.touchedBy(event, changed);
    return concerns(event, changed) && refs.attributes.some((id) => touched.has(id));
  };
}

/** What is kept of the news: the event's name and the attributes, never a value. */
function newsOf(occasion: Occasion): AudienceNews {
  if (typeof occasion === 'string') return { by: occasion };
  const attributes = [...occasion.changed].slice(0, mostParts);
  return occasion.event === undefined ? { by: 'attributes', attributes } : { by: 'event', event: occasion.event, attributes };
}

export type AskedMoves = { segment: string; kind?: AudienceMove['kind'] | undefined; before?: number | undefined; limit: number; names: boolean };
type MoveRow = { n: number; customer: number; at: number; kind: AudienceMove['kind']; other: number | null; why: string };

/** The newest first. Names only for whoever asks for them. Refuses `audience-unknown`. */
export function audienceMoves(
  db: Database,
  { segment, kind, before = Number.MAX_SAFE_INTEGER, limit, names }: AskedMoves,
  labelOf: (customer: number) => string,
): Result<AudienceMove[]> {
  const audience = db.get<{ n: number; rule: string | null }>(
    `SELECT a.n, (SELECT one.value ->> '$.when' FROM json_each(a.definition, '$.segments') one WHERE one.value ->> '$.id' = a.segment) AS rule
     FROM audience a WHERE a.segment = ?`,
    segment,
  );
  if (!audience) return refuse('audience-unknown', { segment });
  const rule: Condition | undefined = audience.rule === null ? undefined : JSON.parse(audience.rule);
  const rows = db.all<MoveRow>(
    'SELECT n, customer, at, kind, other, why FROM audience_move WHERE audience = ?1 AND n < ?2 AND (?3 IS NULL OR kind = ?3) ORDER BY n DESC LIMIT ?4',
    audience.n,
    before,
    kind ?? null,
    limit,
  );
  return ok(
    rows.map(({ n, customer, at, kind: what, other, why }) => {
      const { news, parts, apart } = whySchema.parse(JSON.parse(why));
      return {
        n,
        customer: customerId(customer),
        at: new Date(at).toISOString(),
        kind: what,
        ...(other !== null && { other: customerId(other) }),
        ...(news && { because: news }),
        turned: parts.flatMap(({ path, holds }): AudiencePart[] => {
          const when = rule && partAt(rule, path);
          return when ? [{ when, holds }] : [];
        }),
        ...(apart !== undefined && { apart }),
        ...(names && { label: labelOf(customer) }),
      };
    }),
  );
}
