/** What a deployment looks at besides what happens: worked out once, alike for executor and simulator. */
import { refsOf } from '../condition/refs';
import type { DeploymentBundle } from '../executor/api';
import type { Deployment } from '../journey/deployment';
import { dependsOnTime } from '../journey/deployment-listens';
import type { Segment } from '../segments/schema';
import type { Derivation } from './attributes';
import type { Program } from './live';

export type PreparedProgram = Program & {
  /** Computed attributes whose change starts this journey. */
  watched: readonly string[];
  /** A computed attribute that is another as time passes. */
  changesByItself(attribute: string): boolean;
  /** Somebody may come to a trigger by the mere passing of time: everybody has to be looked at now and then. */
  movesWithTime: boolean;
};

export function prepareProgram(n: number, deployment: Deployment, bundle: Pick<DeploymentBundle, 'segments'>, derivation: Derivation): PreparedProgram {
  const { needs } = derivation.computation;
  const starting = deployment.triggers.flatMap(({ trigger }) => (trigger.kind === 'attribute-changed' ? [trigger.attribute] : []));
  const watched = [...new Set(starting)].filter((id) => needs.has(id));
  const segments = new Map(bundle.segments.map((segment) => [segment.id, segment]));
  const changesByItself = (attribute: string) => needs.get(attribute)?.usesNow === true;
  return { n, deployment, derivation, segments, watched, changesByItself, movesWithTime: movesWithTime(deployment, segments, watched, changesByItself) };
}

function movesWithTime(
  { listens }: Deployment,
  segments: ReadonlyMap<string, Segment>,
  watched: readonly string[],
  changesByItself: (attribute: string) => boolean,
): boolean {
  const mayDependOnTime = [...listens.triggers.segments].some((id) => {
    const when = segments.get(id)?.when;
    if (when === undefined) return false;
    const refs = refsOf(when);
    // A segment that leads to others may depend on time through them.
    return dependsOnTime(when) || refs.segments.length > 0 || refs.attributes.some(changesByItself);
  });
  return mayDependOnTime || watched.some(changesByItself);
}
