import { scoreVendors, standingOf } from '../checklist/score';
import type { Channel } from '../journey/schema';
import { createLineage, hasSource, type Lineage } from '../record/lineage';
import { allFields } from '../sources/find';
import type { Engagement } from './schema';

export const stations = ['sources', 'record', 'journeys', 'segments', 'gap', 'businessCase', 'handoff'] as const;
export type StationId = (typeof stations)[number];

/** `share` = done ÷ total, 0 when there is nothing yet. `blocked`: something here can't go on; `waiting`: an answer is awaited. */
export type StationProgress = { done: number; total: number; share: number; blocked: boolean; waiting: boolean };

export type Progress = {
  stations: Record<StationId, StationProgress>;
  /** Mean of the stations' shares. */
  share: number;
};

/**
 * How far the workshop is: computed from the engagement, never ticked by hand. Pass a lineage made from the same
 * engagement when there is one. What counts as done:
 * sources: fields whose status is confirmed · record: attributes that something uses (or that have a field) and will have a
 * value · journeys: approved or published · segments: computable from the record · gap: points with a standing, per
 * candidate · business case: volumes and prices that are filled in · handoff: messages approved, questions closed, journeys
 * placed in a phase.
 */
export function progressOf(engagement: Engagement, lineage: Lineage = createLineage(engagement)): Progress {
  const done = {
    sources: sourcesProgress(engagement),
    record: recordProgress(engagement, lineage),
    journeys: journeysProgress(engagement, lineage),
    segments: segmentsProgress(engagement, lineage),
    gap: gapProgress(engagement),
    businessCase: businessCaseProgress(engagement),
    handoff: handoffProgress(engagement),
  } satisfies Record<StationId, StationProgress>;
  return { stations: done, share: stations.reduce((sum, id) => sum + done[id].share, 0) / stations.length };
}

function station(done: number, total: number, marks: { blocked?: boolean; waiting?: boolean } = {}): StationProgress {
  return { done, total, share: total === 0 ? 0 : done / total, blocked: marks.blocked ?? false, waiting: marks.waiting ?? false };
}

function sourcesProgress(engagement: Engagement): StationProgress {
  const fields = allFields(engagement);
  const confirmed = fields.filter(({ field }) => field.status === 'confirmed').length;
  return station(confirmed, fields.length, { waiting: fields.some(({ field }) => field.status === 'open-question') });
}

function recordProgress(engagement: Engagement, lineage: Lineage): StationProgress {
  const relevant = [...lineage.attributes.values()].filter((found) => found.uses.some((use) => use.kind !== 'identity') || found.attribute.sources.length > 0);
  const supplied = relevant.filter(hasSource).length;
  const blocked = engagement.journeys.some((journey) => journey.status !== 'retired' && lineage.missingFor(journey.id).length > 0);
  return station(supplied, relevant.length, { blocked });
}

function journeysProgress(engagement: Engagement, lineage: Lineage): StationProgress {
  const live = engagement.journeys.filter((journey) => journey.status !== 'retired');
  const done = live.filter((journey) => journey.status === 'approved' || journey.status === 'published').length;
  return station(done, live.length, {
    blocked: live.some((journey) => lineage.missingFor(journey.id).length > 0),
    waiting: live.some((journey) => journey.status === 'in-review'),
  });
}

function segmentsProgress(engagement: Engagement, lineage: Lineage): StationProgress {
  const computable = engagement.segments.filter((segment) =>
    [...lineage.needsOf('segment', segment.id)].every((id) => {
      const found = lineage.attributes.get(id);
      return found !== undefined && hasSource(found);
    }),
  );
  return station(computable.length, engagement.segments.length);
}

function gapProgress({ checklist }: Engagement): StationProgress {
  const points = checklist.points.filter((point) => point.switchedOff === undefined);
  const candidates = checklist.vendors.filter((vendor) => vendor.role === 'candidate');
  const byVendor = new Map(candidates.map((vendor) => [vendor.id, new Map(checklist.answers.filter((a) => a.vendor === vendor.id).map((a) => [a.point, a]))]));
  let done = 0;
  for (const answers of byVendor.values()) for (const point of points) if (standingOf(point, answers.get(point.id)) !== 'unanswered') done++;
  const scores = scoreVendors({ ...checklist, vendors: candidates });
  return station(done, points.length * Math.max(1, candidates.length), {
    // A blocking gap of one vendor is a finding; when no vendor is without one, the choice itself is blocked.
    blocked: scores.length > 0 && scores.every((score) => score.blocking.length > 0),
    waiting: done > 0 && done < points.length * candidates.length,
  });
}

function businessCaseProgress(engagement: Engagement): StationProgress {
  const { volumes } = engagement;
  const numbers = [volumes.contacts, volumes.customers, volumes.ordersPerMonth, volumes.averageOrderValue, volumes.margin, volumes.growthPerYear];
  const paid = [...channelsOf(engagement)].filter((channel) => channel === 'email' || channel === 'sms' || channel === 'whatsapp' || channel === 'push');
  const inputs = [...numbers, ...paid.map((channel) => volumes.messagePrices[channel])];
  return station(inputs.filter((value) => value !== undefined).length, inputs.length);
}

function handoffProgress(engagement: Engagement): StationProgress {
  const questions = engagement.notes.filter((note) => note.kind === 'question');
  const placed = new Set(engagement.phases.flatMap((phase) => phase.journeys));
  const journeys = engagement.journeys.filter((journey) => journey.status !== 'retired');
  const open = questions.filter((note) => note.state === 'open').length;
  const done =
    engagement.messages.filter((message) => message.status === 'approved').length +
    (questions.length - open) +
    journeys.filter((journey) => placed.has(journey.id)).length;
  return station(done, engagement.messages.length + questions.length + journeys.length, { waiting: open > 0 });
}

/** The channels that journeys and planned sends use. */
export function channelsOf(engagement: Engagement): Set<Channel> {
  const used = new Set<Channel>(engagement.plannedSends.map((send) => send.channel));
  for (const journey of engagement.journeys)
    for (const node of journey.nodes)
      if (node.kind === 'send') {
        used.add(node.channel);
        if (node.fallbackChannel) used.add(node.fallbackChannel);
      }
  return used;
}
