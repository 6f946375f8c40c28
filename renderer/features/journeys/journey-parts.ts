import type { MessageKey } from '../../../shared/i18n/translator';

/** What is set for a journey as a whole, by the path problems name it by, with the title it has in the inspector. */
export const journeyParts = {
  'entry filter': 'journeys.who-enters',
  'entry reentry': 'brief.reentry',
  'policies goal': 'journeys.goal',
  'policies exits': 'brief.leaving',
  'policies suppressions': 'brief.restraints',
  'policies own': 'journeys.own-rules-title',
  'policies timeZone': 'journeys.running',
  kpis: 'brief.kpis',
} as const satisfies Record<string, MessageKey>;

/** The title of the part a path leads into; undefined for the journey as a whole. */
export function titleOfPart(path: string): MessageKey | undefined {
  return Object.entries(journeyParts).find(([part]) => path === part || path.startsWith(`${part} `))?.[1];
}
