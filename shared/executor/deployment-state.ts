import type { DeploymentSummary } from './api';

type Told = Pick<DeploymentSummary, 'state' | 'active'> & Partial<Pick<DeploymentSummary, 'moving'>>;

/** The state as it is told: a version that takes nobody in and has nobody inside is over, whether or not somebody ended it. */
export function toldState({ state, active, moving }: Told): DeploymentSummary['state'] {
  return state === 'draining' && active === 0 && !moving ? 'retired' : state;
}
