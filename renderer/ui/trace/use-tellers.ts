import { useMemo } from 'react';
import type { TraceLine } from '../../../shared/executor/api';
import { createTellers, deploymentsOf, type Published, type Tellers } from '../../../shared/executor/tellers';
import type { Speaker } from '../../../shared/journey/node-label';
import { useBundles } from '../../store/deployment-bundles';
import { useEngagement } from '../../store/session';

type Lines = readonly Pick<TraceLine, 'journeyId' | 'deployment' | 'reason'>[];

/** Tells lines as their versions would: in words of now until those are there. */
export function useTellers(lines: Lines, deployments: readonly Published[], speaker: Speaker): Tellers {
  const engagement = useEngagement();
  const bundles = useBundles(deploymentsOf(lines, deployments));
  return useMemo(() => createTellers(bundles, deployments, engagement, speaker), [bundles, deployments, engagement, speaker]);
}
