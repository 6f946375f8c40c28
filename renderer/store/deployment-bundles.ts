/** What was deployed, by hash. A deployment never changes, so each is asked for once. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { DeploymentBundle } from '../../shared/executor/api';
import { platform } from '../platform/platform';

const bundleStore = create<Readonly<Record<string, DeploymentBundle>>>(() => ({}));
const asked = new Set<string>();

async function ask(hash: string): Promise<void> {
  if (asked.has(hash)) return;
  asked.add(hash);
  const reply = await platform['executor.deployment']({ deployment: hash });
  if (reply.ok) bundleStore.setState({ [hash]: reply.value });
  // No answer is none for good: the executor may be away.
  else asked.delete(hash);
}

/** All that are known, those with these hashes in a moment. */
export function useBundles(hashes: Iterable<string>): Readonly<Record<string, DeploymentBundle>> {
  const wanted = [...hashes].sort().join(' ');
  useEffect(() => {
    for (const hash of wanted.split(' ')) if (hash !== '') void ask(hash);
  }, [wanted]);
  return bundleStore();
}
