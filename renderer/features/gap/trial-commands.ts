/** The steps of the trial by name. */
import {
  addTrialTask,
  clearTrialResult,
  editTrialTask,
  moveTrialTask,
  removeTrialTask,
  setTrialResult,
  type TrialResultPatch,
} from '../../../shared/checklist/edit-trial';
import type { Vendor } from '../../../shared/checklist/schema';
import type { TrialTask } from '../../../shared/checklist/trial-schema';
import { newId } from '../../store/new-id';
import { run } from '../../store/session';

export function addTask(task: Omit<TrialTask, 'id'>): void {
  run({ key: 'gap.step.add-task', params: { task: task.task } }, (e) => addTrialTask(e, { id: newId(), task }));
}

export function changeTask(id: string, part: keyof Omit<TrialTask, 'id'>, value: string | number | undefined): void {
  run({ key: 'gap.step.edit-task' }, (e) => editTrialTask(e, { id, task: { [part]: value } }), `${id}:${part}`);
}

export function placeTask(id: string, index: number): void {
  run({ key: 'gap.step.move-task' }, (e) => moveTrialTask(e, { id, index }));
}

export function dropTask({ id, task }: TrialTask): void {
  run({ key: 'gap.step.remove-task', params: { task } }, (e) => removeTrialTask(e, { id }));
}

/** `part`: a field that is typed letter by letter is one step. */
export function writeResult(vendor: Vendor, task: string, result: TrialResultPatch, part?: string): void {
  run(
    { key: 'gap.step.trial', params: { vendor: vendor.name } },
    (e) => setTrialResult(e, { vendor: vendor.id, task, result }),
    part && `${vendor.id}:${task}:${part}`,
  );
}

export function dropResult(vendor: Vendor, task: string): void {
  run({ key: 'gap.step.trial', params: { vendor: vendor.name } }, (e) => clearTrialResult(e, { vendor: vendor.id, task }));
}
