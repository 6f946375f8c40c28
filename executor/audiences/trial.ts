/** What a definition would come to, before anybody watches by it. Reads only. */
import type { Audience, AudienceTrial } from '../../shared/executor/audiences';
import { ok, type Result, refuse } from '../../shared/problem';
import { createDerivations } from '../../shared/runtime/attributes';
import { factsFor } from '../../shared/runtime/facts';
import type { Work } from '../engine/work';
import type { Database } from '../store/driver';
import { prepareAlone } from './registry';

/** So many between two turns of everything else. */
const chunk = 200;
/** Longer than this nobody waits: what was found out by then is told with how many that was of. */
const longestMs = 4_000;

/**
 * @param begin a look at the store as it is now
 * @param pause lets others have their turn
 * @param elapsed ms since it began, by the machine's own clock
 * Refuses `audience-without-segment`.
 */
export async function tryAudience(
  db: Database,
  audience: Audience,
  { begin, pause, elapsed }: { begin(): Work; pause(): Promise<void>; elapsed(): number },
): Promise<Result<AudienceTrial>> {
  const { segment, segments } = audience;
  if (!segments.some(({ id }) => id === segment)) return refuse('audience-without-segment', { segment });
  const watched = prepareAlone(audience, createDerivations());
  const trial: AudienceTrial = { looked: 0, of: db.get<{ n: number }>('SELECT count(*) AS n FROM customer')?.n ?? 0, stay: 0, come: 0, go: 0 };
  for (let after = 0; ; ) {
    const work = begin();
    const rows = db.all<{ n: number; inside: number }>(
      `SELECT c.n, EXISTS (SELECT 1 FROM audience_member m JOIN audience a ON a.n = m.audience WHERE a.segment = ?1 AND m.customer = c.n) AS inside
       FROM customer c WHERE c.n > ?2 ORDER BY c.n LIMIT ?3`,
      segment,
      after,
      chunk,
    );
    for (const { n, inside } of rows) {
      const isIn = factsFor(work, watched.group, work.customer(n)).inSegment(segment);
      if (isIn) trial[inside === 1 ? 'stay' : 'come'] += 1;
      else if (inside === 1) trial.go += 1;
    }
    trial.looked += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < chunk || elapsed() > longestMs) return ok(trial);
    after = last.n;
    await pause();
  }
}
