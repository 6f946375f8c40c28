/** Begins and ends to watch a segment. */
import { toCanonicalJson } from '../../shared/canonical-json';
import { type Audience, audienceHash, mostAudiences } from '../../shared/executor/audiences';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import { bookOf } from './book';

/** Watches it from now on; known by a definition that may put others in or out it is begun anew. Refuses `audience-without-segment`, `audiences-too-many`. */
export function watchSegment(work: Work, registry: Registry, audience: Audience): Result<void> {
  const { db, now } = work;
  const { segment, timeZone } = audience;
  if (!audience.segments.some(({ id }) => id === segment)) return refuse('audience-without-segment', { segment });
  const definition = toCanonicalJson(audience);
  const hash = audienceHash(audience);
  const known = db.get<{ n: number; definition: string; hash: string }>('SELECT n, definition, hash FROM audience WHERE segment = ?', segment);
  if (known && (known.hash === hash || known.definition === definition)) {
    db.run('UPDATE audience SET definition = ?, hash = ? WHERE n = ?', definition, hash, known.n);
    return ok(undefined);
  }
  if (known) remove(work, known.n);
  else if ((db.get<{ n: number }>('SELECT count(*) AS n FROM audience')?.n ?? 0) >= mostAudiences)
    return refuse('audiences-too-many', { limit: mostAudiences });
  const last = db.get<{ n: number | null }>('SELECT max(n) AS n FROM customer')?.n ?? 0;
  db.run(
    'INSERT INTO audience (segment, definition, hash, zone, since, up_to, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    segment,
    definition,
    hash,
    timeZone,
    now,
    last,
    now,
  );
  registry.reload();
  return ok(undefined);
}

/** Refuses `audience-unknown`. */
export function unwatchSegment(work: Work, registry: Registry, segment: string): Result<void> {
  const known = work.db.get<{ n: number }>('SELECT n FROM audience WHERE segment = ?', segment);
  if (!known) return refuse('audience-unknown', { segment });
  remove(work, known.n);
  registry.reload();
  return ok(undefined);
}

function remove(work: Work, audience: number): void {
  work.db.run('DELETE FROM audience WHERE n = ?', audience);
  bookOf(work).drop(audience);
}
