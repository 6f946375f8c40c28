/** Keeps what was counted on the sample rows for the documents. */
import { toCanonicalJson } from '../canonical-json';
import type { IdentityReport } from '../identity/report';
import type { Identity } from '../identity/schema';
import { sha256Hex } from '../journey/content-hash';
import type { SegmentReport } from '../segments/size-report';
import { type Measured, measuredSchema } from './measured';
import type { Engagement } from './schema';
import { withoutUndefined } from './without-undefined';

/** The rules of identity by name: counts belong to the rules they were counted by. */
export function identityHash(identity: Identity): string {
  return sha256Hex(toCanonicalJson(identity));
}

/** `identity`: the rules the report was made with. Its values and clusters, which speak of persons, are left behind. */
export function keepIdentityCounts(engagement: Engagement, { report, identity, at }: { report: IdentityReport; identity: Identity; at: string }): Engagement {
  const { rows, identified, accounts, people, households, sources, overlap, identifiers, shuffles, clusters } = report;
  return withMeasured(engagement, {
    ...engagement.measured,
    identity: {
      at,
      rules: identityHash(identity),
      rows,
      identified,
      accounts,
      people,
      households,
      sources,
      overlap,
      identifiers,
      shuffles,
      reviews: identifiers.reduce((sum, { refused }) => sum + (refused.review ?? 0), 0),
      largest: Math.max(0, ...clusters.map(({ records }) => records)),
      suspicious: clusters.filter(({ isSuspicious }) => isSuspicious).length,
    },
  });
}

/** Segments that could not be worked out have no size and are left out. */
export function keepSegmentCounts(engagement: Engagement, { report, at }: { report: SegmentReport; at: string }): Engagement {
  const counted = report.sizes.filter(({ state }) => state !== 'not-computable');
  return withMeasured(engagement, {
    ...engagement.measured,
    segments: withoutUndefined({
      at,
      people: report.people,
      total: report.total,
      sizes: Object.fromEntries(counted.map(({ segment, size }) => [segment, size])),
    }),
  });
}

/** What does not fit the schema changes nothing: keys that are no counts are never written. */
function withMeasured(engagement: Engagement, measured: Measured): Engagement {
  const next = measuredSchema.safeParse(measured);
  return next.success ? { ...engagement, measured: withoutUndefined(next.data) } : engagement;
}
