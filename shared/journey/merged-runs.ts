/** Runs of two customers who turn out to be one, in one journey with the same entry key: which of them goes on. */
import { addDuration } from '../time/duration';
import type { ExitCode, Run } from './run';
import type { Journey } from './schema';

export type MergedRun = { run: Run; whose: 'winner' | 'loser' };

type Reentry = Journey['entry']['reentry'];
/** `zone`: whose days a cooldown counts. `precedes`: which of two active ones goes on; absent: the further one. */
type Rules<R> = { reentry: Reentry; zone: string; precedes?: (one: R, other: R) => boolean };

/** Left by what the journey itself says. The other ends come from outside and leave open what would have become of the run. */
const ownEnds: ReadonlySet<ExitCode> = new Set(['goal', 'completed', 'exit-rule', 'suppressed', 'missing-date', 'too-long']);

/** The run that has come further; of two that are equally far the older. */
export function isFurther(one: Run, other: Run): boolean {
  return one.visit > other.visit || (one.visit === other.visit && one.enteredAt < other.enteredAt);
}

/**
 * The active run that goes on, if one does, and the nodes at which another run of hers has sent already, so that she does not get it
 * twice. The furthest goes on, unless the other customer has been through the journey further than that, and one person would not have
 * been let in again so soon. `over`: runs of both that have left.
 */
export function runThatStays<R extends MergedRun>(
  active: readonly R[],
  over: readonly MergedRun[],
  { reentry, zone, precedes = (one, other) => isFurther(one.run, other.run) }: Rules<R>,
): { stays: R; sentBefore: string[] } | undefined {
  const barring = (one: R) => over.filter((other) => other.whose !== one.whose && bars(other.run, one.run, reentry, zone));
  const stays = active
    .toSorted((a, b) => (precedes(a, b) ? -1 : 1))
    .find((one) => !barring(one).some(({ run }) => run.exit && ownEnds.has(run.exit.code) && isFurther(run, one.run)));
  if (!stays) return undefined;
  const others = [...active.filter((one) => one !== stays), ...barring(stays)];
  // What it has sent itself it may send again, where the journey goes in a circle.
  const byOthers = others.flatMap(({ run }) => sentAt(run)).filter((node) => stays.run.outcomes[node] !== 'sent');
  return { stays, sentBefore: [...new Set([...(stays.run.sentBefore ?? []), ...byOthers])] };
}

/** Whether one person who has been through `over` would not have been let in for `run`. */
function bars({ exit, entry }: Run, run: Run, reentry: Reentry, zone: string): boolean {
  if (!exit) return false;
  if (reentry.mode === 'never' || entry.uid === run.entry.uid) return true;
  return (reentry.cooldown === undefined ? exit.at : addDuration(exit.at, reentry.cooldown, zone)) > run.enteredAt;
}

function sentAt({ outcomes, sentBefore = [] }: Run): string[] {
  return [...Object.keys(outcomes).filter((node) => outcomes[node] === 'sent'), ...sentBefore];
}
