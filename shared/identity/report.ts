/** What a dry run of the identity rules on the sample rows found: counts, and values only where they are masked. */
import { z } from 'zod';
import { keySchema, ulidSchema } from '../ids';
import { problemSchema } from '../problem';
import { mergePolicySchema } from './schema';

const count = z.number().int().nonnegative();

/** Why an identifier of a record did not join it to the person who has it. */
export const refusals = ['blocked', 'invalid', 'limit', 'at-most', 'weak', 'review', 'kept-apart', 'household', 'device'] as const;
export type Refusal = (typeof refusals)[number];

/** One identifier in a cluster. `value` is masked unless values were asked for. */
const clusterValueSchema = z.object({ attribute: keySchema, value: z.string(), records: count });
/** One record of a cluster. `row`: line of the object's rows, from 1. `values`: positions in the cluster's values, all of which joined it. */
const clusterRecordSchema = z.object({ source: ulidSchema, object: ulidSchema, row: count, values: z.array(count) });

export const clusterSchema = z.object({
  records: count,
  /** Different family names. */
  names: count,
  sources: z.array(z.object({ source: ulidSchema, records: count })),
  isSuspicious: z.boolean(),
  values: z.array(clusterValueSchema),
  /** At most 200, chosen so that they hang together: a path between any two of them is in here. */
  shown: z.array(clusterRecordSchema),
});
export type Cluster = z.infer<typeof clusterSchema>;

/** Two people who may be one, by the record that says so. */
export const reviewSchema = z.object({
  /** Which answer of the policy keeps them apart for now. */
  reason: mergePolicySchema.keyof(),
  /** Records that say it of these two. */
  records: count,
  /** The first is the identifier that both carry. */
  values: z.array(clusterValueSchema.omit({ records: true })).min(1),
  /** The record that says so, and the one that the identifier is held by; each with what it is known by. */
  shown: z.array(clusterRecordSchema).length(2),
});
export type Review = z.infer<typeof reviewSchema>;

export const identityReportSchema = z.object({
  /** Rows read, and those with an identifier that can be used. */
  rows: count,
  identified: count,
  /** Accounts as the systems count them, added up: before. People by the rules: after. */
  accounts: count,
  people: count,
  /** Groups of people who share a household's identifier. */
  households: count,
  sources: z.array(z.object({ source: ulidSchema, rows: count, identified: count, accounts: count, people: count })),
  /** People whom both sources know. */
  overlap: z.array(z.object({ a: ulidSchema, b: ulidSchema, people: count })),
  identifiers: z.array(
    z.object({
      attribute: keySchema,
      /** Records that carry it, and different values. */
      records: count,
      values: count,
      /** Records that it joined to a person who was known already. */
      joined: count,
      refused: z.partialRecord(z.enum(refusals), count),
    }),
  ),
  /**
   * The 50 values on the most records, most first: candidates for blocking. `people`: how many those records belong to. `others`:
   * different values of other identifiers on them; a value with many others is shared, one with few is a faithful customer's.
   */
  frequent: z.array(z.object({ attribute: keySchema, value: z.string(), records: count, people: count, others: count, isBlocked: z.boolean() })),
  /** How many people have so many records. */
  sizes: z.array(z.object({ records: count, people: count })),
  /** People with more records or more different family names than the alarm allows. */
  suspicious: count,
  /** The largest, largest first; up to half of the places are kept for suspicious people who are smaller. */
  clusters: z.array(clusterSchema).max(20),
  reviews: z.object({
    /** Pairs of people, and of these by the strongest reason of each. */
    pairs: count,
    reasons: z.partialRecord(mergePolicySchema.keyof(), count),
    /** Records whose two people became one by another identifier: nothing is left to review. */
    settled: count,
    /** Those with the most records first. */
    shown: z.array(reviewSchema).max(200),
  }),
  /** Times the rows were shuffled and run again, and whether every one gave the same people. */
  shuffles: z.object({ tried: count, same: z.boolean() }),
  problems: z.array(problemSchema),
});
export type IdentityReport = z.infer<typeof identityReportSchema>;
