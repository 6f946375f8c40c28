/**
 * The vocabulary of running: what a run is, what may happen to it, and what a step asks the outside world to do.
 * Everything is plain JSON, so that the executor can store it and the simulator can replay it.
 */
import type { EventRecord, Json } from '../condition/facts';
import type { Channel, MessageClass } from './schema';

/** One customer's passage through one deployment. */
export type Run = {
  id: string;
  /** Content hash of the deployment. A run stays on it unless the publisher chose to move it. */
  deployment: string;
  customer: string;
  /** Value of the re-entry key, or ''. */
  key: string;
  status: 'active' | 'exited';
  /** Where it stands. */
  node: string;
  /** Grows by one each time a node is entered; `run:node:visit` names a send for ever. */
  visit: number;
  /** Epoch ms. */
  enteredAt: number;
  entry: { uid: string; event: string; at: number; properties: Record<string, Json> };
  /** Why it stands still, and until when (epoch ms). Absent only between steps. */
  wait?: { kind: 'timer' | 'event' | 'hold' | 'window'; since: number; until: number; event?: string; reason?: Reason };
  /** Outcomes of earlier steps, for `step.*`: node id → 'sent' | 'not-sent' | 'failed'. */
  outcomes: Record<string, string>;
  /**
   * Nodes whose message this customer has had from the journey already and does not get again: from a run of somebody who turned out to be
   * her, or from this run before it was moved to where the message comes once more (`outcomes` then says `sent`).
   */
  sentBefore?: string[];
  exit?: { code: ExitCode; at: number; detail?: string };
};

export type ExitCode =
  | 'goal'
  | 'completed'
  | 'exit-rule'
  | 'suppressed'
  | 'missing-date'
  | 'too-long'
  | 'test-or-employee'
  | 'merged'
  | 'stopped'
  | 'moved'
  | 'failed';

export type StepInput =
  /** The run has just been created and stands at its trigger node. */
  | { kind: 'start' }
  /** `wait.until` has come. May come late. */
  | { kind: 'wake' }
  /** Something happened to this customer; it is already part of the customer's history. */
  | { kind: 'event'; event: EventRecord }
  /** Attributes changed without an event: goal and exits are looked at again. */
  | { kind: 'changed' };

/** What the decision rests on. */
export type Reason = { code: string; params: Record<string, string | number | boolean> };

export type Effect =
  | { kind: 'send'; key: string; node: string; message: string; channel: Channel; class: MessageClass }
  | { kind: 'update'; node: string; attribute: string; value: Json }
  | { kind: 'task'; key: string; node: string; task: string; assignTo?: string }
  | { kind: 'webhook'; key: string; node: string; targets: string[]; payload: string[] }
  /** An event about this customer, to be recorded as if it had come in, with `key` as its uid. */
  | { kind: 'emit'; key: string; event: string; properties: Record<string, Json> };

/** `moved`: to another version of the journey; two lines, the last one in the old (`moved-to`) and the first one in the new (`moved-from`). The last two words are an operator's doing, to a run that failed. */
export const traceWords = [
  'entered',
  'not-entered',
  'passed',
  'waiting',
  'sent',
  'not-sent',
  'held',
  'updated',
  'task',
  'webhook',
  'goal',
  'moved',
  'exited',
  'failed',
  'tried-again',
  'let-go',
] as const;

export type TraceEntry = {
  node?: string;
  what: (typeof traceWords)[number];
  port?: string;
  reason?: Reason;
};

export type StepResult = { run: Run; effects: Effect[]; trace: TraceEntry[] };

/** The customer as a step sees her: live attributes, history, segments. */
export type CustomerFacts = {
  id: string;
  attribute(id: string): Json | undefined;
  /** Oldest first. Sent messages are `message-sent` events with `message-class`, `channel`, `journey-id`, `message-id`. */
  events(name: string): readonly EventRecord[];
  inSegment(id: string): boolean;
};

/** A customer whom a step may change: the rest of the step sees her as she is by then, with all that is computed from it. */
export type StepCustomer = CustomerFacts & {
  /** The same customer once these values are set and these events have happened too. */
  after(values: ReadonlyMap<string, Json>, events: readonly EventRecord[]): CustomerFacts;
};
