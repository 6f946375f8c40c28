/** Watched segments as the API shows them. */
import { type AudienceRow, audienceDays } from '../../shared/executor/audiences';
import { ok, type Result, refuse } from '../../shared/problem';
import { customerId } from '../../shared/runtime/customer-id';
import type { Database } from '../store/driver';

const dayMs = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();

/** In the order in which they were begun. */
export function audiences(db: Database, now: number): AudienceRow[] {
  const today = Math.floor(now / dayMs);
  return db
    .all<{ n: number; segment: string; since: number; size: number; after: number; up_to: number }>(
      'SELECT n, segment, since, size, after, up_to FROM audience ORDER BY n',
    )
    .map(({ n, segment, since, size, after, up_to }) => {
      const told = new Map(
        db
          .all<{ day: number; entered: number; left: number }>(
            'SELECT day, entered, left FROM audience_day WHERE audience = ? AND day > ?',
            n,
            today - audienceDays,
          )
          .map((one) => [one.day, one]),
      );
      return {
        segment,
        since: iso(since),
        size,
        ...(after < up_to && { looking: { done: after, of: up_to } }),
        days: Array.from({ length: audienceDays }, (_, i) => {
          const day = today - audienceDays + 1 + i;
          return { day: iso(day * dayMs).slice(0, 10), entered: told.get(day)?.entered ?? 0, left: told.get(day)?.left ?? 0 };
        }),
      };
    });
}

export type AskedMembers = { segment: string; after?: number | undefined; limit: number; names: boolean };

/** In the order in which we got to know them. Names only for whoever asks for them. Refuses `audience-unknown`. */
export function audienceMembers(
  db: Database,
  { segment, after = 0, limit, names }: AskedMembers,
  labelOf: (customer: number) => string,
): Result<{ customer: string; since: string; label?: string }[]> {
  const audience = db.get<{ n: number }>('SELECT n FROM audience WHERE segment = ?', segment)?.n;
  if (audience === undefined) return refuse('audience-unknown', { segment });
  return ok(
    db
      .all<{ customer: number; since: number }>(
        'SELECT customer, since FROM audience_member WHERE audience = ? AND customer > ? ORDER BY customer LIMIT ?',
        audience,
        after,
        limit,
      )
      .map(({ customer, since }) => ({ customer: customerId(customer), since: iso(since), ...(names && { label: labelOf(customer) }) })),
  );
}
