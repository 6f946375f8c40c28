import { describe, expect, it } from 'vitest';
import { testEngagement, testId } from '../engagement/engagement.fixture';
import { addVendor, removeVendor } from './edit-checklist';
import { addTrialTask, clearTrialResult, editTrialTask, moveTrialTask, removeTrialTask, setTrialResult } from './edit-trial';

const V = testId(1, 'V');
const [A, B] = [testId(1, 'T'), testId(2, 'T')];
const start = addVendor(testEngagement(), { id: V, vendor: { name: 'Acme', role: 'candidate' } });
const script = [A, B].reduce((e, id, i) => addTrialTask(e, { id, task: { task: `  Task ${i + 1} `, weight: 3 } }), start);

describe('the script of the trial', () => {
  it('holds tasks in order, their words without spaces around', () => {
    expect(script.checklist.trialTasks).toEqual([
      { id: A, task: 'Task 1', weight: 3 },
      { id: B, task: 'Task 2', weight: 3 },
    ]);
    expect(moveTrialTask(script, { id: B, index: 0 }).checklist.trialTasks.map(({ id }) => id)).toEqual([B, A]);
    expect(editTrialTask(script, { id: A, task: { minutes: 5 } }).checklist.trialTasks[0]).toEqual({ id: A, task: 'Task 1', weight: 3, minutes: 5 });
  });

  it('changes nothing for an empty task, an id twice, or one that is not there', () => {
    expect(addTrialTask(script, { id: testId(3, 'T'), task: { task: ' ', weight: 3 } })).toBe(script);
    expect(addTrialTask(script, { id: A, task: { task: 'Again', weight: 3 } })).toBe(script);
    expect(editTrialTask(script, { id: A, task: { task: '' } })).toBe(script);
    expect(removeTrialTask(script, { id: testId(9, 'T') })).toBe(script);
  });

  it('keeps a result only of a known vendor and task, and once it says how it went', () => {
    expect(setTrialResult(script, { vendor: V, task: A, result: { minutes: 4 } })).toBe(script);
    expect(setTrialResult(script, { vendor: testId(9, 'V'), task: A, result: { outcome: 'alone' } })).toBe(script);
    const done = setTrialResult(script, { vendor: V, task: A, result: { outcome: 'with-help', ease: 2 } });
    const told = setTrialResult(done, { vendor: V, task: A, result: { note: ' Two menus deep ', ease: undefined } });
    expect(told.checklist.trialResults).toEqual([{ vendor: V, task: A, outcome: 'with-help', note: 'Two menus deep' }]);
    expect(clearTrialResult(told, { vendor: V, task: A }).checklist.trialResults).toEqual([]);
    expect(removeTrialTask(told, { id: A }).checklist).toMatchObject({ trialTasks: [{ id: B }], trialResults: [] });
    expect(removeVendor(told, { id: V }).checklist.trialResults).toEqual([]);
  });
});
