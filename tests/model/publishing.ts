/** Which versions of a journey there are, who takes people in, and what becomes of those inside when that changes. */
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundleHash } from '../../shared/journey/content-hash';
import type { Placement } from '../../shared/journey/schema';
import { goOver, ownWord } from './versions';
import { expel } from './walking';
import { type Fates, type Job, nodeOf, type Program, type Run, type State, type World } from './world';

type Moves = readonly { from: string; plan: Fates }[];
const finishes: Placement = { action: 'finish-on-old' };
/** It takes nobody in, and will not by itself. */
export const isOut = (state: State) => state === 'draining' || state === 'retired';

export function createPublishing(
  world: World,
  { plan, goLive, catchUp }: { plan(job: Omit<Job, 'n'>): void; goLive(program: Program): void; catchUp(run: Run, isNew?: boolean): void },
) {
  const programOf = (hash: string) => world.programs.find((one) => one.hash === hash);
  const inside = (program: Program) => world.runs.filter((run) => run.program === program && !run.left);
  const park = (runs: readonly Run[]) => {
    for (const run of runs) run.parked ??= world.happened.length;
  };
  const drop = (program: Program, ...kinds: Job['kind'][]) => {
    world.jobs = world.jobs.filter((job) => job.program !== program || !kinds.includes(job.kind));
  };

  /** What took people in, or stood still till now, takes nobody in any more. */
  function drainOthers({ journey, bundle }: Program): Program[] {
    const others = world.programs
      .filter(
        (one) => one.journey.id === journey.id && one.bundle.mode === bundle.mode && one.bundle !== bundle && (one.state === 'live' || one.state === 'paused'),
      )
      .sort((a, b) => b.deployedAt - a.deployedAt || b.n - a.n);
    for (const one of others) change(one, 'draining');
    return others;
  }

  function change(program: Program, state: State): void {
    const before = program.state;
    if (before === state) return;
    program.state = state;
    const isMoving = world.jobs.some((job) => job.kind === 'move' && job.program === program);
    switch (state) {
      case 'paused':
        park(inside(program));
        drop(program, 'resume');
        break;
      case 'live':
        // Those who were to leave it and are still here stay.
        drop(program, 'move');
        if (before === 'paused' || isMoving) plan({ kind: 'resume', program, due: world.now });
        break;
      case 'draining':
        if (before === 'paused' && !isMoving) plan({ kind: 'resume', program, due: world.now });
        break;
      case 'retired':
        // Nobody takes one more step.
        drop(program, 'move', 'resume');
        park(inside(program));
        plan({ kind: 'stop', program, due: world.now });
    }
    // What stands still is up to date again when it goes on.
    if (isOut(before) && !isOut(state)) goLive(program);
    // While either of two versions stands still nobody goes from the one to the other.
    for (const job of world.jobs) if (job.kind === 'move' && (job.program === program || job.to === program)) job.due = dueOfMove(job.program, job.to);
  }

  function dueOfMove(from: Program, to: Program | undefined): number {
    return from.state === 'paused' || to?.state === 'paused' ? Number.POSITIVE_INFINITY : world.now;
  }

  /** Nobody who is meant takes one more step in the old version. */
  function planMove(from: Program, to: Program, fates: Fates): void {
    const isMeant = (run: Run) => (fates[run.node] ?? finishes).action !== 'finish-on-old';
    const isAnother = world.jobs.some((job) => job.kind === 'move' && job.program === from);
    drop(from, 'move');
    // All stay, and stand still as before.
    if (from.state === 'paused' && !isAnother && Object.values(fates).every(({ action }) => action === 'finish-on-old')) return;
    park(inside(from).filter(isMeant));
    if (!inside(from).some((run) => run.parked !== undefined)) return;
    drop(from, 'resume');
    plan({ kind: 'move', program: from, due: dueOfMove(from, to), to, fates });
  }

  /** Places in an audience that have not been taken yet are places in the next version, by the same trigger. */
  function handOver(from: Program, to: Program): void {
    for (const node of to.journey.nodes) {
      if (node.kind !== 'trigger' || !node.audience) continue;
      const before = from.journey.nodes.find(({ id }) => id === node.id);
      if (before?.kind !== 'trigger' || JSON.stringify(before.trigger) !== JSON.stringify(node.trigger)) continue;
      for (const one of world.planned.filter((place) => place.program === from && place.node.id === node.id && place.event)) {
        world.noted.push('a place in a wave of the next version');
        one.program = to;
        one.node = node;
      }
      for (const job of world.jobs) {
        if (job.kind !== 'audience' || job.program !== from || job.node?.id !== node.id) continue;
        job.program = to;
        job.node = node;
      }
    }
  }

  return {
    publish(bundle: DeploymentBundle, moves?: Moves): string {
      const hash = bundleHash(bundle);
      const known = programOf(hash);
      if (known) world.noted.push(known.state === 'live' ? 'published again' : `back to a ${known.state} version`);
      const program: Program = known ?? {
        n: world.programs.length + 1,
        hash,
        bundle,
        journey: bundle.journey,
        state: 'live',
        deployedAt: world.now,
      };
      const others = known?.state === 'live' ? [] : drainOthers(program);
      if (!known) {
        world.programs.push(program);
        goLive(program);
      } else if (known.state !== 'live') {
        const before = known.state;
        known.deployedAt = world.now;
        change(known, 'live');
        if (!isOut(before)) goLive(known);
      }
      for (const other of others) handOver(other, program);
      for (const { from, plan: fates } of moves ?? others.map((one) => ({ from: one.hash, plan: ownWord(one.journey, program.journey) }))) {
        const old = programOf(from);
        if (old) planMove(old, program, fates);
      }
      return hash;
    },
    setState(hash: string, state: State): void {
      const program = programOf(hash);
      if (!program) throw new Error('the reference knows no such deployment');
      if (state === 'live' && program.state !== 'live') {
        if (isOut(program.state)) world.noted.push(`taking people in again after ${program.state}`);
        drainOthers(program);
      }
      const before = program.state;
      change(program, state);
      const instead = world.programs.find((one) => one.state === 'live' && one.journey.id === program.journey.id && one.bundle.mode === program.bundle.mode);
      if (before === 'paused' && state === 'draining' && instead) handOver(program, instead);
    },
    /** Each of those who stand still for it goes where she is meant to go. */
    move({ program: from, to, fates = {} }: Job): void {
      for (const run of inside(from)) {
        if (run.parked === undefined || run.left || run.program !== from) continue;
        const fate = fates[run.node] ?? finishes;
        const at = nodeOf(from, run.node);
        if (fate.action === 'exit') {
          world.noted.push('left on publish');
          expel(world, run, 'stopped', { code: 'left-on-publish', params: { deployment: to?.hash.slice(0, 7) ?? '' } });
        } else if (fate.action === 'migrate' && to && (to.state === 'live' || to.state === 'draining')) {
          const sent = run.sentBefore.size;
          if (!goOver(world, run, to, fate)) {
            world.noted.push('not let into the other version');
            catchUp(run);
            continue;
          }
          world.noted.push(run.stands ? 'went over, time kept' : 'went over, begins anew');
          if (fate.to !== at.id) world.noted.push('went over to another step');
          if (nodeOf(to, fate.to).kind !== at.kind) world.noted.push('went over to another kind of step');
          if (run.stands?.kind === 'hold') world.noted.push('went over while a message was held');
          if (run.sentBefore.size > sent) world.noted.push('had a message that comes again');
          if (run.stands && run.parked !== undefined && run.parked < world.happened.length) world.noted.push('went over and had missed something');
          // What begins anew has missed nothing.
          catchUp(run, run.stands === undefined);
        } else {
          world.noted.push('finishes on the old version');
          catchUp(run);
        }
      }
    },
    stop({ program }: Job): void {
      // Step by step of the journey, by their names.
      for (const run of inside(program).sort((a, b) => (a.node < b.node ? -1 : a.node > b.node ? 1 : a.n - b.n))) {
        world.noted.push('stopped');
        expel(world, run, 'stopped', { code: 'stopped', params: {} });
      }
    },
  };
}
