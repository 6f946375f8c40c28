/** Keeps what was counted on the sample rows for the documents. */
import { compileIdentity } from '../identity/compile-identity';
import type { IdentityReport } from '../identity/report';
import type { SegmentReport } from '../segments/size-report';
import { type Measured, measuredSchema } from './measured';
import type { Engagement } from './schema';
import { withoutUndefined } from './without-undefined';

/** The rules of identity by name, the one that the executor knows them by: counts belong to the rules they were counted by. */
export function identityHash({ identity, record, client }: Pick<Engagement, 'identity' | 'record' | 'client'>): string {
  return compileIdentity(identity, record, client.country).hash;
}

/** `of`: the document the report was made with. The report's values and clusters, which speak of persons, are left behind. */
export function keepIdentityCounts(engagement: Engagement, { report, of, at }: { report: IdentityReport; of: Engagement; at: string }): Engagement {
  const { rows, identified, accounts, people, households, sources, overlap, identifiers, shuffles, suspicious, clusters } = report;
  return withMeasured(engagement, {
    ...engagement.measured,
    identity: {
      at,
      rules: identityHash(of),
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
      suspicious,
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
      ...(report.overlap.length > 0 && { overlap: report.overlap }),
      ...(report.regions.length > 0 && { none: report.people - report.regions.reduce((sum, { people }) => sum + people, 0) }),
    }),
  });
}

/** What does not fit the schema changes nothing: keys that are no counts are never written. */
function withMeasured(engagement: Engagement, measured: Measured): Engagement {
  const next = measuredSchema.safeParse(measured);
  return next.success ? { ...engagement, measured: withoutUndefined(next.data) } : engagement;
}
