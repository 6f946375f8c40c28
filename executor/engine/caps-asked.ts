/** The caps of what runs, as the monitor asks about them: in which zone, and for whom those that are not for all. Reads only. */
import { evaluate } from '../../shared/condition/evaluate';
import { FactsAt, fallbackZoneOf, zoneOf } from '../../shared/journey/step-facts';
import { factsFor } from '../../shared/runtime/facts';
import type { AskedCap } from '../monitor/pressure';
import type { Registry } from './registry';
import type { Work } from './work';

/** Each as the newest deployment has it that lets people go on and is no test. `begin`: what is read is kept by nobody. */
export function capsAsked(registry: Registry, begin: () => Work): AskedCap[] {
  const asked = new Map<string, AskedCap>();
  for (const deployed of registry.all()) {
    const { deployment, state } = deployed;
    if (deployment.mode !== 'live' || state === 'retired' || state === 'failed') continue;
    for (const cap of deployment.caps) {
      if (asked.has(cap.id)) continue;
      const { when } = cap;
      const isFor = (n: number) => {
        const work = begin();
        const facts = factsFor(work, deployed, work.customer(n));
        return when === undefined || evaluate(when, new FactsAt(facts, work.now, zoneOf(deployment.journey, facts)));
      };
      asked.set(cap.id, { cap, zone: fallbackZoneOf(deployment.journey), ...(when && { isFor }) });
    }
  }
  return [...asked.values()];
}
