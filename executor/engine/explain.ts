/** "Why has she this score?", asked as things are now. Reads only. */
import type { ScoreExplanation } from '../../shared/record/score/schema';
import { type Asker, thresholdsOf } from '../../shared/record/score/thresholds';
import { explainedFor } from '../../shared/runtime/attributes';
import type { Registry } from './registry';
import type { Work } from './work';

/** By the formulas published last, as what is shown of her is; null for what they don't work out as a number. The number must be a customer's. */
export function explain(work: Work, registry: Registry, n: number, attribute: string): ScoreExplanation | null {
  const [newest] = registry.all();
  return (newest && explainedFor(work, newest, work.customer(n), attribute, thresholdsOf(attribute, askers(registry)))) ?? null;
}

/** The journeys that are live, and the segments they ask about. */
function askers(registry: Registry): Asker[] {
  const live = registry.all().filter(({ state }) => state === 'live');
  const segments = new Map(live.flatMap((one) => [...one.segments.values()].map((segment) => [segment.id, segment] as const)));
  return [
    ...[...segments.values()].map(({ id, name, when }): Asker => ({ kind: 'segment', id, name, asks: when })),
    ...live.map(({ deployment: { journey } }): Asker => ({ kind: 'journey', id: journey.id, name: journey.name, asks: journey })),
  ];
}
