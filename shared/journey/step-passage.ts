/** What the parts of one step share: the run being moved, what it sees, what it has done so far. Internal to the step. */
import type { Facts } from '../condition/facts';
import type { Deployment } from './deployment';
import type { Effect, ExitCode, Reason, Run, StepInput, TraceEntry } from './run';
import type { Overlay } from './step-facts';

export type Wait = NonNullable<Run['wait']>;

export type Passage = {
  readonly deployment: Deployment;
  readonly input: StepInput;
  readonly now: number;
  readonly zone: string;
  readonly customer: Overlay;
  readonly facts: Facts;
  /** A draft of this step alone; the caller's run is never changed. */
  readonly run: Run;
  readonly effects: Effect[];
  readonly trace: TraceEntry[];
  /** When the timer that set off this step should have ended, if it ended late. */
  dueAt: number | undefined;
  /** A window node was passed in this step: now is a good time, however late. */
  inWindow: boolean;
  /** The send at which the run stands has its outcome. */
  isDecided: boolean;
  /** This step changed attributes or events: goal and exit rules may answer differently. */
  changed: boolean;
};

/** What a node decides when a run enters it or is looked at again while it stands there. */
export type Outcome =
  | { do: 'pass'; port: string }
  | { do: 'wait'; wait: Wait }
  /** Nothing new: it goes on waiting. */
  | { do: 'stay' }
  | Leave;
export type Leave = { do: 'leave'; code: ExitCode; reason: Reason; detail?: string };

export function pass(port = 'out'): Outcome {
  return { do: 'pass', port };
}

export function fail(code: string, params: Reason['params'] = {}): Leave {
  return { do: 'leave', code: 'failed', reason: { code, params }, detail: code };
}
