import { compileIdentity, compileRecord } from '../catalogue/compile-attributes';
import { compileSegments } from '../catalogue/compile-segments';
import { compileSuppressions } from '../catalogue/compile-suppressions';
import type { Catalogue } from '../catalogue/schema';
import type { Checklist } from '../checklist/schema';
import { plainStyle } from '../documents/style-schema';
import { type Engagement, engagementSchema, FORMAT, FORMAT_VERSION } from './schema';
import { typed, typedOptional } from './typed-text';
import { withoutUndefined } from './without-undefined';

/** What is known of a client on the first day. */
export type NewEngagement = Pick<Engagement, 'name' | 'client' | 'languages'> & { consultant?: string | undefined };

/**
 * An empty engagement that already knows the method: the catalogue's record, identity rules, segments, suppressions, caps,
 * calendars and the 43 points; no source, journey, vendor or number. `now` is ISO 8601. Values that the schema refuses are
 * a bug of the caller and throw.
 */
export function createEngagement({
  id,
  now,
  name,
  client,
  languages,
  consultant,
  catalogue,
}: NewEngagement & { id: string; now: string; catalogue: Catalogue }): Engagement {
  return engagementSchema.parse(
    withoutUndefined({
      format: FORMAT,
      formatVersion: FORMAT_VERSION,
      id,
      revision: 0,
      createdAt: now,
      updatedAt: now,
      name: typed(name, 200),
      client: withoutUndefined({ ...client, name: typed(client.name, 200), industry: typedOptional(client.industry, 200) }),
      sender: undefined,
      consultant: typedOptional(consultant, 200),
      languages: { document: languages.document, customers: [...new Set(languages.customers)] },
      sources: [],
      record: compileRecord(catalogue),
      identity: compileIdentity(catalogue),
      segments: compileSegments(catalogue),
      journeys: [],
      messages: [],
      ...compileSuppressions(catalogue),
      checklist: createChecklist(catalogue),
      volumes: { eventsPerMonth: {}, messagePrices: {} },
      kpiInputs: {},
      businessCase: { ranges: {}, sources: {}, journeys: [] },
      documents: plainStyle,
      plannedSends: [],
      phases: [],
      notes: [],
      measured: undefined,
    } satisfies Record<keyof Engagement, unknown>),
  );
}

/** The 43 points with the catalogue's weights and priorities, nobody to answer them yet. */
export function createChecklist(catalogue: Catalogue): Checklist {
  return {
    points: catalogue.checklist.points.map((point) => ({ id: point.id, weight: point.defaultWeight, priority: point.defaultPriority })),
    vendors: [],
    answers: [],
    trialTasks: [],
    trialResults: [],
  };
}
