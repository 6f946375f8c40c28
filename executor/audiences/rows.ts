/** Watched segments as the API shows them. */
import { type AudienceCustomer, type AudienceDay, type AudienceMember, type AudienceRow, audienceDays } from '../../shared/executor/audiences';
import { ok, type Result, refuse } from '../../shared/problem';
import { customerId, customerNumber } from '../../shared/runtime/customer-id';
import { factsFor } from '../../shared/runtime/facts';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import { identifiersOf } from '../rights/identified';
import type { Identified } from '../rights/tombstones';
import type { Database } from '../store/driver';
import { dayOf } from './book';
import { explain } from './moves';

const dayMs = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();

type Row = { n: number; segment: string; since: number; size: number; after: number; up_to: number; zone: string; hash: string };

/** In the order in which they were begun. */
export function audiences(db: Database, now: number): AudienceRow[] {
  return db
    .all<Row>('SELECT n, segment, since, size, after, up_to, zone, hash FROM audience ORDER BY n')
    .map(({ n, segment, since, size, after, up_to, zone, hash }) => ({
      segment,
      since: iso(since),
      size,
      definition: hash,
      ...(after < up_to && { looking: { done: after, of: up_to } }),
      days: daysOf(db, { audience: n, size, today: dayOf(now, zone), begun: dayOf(since, zone) }),
    }));
}

type Counted = Pick<AudienceDay, 'entered' | 'left' | 'merged' | 'erased'>;

/** The oldest first. Sizes are worked out backwards from what it is now: whoever came on a day was not there before it. */
function daysOf(db: Database, { audience, size, today, begun }: { audience: number; size: number; today: number; begun: number }): AudienceDay[] {
  const told = new Map(
    db
      .all<Counted & { day: number }>(
        'SELECT day, entered, left, merged, erased FROM audience_day WHERE audience = ? AND day > ?',
        audience,
        today - audienceDays,
      )
      .map((one) => [one.day, one]),
  );
  const days: AudienceDay[] = [];
  let atEnd = size;
  for (let day = today; day > today - audienceDays; day--) {
    const { entered = 0, left = 0, merged = 0, erased = 0 } = told.get(day) ?? {};
    days.unshift({ day: iso(day * dayMs).slice(0, 10), entered, left, merged, erased, ...(day >= begun && { size: atEnd }) });
    atEnd -= entered - left - merged - erased;
  }
  return days;
}

export type AskedMembers = { segment: string; text?: string | undefined; after?: number | undefined; limit: number; names: boolean };

/** In the order in which we got to know them. `text`: the beginning of an identifier, or a number of ours. Names only for whoever asks for them. Refuses `audience-unknown`. */
export function audienceMembers(
  db: Database,
  { segment, text = '', after = 0, limit, names }: AskedMembers,
  labelOf: (customer: number) => string,
): Result<AudienceMember[]> {
  const audience = db.get<{ n: number }>('SELECT n FROM audience WHERE segment = ?', segment)?.n;
  if (audience === undefined) return refuse('audience-unknown', { segment });
  const wanted = text.trim();
  // Not LIKE: the text is a value, not a pattern.
  const found =
    wanted === ''
      ? ''
      : 'AND (m.customer = ?4 OR EXISTS (SELECT 1 FROM identity i WHERE i.customer = m.customer AND lower(substr(i.value, 1, length(?5))) = ?5))';
  const rows = db.all<{ customer: number; since: number }>(
    `SELECT m.customer, m.since FROM audience_member m WHERE m.audience = ?1 AND m.customer > ?2 ${found} ORDER BY m.customer LIMIT ?3`,
    audience,
    after,
    limit,
    ...(wanted === '' ? [] : [customerNumber(wanted) ?? -1, wanted.toLowerCase()]),
  );
  return ok(
    rows.map(({ customer, since }) => ({
      customer: customerId(customer),
      since: iso(since),
      ...(names && { label: labelOf(customer), identifiers: byAttribute(identifiersOf(db, customer)) }),
    })),
  );
}

function byAttribute(identifiers: readonly Identified[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { attribute, value } of identifiers) found[attribute] = [...(found[attribute] ?? []), value];
  return found;
}

/** Whether she is in it, and what makes it so. Refuses `audience-unknown`. */
export function audienceCustomer(work: Work, registry: Registry, segment: string, customer: number): Result<AudienceCustomer> {
  const watched = registry.audiences().find((one) => one.segment === segment);
  if (!watched) return refuse('audience-unknown', { segment });
  const facts = factsFor(work, watched.group, work.customer(customer));
  const since = work.db.get<{ since: number }>('SELECT since FROM audience_member WHERE audience = ? AND customer = ?', watched.audience, customer)?.since;
  const { decides, apart } = explain(work, watched, facts);
  return ok({
    inside: facts.inSegment(segment),
    ...(since !== undefined && { since: iso(since) }),
    decides: decides.map(({ when, holds }) => ({ when, holds })),
    ...(apart !== undefined && { apart }),
  });
}
