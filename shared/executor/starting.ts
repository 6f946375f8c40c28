/** What starts the journeys that run: what is drawn and not published starts nobody. */
import type { DeploymentSummary } from './api';

type Started = Pick<DeploymentSummary, 'journeyId' | 'state' | 'mode' | 'triggers'>;

/** Takes people in now, and somebody can be put into it: a trigger by hand or by API. */
export function isStartable({ state, triggers }: Pick<Started, 'state' | 'triggers'>): boolean {
  return state === 'live' && triggers.some(({ kind }) => kind === 'manual' || kind === 'api');
}

/** The journeys somebody can be put into, each once: where a deployment for tests runs beside the real one, the real one. */
export function startableJourneys<D extends Started>(deployments: readonly D[]): D[] {
  const startable = deployments.filter(isStartable);
  const journeys = [...new Set(startable.map((one) => one.journeyId))];
  return journeys.flatMap((id) => {
    const same = startable.filter((one) => one.journeyId === id);
    return same.find((one) => one.mode === 'live') ?? same.slice(0, 1);
  });
}

/** Ids of the events that start a journey which takes people in now. */
export function startingEvents(deployments: readonly Started[]): ReadonlySet<string> {
  return new Set(deployments.filter(({ state }) => state === 'live').flatMap(({ triggers }) => triggers.flatMap(({ event }) => event ?? [])));
}
