/** The versions a journey can be compared with: snapshots of the engagement, and what was deployed. */
import { useEffect, useState } from 'react';
import type { DeploymentSummary } from '../../../../shared/executor/api';
import { type JourneyVersion, journeyVersion } from '../../../../shared/journey/to-bundle';
import type { Snapshot } from '../../../../shared/platform';
import { ok, type Problem, type Result } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { useExecutorStatus } from '../../../store/executor-status';
import { loadSnapshots, readSnapshot, useSnapshots } from '../../../store/snapshots';

export type VersionChoice = { id: string; at: string } & ({ kind: 'snapshot'; snapshot: Snapshot } | { kind: 'deployed'; deployment: DeploymentSummary });

/** What is live first, then newest first; undefined while nobody has answered. `running`: what runs; asked anew when it changes. */
export function useVersionChoices(
  engagementId: string,
  journeyId: string,
  running: string | undefined,
): { choices: VersionChoice[] | undefined; problems: Problem[] } {
  const known = useSnapshots(engagementId);
  const { state } = useExecutorStatus();
  const [deployed, setDeployed] = useState<DeploymentSummary[]>([]);
  useEffect(() => {
    void loadSnapshots(engagementId);
  }, [engagementId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another deployment runs, so the list is another one
  useEffect(() => {
    if (state !== 'ready') return setDeployed([]);
    let wanted = true;
    void platform['executor.deployments']({}).then((reply) => {
      if (wanted && reply.ok) setDeployed(reply.value.filter((one) => one.journeyId === journeyId));
    });
    return () => {
      wanted = false;
    };
  }, [state, journeyId, running]);
  const snapshots = known?.snapshots.map((snapshot): VersionChoice => ({ id: snapshot.file, at: snapshot.savedAt, kind: 'snapshot', snapshot }));
  const deployments = deployed.map((deployment): VersionChoice => ({ id: deployment.hash, at: deployment.deployedAt, kind: 'deployed', deployment }));
  const isLive = (one: VersionChoice) => one.kind === 'deployed' && one.deployment.state === 'live' && one.deployment.mode === 'live';
  const choices = snapshots && [...deployments, ...snapshots].sort((a, b) => Number(isLive(b)) - Number(isLive(a)) || (a.at < b.at ? 1 : -1));
  return { choices, problems: known?.problems ?? [] };
}

/** `ok(undefined)`: the journey was not there yet. */
export async function readVersion(choice: VersionChoice, engagementId: string, journeyId: string): Promise<Result<JourneyVersion | undefined>> {
  if (choice.kind === 'deployed') return platform['executor.deployment']({ deployment: choice.id });
  const opened = await readSnapshot(engagementId, choice.id);
  return opened.ok ? ok(journeyVersion(opened.value, journeyId)) : opened;
}

/** The deployment that takes people in now, if the executor runs one of this journey. */
export async function liveDeployment(journeyId: string): Promise<DeploymentSummary | undefined> {
  const reply = await platform['executor.deployments']({});
  return reply.ok ? reply.value.find((one) => one.journeyId === journeyId && one.mode === 'live' && one.state === 'live') : undefined;
}
