/** Journeys made ready to be simulated together. */
import { refsOf } from '../condition/refs';
import type { DeploymentBundle } from '../executor/api';
import { bundleHash } from '../journey/content-hash';
import { compileDeployment } from '../journey/deployment';
import { dependsOnTime } from '../journey/deployment-listens';
import type { NodeOf } from '../journey/schema';
import { fallbackZoneOf } from '../journey/step-facts';
import { createDerivations } from '../runtime/attributes';
import type { Program } from '../runtime/live';

export type SimulatedProgram = Program & {
  /** The zone of schedules. */
  zone: string;
  /** Computed attributes whose change starts this journey. */
  watched: readonly string[];
  /** Somebody may come to a trigger by the mere passing of time: everybody has to be looked at now and then. */
  movesWithTime: boolean;
  /** A computed attribute that is another as time passes. */
  changesByItself(attribute: string): boolean;
  /** Trigger nodes by the event that sets them off. */
  byEvent: ReadonlyMap<string, NodeOf<'trigger'>[]>;
  dateTriggers: readonly NodeOf<'trigger'>[];
};

/** In the order of the bundles; the one given last is asked first, as the executor asks the one published last. */
export function createPrograms(bundles: readonly DeploymentBundle[]): SimulatedProgram[] {
  const derivationOf = createDerivations();
  return bundles.map((bundle, i) => {
    const deployment = compileDeployment(bundle, bundleHash(bundle));
    const derivation = derivationOf(bundle.record.attributes);
    const segments = new Map(bundle.segments.map((segment) => [segment.id, segment]));
    const { needs } = derivation.computation;
    const starting = deployment.triggers.flatMap(({ trigger }) => (trigger.kind === 'attribute-changed' ? [trigger.attribute] : []));
    const watched = [...new Set(starting)].filter((id) => needs.has(id));
    const changesByItself = (attribute: string) => needs.get(attribute)?.usesNow === true;
    const mayDependOnTime = [...deployment.listens.triggers.segments].some((id) => {
      const when = segments.get(id)?.when;
      if (when === undefined) return false;
      const refs = refsOf(when);
      return dependsOnTime(when) || refs.segments.length > 0 || refs.attributes.some(changesByItself);
    });
    const byEvent = new Map<string, NodeOf<'trigger'>[]>();
    for (const node of deployment.triggers)
      if (node.trigger.kind === 'event') byEvent.set(node.trigger.event, [...(byEvent.get(node.trigger.event) ?? []), node]);
    return {
      n: i + 1,
      deployment,
      derivation,
      segments,
      zone: fallbackZoneOf(bundle.journey),
      watched,
      changesByItself,
      movesWithTime: mayDependOnTime || watched.some(changesByItself),
      byEvent,
      dateTriggers: deployment.triggers.filter(({ trigger }) => trigger.kind === 'date-attribute'),
    };
  });
}
