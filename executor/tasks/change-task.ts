/** What people say of their tasks: whose one is, what became of it. */
import type { Json } from '../../shared/condition/facts';
import type { TaskChange, TaskRow, TaskState } from '../../shared/executor/tasks';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { ok, type Result, refuse } from '../../shared/problem';
import { attributesOf } from '../../shared/record/event-attributes';
import { storeEvent } from '../engine/event-rows';
import { setAttributes } from '../engine/events';
import { react } from '../engine/react';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import { stepOf } from './open-task';
import { taskOf } from './task-rows';

/** Which states each leads on to. What is done has become an event of the customer's and stays done. */
const ways: Record<TaskState, readonly TaskState[]> = { open: ['done', 'dropped'], done: [], dropped: ['open'] };

type Stored = { state: TaskState; customer: number; deployment: number; node: string; key: string; assign_to: string | null };

/** Gives it to somebody, says what became of it. Refuses `task-unknown`, `task-not-open`. Done, it is an event of the customer's where its step names one. */
export function changeTask(work: Work, registry: Registry, n: number, change: TaskChange): Result<TaskRow> {
  const { db } = work;
  const before = db.get<Stored>('SELECT t.state, o.customer, o.deployment, o.node, o.key, t.assign_to FROM task t JOIN outbox o ON o.n = t.n WHERE t.n = ?', n);
  if (!before) return refuse('task-unknown');
  const { state = before.state } = change;
  if (state !== before.state && !ways[before.state].includes(state)) return refuse('task-not-open', { state: before.state });
  const assignTo = change.assignTo === undefined ? before.assign_to : change.assignTo;
  db.run(
    'UPDATE task SET state = ?, assign_to = ?, outcome = coalesce(?, outcome), changed_at = ?, changed_by = ? WHERE n = ?',
    state,
    assignTo,
    (state === 'done' ? change.outcome : undefined) ?? null,
    work.now,
    change.by ?? null,
    n,
  );
  if (change.note !== undefined) db.run('UPDATE task SET note = ? WHERE n = ?', change.note, n);
  if (state === 'done' && before.state !== 'done') tellDone(work, registry, before, change.outcome, assignTo);
  const after = taskOf(db, n);
  if (!after) throw new Error('a task vanished while it was changed');
  return ok(after);
}

function tellDone(work: Work, registry: Registry, { customer: n, deployment, node, key }: Stored, outcome: string | undefined, assignTo: string | null): void {
  const deployed = registry.byNumber(deployment);
  const name = deployed && stepOf(deployed, node)?.whenDone;
  if (name === undefined) return;
  const properties: Record<string, Json> = { outcome: outcome ?? 'other', ...(assignTo === null ? {} : { 'assigned-to': assignTo }) };
  const customer = work.customer(n);
  const changed = setAttributes(work, customer, attributesOf(name, properties), work.now);
  const isTest = customer.attributes[runtimeAttributes.test] === true;
  const { record, seq } = storeEvent(work, { uid: `done:${key}`, name, at: work.now, isTest, properties, customer: n });
  react(work, registry, { customer: n, event: record, seq, isTest, changed });
}
