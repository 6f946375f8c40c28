/**
 * What was counted on the client's sample rows, kept in the engagement so that its documents can quote it. Counts only: no
 * value and no name of a person is in here. Each part says when it was counted; it may be older than what it was counted with.
 */
import { z } from 'zod';
import { identityReportSchema } from '../identity/report';
import { keySchema } from '../ids';

const count = z.number().int().nonnegative();
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

const { rows, identified, accounts, people, households, sources, overlap, identifiers, suspicious, shuffles } = identityReportSchema.shape;

export const measuredIdentitySchema = z.object({
  at: z.iso.datetime(),
  /** Names the rules it was counted by (`identityHash`): others since then make it out of date. */
  rules: sha256Schema,
  rows,
  identified,
  accounts,
  people,
  households,
  sources,
  overlap,
  identifiers,
  /** Links that wait for a person to decide. */
  reviews: count,
  /** Records of the largest person. */
  largest: count,
  suspicious,
  shuffles,
});
export type MeasuredIdentity = z.infer<typeof measuredIdentitySchema>;

export const measuredSegmentsSchema = z.object({
  at: z.iso.datetime(),
  /** People of the sample; on the client's own list when it is known. */
  people: count,
  total: count.optional(),
  /** People of the sample in each segment that could be worked out. */
  sizes: z.record(keySchema, count),
  /** Of the segments that were compared when the counts were kept: people in both, for every pair. */
  overlap: z.array(z.object({ a: keySchema, b: keySchema, people: count })).optional(),
  /** People in none of these; known of as many as can be drawn as circles. */
  none: count.optional(),
});
export type MeasuredSegments = z.infer<typeof measuredSegmentsSchema>;

export const measuredSchema = z.object({ identity: measuredIdentitySchema.optional(), segments: measuredSegmentsSchema.optional() });
export type Measured = z.infer<typeof measuredSchema>;
