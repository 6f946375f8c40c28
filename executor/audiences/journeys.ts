/** Journeys that start with a watched segment: who of its members is in them, and who has never been. */
import { toCanonicalJson } from '../../shared/canonical-json';
import { deploymentStateSchema } from '../../shared/executor/api';
import { type AudienceDetail, audienceSchema } from '../../shared/executor/audiences';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Registry } from '../engine/registry';
import type { Database } from '../store/driver';

type DeploymentRow = { journey: string; name: string; version: number };

/** Deployments that are over are not told. Refuses `audience-unknown`. */
export function audienceDetail(db: Database, registry: Registry, segment: string): Result<AudienceDetail> {
  const row = db.get<{ n: number; definition: string; size: number }>('SELECT n, definition, size FROM audience WHERE segment = ?', segment);
  if (!row) return refuse('audience-unknown', { segment });
  const { segments, timeZone } = audienceSchema.parse(JSON.parse(row.definition));
  const rule = segments.find(({ id }) => id === segment);
  if (!rule) return refuse('audience-unknown', { segment });
  const journeys = registry.all().flatMap((deployed): AudienceDetail['journeys'] => {
    if (deployed.state === 'retired') return [];
    const starts = deployed.deployment.triggers.flatMap(({ trigger }) =>
      (trigger.kind === 'segment-enter' || trigger.kind === 'segment-exit') && trigger.segment === segment
        ? [trigger.kind === 'segment-enter' ? ('enter' as const) : ('exit' as const)]
        : [],
    );
    const [first] = starts;
    if (!first) return [];
    const told = db.get<DeploymentRow>('SELECT journey, name, version FROM deployment WHERE n = ?', deployed.n);
    if (!told) return [];
    const known = deployed.segments.get(segment);
    const inside = members(db, row.n, 'r.deployment = ?2 AND r.is_over = 0', deployed.n);
    const ever = members(db, row.n, 'r.deployment IN (SELECT n FROM deployment WHERE journey = ?2)', told.journey);
    return [
      {
        deployment: deployed.deployment.hash,
        journeyId: told.journey,
        name: JSON.parse(told.name),
        version: told.version,
        mode: deployed.deployment.mode,
        state: deploymentStateSchema.parse(deployed.state),
        starts: first,
        isSame: known !== undefined && toCanonicalJson(known.when) === toCanonicalJson(rule.when),
        inside,
        never: Math.max(0, row.size - ever),
      },
    ];
  });
  return ok({ when: rule.when, timeZone, journeys });
}

/** Members who have a run of which that is so. */
function members(db: Database, audience: number, isSo: string, value: number | string): number {
  const sql = `SELECT count(*) AS n FROM audience_member m WHERE m.audience = ?1 AND EXISTS (SELECT 1 FROM run r WHERE r.customer = m.customer AND ${isSo})`;
  return db.get<{ n: number }>(sql, audience, value)?.n ?? 0;
}
