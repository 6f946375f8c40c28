/** What somebody who builds the plan has to do, as data: each thing with who does it, what comes before it and what in the plan causes it. */
import type { Line } from '../../report';
import type { PlanSetting } from '../plan-setting';

/** Chapters, in the order of building. */
export const parts = [
  'answers',
  'sources',
  'fields',
  'consents',
  'record',
  'events',
  'sender',
  'limits',
  'messages',
  'journeys',
  'channels',
  'live',
  'monitoring',
  'retention',
  'handover',
] as const;
export type Part = (typeof parts)[number];

/** Who mostly does it, where the plan names nobody. */
export type Role = 'implementer' | 'it' | 'marketing' | 'legal' | 'consultant' | 'management';

export type Work = {
  /** Others name it in `after`. */
  id: string;
  what: Line;
  /** How, with what, which cases. */
  details?: Line[];
  /** As the plan names them. */
  owner?: string;
  role: Role;
  until?: string;
  /** Ids of what has to be done first; of what is not in the list, nothing is said. */
  after: string[];
  from: Line;
  /** Of these journeys; the first phase that has one of them needs it. Absent: the whole plan needs it. */
  journeys?: readonly string[];
};

/** Which phase needs it first: its place, `later` when its journeys are in none, `all` when the whole plan does. */
export type Need = number | 'all' | 'later';

export function needOf({ journeys }: Pick<Work, 'journeys'>, { phaseOf }: Pick<PlanSetting, 'phaseOf'>): Need {
  if (!journeys || journeys.length === 0) return 'all';
  const phases = journeys.flatMap((id) => phaseOf.get(id)?.index ?? []);
  return phases.length > 0 ? Math.min(...phases) : 'later';
}

/** All first, then phase by phase, then what is in none. */
export function compareNeeds(a: Need, b: Need): number {
  const place = (need: Need) => (need === 'all' ? -1 : need === 'later' ? Number.MAX_SAFE_INTEGER : need);
  return place(a) - place(b);
}
