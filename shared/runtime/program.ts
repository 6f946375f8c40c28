/** What a deployment looks at besides what happens: worked out once, alike for executor and simulator. */
import { refsOf } from '../condition/refs';
import type { DeploymentBundle } from '../executor/api';
import type { Deployment } from '../journey/deployment';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { dependsOnTime } from '../journey/deployment-listens';
import type { Segment } from '../segments/schema';
import type { Derivation, Program } from './live';

export type PreparedProgram = Program & {
  /** Computed attributes whose change starts this journey. */
  watched: readonly string[];
  /** A computed attribute that is another as time passes. */
  changesByItself(attribute: string): boolean;
  /** Whether news of this event, or of these attributes, can set anything off here; asked before anybody's runs are read. */
  hears(event: string | undefined, changed: ReadonlySet<string>): boolean;
  /** Somebody may come to a trigger by the mere passing of time: everybody has to be looked at now and then. */
  movesWithTime: boolean;
};

export function prepareProgram(n: number, deployment: Deployment, bundle: Pick<DeploymentBundle, 'segments'>, derivation: Derivation): PreparedProgram {
  const { needs } = derivation.computation;
  const starting = deployment.triggers.flatMap(({ trigger }) => (trigger.kind === 'attribute-changed' ? [trigger.attribute] : []));
  const watched = [...new Set(starting)].filter((id) => needs.has(id));
  const segments = new Map(bundle.segments.map((segment) => [segment.id, segment]));
  const changesByItself = (attribute: string) => needs.get(attribute)?.usesNow === true;
  return {
    n,
    deployment,
    derivation,
    segments,
    watched,
    changesByItself,
    hears: hearing(deployment, derivation, watched),
    movesWithTime: movesWithTime(deployment, segments, watched, changesByItself),
  };
}

function hearing({ listens, triggers }: Deployment, derivation: Derivation, watched: readonly string[]): PreparedProgram['hears'] {
  // Anything that happens may move somebody in or out of a segment, or change what is computed.
  if (listens.triggers.segments.size > 0 || listens.runs.segments.size > 0 || watched.length > 0) return () => true;
  const attributes = new Set([...listens.triggers.attributes, ...listens.runs.attributes]);
  if (triggers.some(({ trigger }) => trigger.kind === 'date-attribute')) attributes.add(runtimeAttributes.timeZone);
  return (event, changed) => {
    if (event !== undefined && (listens.triggers.events.has(event) || listens.runs.events.has(event))) return true;
    for (const attribute of derivation.touchedBy(event, changed)) if (attributes.has(attribute)) return true;
    return false;
  };
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
