/** A task's beginning, in the transaction of the step that makes it. Each is a row of the outbox, which says what it is about; `task` says where it has got to. */
import type { Effect } from '../../shared/journey/run';
import type { NodeOf } from '../../shared/journey/schema';
import { fallbackZoneOf } from '../../shared/journey/step-facts';
import { addDuration } from '../../shared/time/duration';
import type { TaskContent } from '../engine/effect-content';
import type { Deployed } from '../engine/registry';
import type { Work } from '../engine/work';

/** The task of this step of the deployment; undefined for what is none. */
export function stepOf({ deployment }: Deployed, node: string): NodeOf<'task'> | undefined {
  const found = deployment.nodes.get(node);
  return found?.kind === 'task' ? found : undefined;
}

/** What the outbox keeps of a task. */
export function taskContent(deployed: Deployed, { node, task, assignTo }: Extract<Effect, { kind: 'task' }>): TaskContent {
  const params = stepOf(deployed, node)?.params;
  return { task, ...(assignTo === undefined ? {} : { assignTo }), ...(params === undefined ? {} : { params }) };
}

/** Notes that somebody has to do what was just written to the outbox. */
export function openTask(work: Work, deployed: Deployed, outbox: { run: number; key: string }, node: string, assignTo: string | undefined): void {
  const within = stepOf(deployed, node)?.within;
  const due = within === undefined ? null : addDuration(work.now, within, fallbackZoneOf(deployed.deployment.journey));
  work.db.run(
    "INSERT INTO task (n, state, assign_to, due_at) SELECT n, 'open', ?, ? FROM outbox WHERE run = ? AND key = ?",
    assignTo ?? null,
    due,
    outbox.run,
    outbox.key,
  );
}
