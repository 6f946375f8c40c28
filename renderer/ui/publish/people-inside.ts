/** Who is inside the other versions of a journey now, and what is chosen for them. */
import { useEffect, useState } from 'react';
import type { DeploymentBundle, DeploymentSummary } from '../../../shared/executor/api';
import { bundleHash } from '../../../shared/journey/content-hash';
import type { MovePlan } from '../../../shared/journey/move-plan';
import { goOn, type MoveRow, moveRows, placementBy } from '../../../shared/journey/republish';
import type { Journey, Placement } from '../../../shared/journey/schema';
import { ok, type Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';

const EVERY_MS = 2000;

/** One version with people inside; `people` by the step at which they stand. */
export type PeopleInside = { deployment: DeploymentSummary; journey: Journey; people: ReadonlyMap<string, number> };

/** Versions of the bundle's journey, but for itself, in which somebody is inside. */
export async function peopleInside(bundle: DeploymentBundle): Promise<Result<PeopleInside[]>> {
  const all = await platform['executor.deployments']({});
  if (!all.ok) return all;
  const hash = bundleHash(bundle);
  const inside: PeopleInside[] = [];
  for (const deployment of all.value) {
    const isOther = deployment.journeyId === bundle.journey.id && deployment.mode === bundle.mode && deployment.hash !== hash;
    if (!isOther || deployment.active === 0 || deployment.state === 'retired') continue;
    const old = await platform['executor.deployment']({ deployment: deployment.hash });
    if (!old.ok) return old;
    const people = await standing(deployment);
    if (!people.ok) return people;
    inside.push({ deployment, journey: old.value.journey, people: people.value });
  }
  return ok(inside);
}

async function standing({ journeyId, hash }: DeploymentSummary): Promise<Result<ReadonlyMap<string, number>>> {
  const counts = await platform['executor.counts']({ journeyId, deployment: hash });
  if (!counts.ok) return counts;
  return ok(new Map(Object.entries(counts.value?.nodes ?? {}).flatMap(([id, { waiting }]) => (waiting > 0 ? [[id, waiting] as const] : []))));
}

/** The same versions, counted again and again: people go on while somebody decides. */
export function useCounted(first: readonly PeopleInside[]): readonly PeopleInside[] {
  const [inside, setInside] = useState(first);
  useEffect(() => {
    let wanted = true;
    let timer = setTimeout(ask, EVERY_MS);
    async function ask() {
      const counted = await Promise.all(first.map(async (one) => ({ one, people: await standing(one.deployment) })));
      if (!wanted) return;
      setInside((old) => counted.map(({ one, people }, i) => (people.ok ? { ...one, people: people.value } : (old[i] ?? one))));
      timer = setTimeout(ask, EVERY_MS);
    }
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [first]);
  return inside;
}

/** What is meant for everybody whose step has no choice of its own. */
export type Rule = 'journey' | 'go-on' | 'finish';
/** Own choices by deployment and step. */
export type Choices = Readonly<Record<string, MovePlan>>;

const finish: Placement = { action: 'finish-on-old' };

/** What becomes of people at this step. Whoever was left to finish on a version that takes nobody in any more goes on doing so, as far as the journey says nothing else. */
export function placementOf({ deployment, journey }: PeopleInside, next: Journey, id: string, rule: Rule, choices: Choices): Placement {
  const chosen = choices[deployment.hash]?.[id];
  if (chosen) return chosen;
  switch (rule) {
    case 'go-on':
      return goOn(journey, next, id) ?? finish;
    case 'finish':
      return finish;
    case 'journey':
      return deployment.state === 'draining' ? finish : placementBy(journey, next, id);
  }
}

export function rowsOf(inside: PeopleInside, next: Journey, rule: Rule, choices: Choices): MoveRow[] {
  return moveRows(inside.journey, next, inside.people, (id) => placementOf(inside, next, id, rule, choices));
}

/** The whole plan: somebody may come to a step at which nobody stood when it was looked at. */
export function planOf(inside: PeopleInside, next: Journey, rule: Rule, choices: Choices): MovePlan {
  return Object.fromEntries(inside.journey.nodes.map(({ id }) => [id, placementOf(inside, next, id, rule, choices)]));
}
