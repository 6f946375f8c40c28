/** Begins and ends to watch a segment. */
import { toCanonicalJson } from '../../shared/canonical-json';
import { type Audience, mostAudiences } from '../../shared/executor/audiences';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';

/** Watches it from now on; known by another definition it is begun anew. Refuses `audience-without-segment`, `audiences-too-many`. */
export function watchSegment(work: Work, registry: Registry, audience: Audience): Result<void> {
  const { db, now } = work;
  const { segment } = audience;
  if (!audience.segments.some(({ id }) => id === segment)) return refuse('audience-without-segment', { segment });
  const definition = toCanonicalJson(audience);
  const known = db.get<{ definition: string }>('SELECT definition FROM audience WHERE segment = ?', segment);
  if (known?.definition === definition) return ok(undefined);
  if (known) db.run('DELETE FROM audience WHERE segment = ?', segment);
  else if ((db.get<{ n: number }>('SELECT count(*) AS n FROM audience')?.n ?? 0) >= mostAudiences)
    return refuse('audiences-too-many', { limit: mostAudiences });
  const last = db.get<{ n: number | null }>('SELECT max(n) AS n FROM customer')?.n ?? 0;
  db.run('INSERT INTO audience (segment, definition, since, up_to, due_at) VALUES (?, ?, ?, ?, ?)', segment, definition, now, last, now);
  registry.reload();
  return ok(undefined);
}

/** Refuses `audience-unknown`. */
export function unwatchSegment(work: Work, registry: Registry, segment: string): Result<void> {
  if (work.db.change('DELETE FROM audience WHERE segment = ?', segment) === 0) return refuse('audience-unknown', { segment });
  registry.reload();
  return ok(undefined);
}
