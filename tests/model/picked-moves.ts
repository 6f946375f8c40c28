/** Any plan that may be given for those inside other versions, by numbers that were drawn. */
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundleHash } from '../../shared/journey/content-hash';
import type { Placement } from '../../shared/journey/schema';
import { canKeepTime, mayStandAt } from './versions';
import type { Fates, Program } from './world';

/** For all who are inside any other version of the journey, whatever has become of that version. */
export function movesTo(bundle: DeploymentBundle, programs: readonly Program[], picks: readonly number[]): { from: string; plan: Fates }[] {
  const hash = bundleHash(bundle);
  return programs
    .filter((one) => one.hash !== hash && one.journey.id === bundle.journey.id && one.bundle.mode === bundle.mode)
    .map((one) => ({ from: one.hash, plan: planOf(one, bundle, picks) }));
}

function planOf({ journey: old }: Program, { journey: next }: DeploymentBundle, picks: readonly number[]): Fates {
  const places = next.nodes.filter(mayStandAt);
  return Object.fromEntries(
    old.nodes.flatMap((node, i): [string, Placement][] => {
      const pick = picks[i % picks.length] ?? 0;
      const same = next.nodes.find(({ id }) => id === node.id);
      // Half of them to where they are, the others rather to an early step: back to what has been.
      const to = pick % 2 === 0 && mayStandAt(same) ? same : places[Math.min(pick % places.length, pick % 5)];
      if (pick % 11 === 0) return [];
      if (node.kind === 'trigger' || !to || pick % 7 === 0) return [[node.id, { action: pick % 3 === 0 ? 'exit' : 'finish-on-old' }]];
      return [[node.id, { action: 'migrate', to: to.id, timer: pick % 3 !== 0 && canKeepTime(node, to) ? 'keep' : 'restart' }]];
    }),
  );
}
