/** Journeys made ready to be simulated together. */
import type { DeploymentBundle } from '../executor/api';
import { bundleHash } from '../journey/content-hash';
import { compileDeployment } from '../journey/deployment';
import type { NodeOf } from '../journey/schema';
import { fallbackZoneOf } from '../journey/step-facts';
import { createDerivations } from '../runtime/attributes';
import { type PreparedProgram, prepareProgram } from '../runtime/program';

export type SimulatedProgram = PreparedProgram & {
  /** The zone of schedules. */
  zone: string;
  /** Trigger nodes by the event that sets them off. */
  byEvent: ReadonlyMap<string, NodeOf<'trigger'>[]>;
  dateTriggers: readonly NodeOf<'trigger'>[];
};

/** In the order of the bundles; the one given last is asked first, as the executor asks the one published last. */
export function createPrograms(bundles: readonly DeploymentBundle[]): SimulatedProgram[] {
  const derivationOf = createDerivations();
  return bundles.map((bundle, i) => {
    const deployment = compileDeployment(bundle, bundleHash(bundle));
    const byEvent = new Map<string, NodeOf<'trigger'>[]>();
    for (const node of deployment.triggers)
      if (node.trigger.kind === 'event') byEvent.set(node.trigger.event, [...(byEvent.get(node.trigger.event) ?? []), node]);
    return {
      ...prepareProgram(i + 1, deployment, bundle, derivationOf(bundle.record.attributes)),
      zone: fallbackZoneOf(bundle.journey),
      byEvent,
      dateTriggers: deployment.triggers.filter(({ trigger }) => trigger.kind === 'date-attribute'),
    };
  });
}
