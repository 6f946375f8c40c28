import type { DeploymentBundle } from '../shared/executor/api';
import { toDeploymentBundle } from '../shared/journey/to-bundle';
import { mappedEngagement } from './mapped-engagement';

/** The shipped hand-over: whoever comes over the line is put before sales, and the CRM is told why. */
export const handOver = shipped('sales-hand-over');
/** What she is in until then. */
export const nurturing = shipped('lead-nurturing');

function shipped(template: string): DeploymentBundle {
  const engagement = mappedEngagement();
  const journey = engagement.journeys.find(({ from }) => from === template);
  if (!journey) throw new Error(template);
  const bundle = toDeploymentBundle(engagement, journey.id, 'live');
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.problems));
  return bundle.value;
}
