/** What executor and simulator both keep of a customer and of a deployment, whatever they keep it in. */
import type { EventRecord, Json } from '../condition/facts';
import type { Deployment } from '../journey/deployment';
import type { Computation, KeptValues } from '../record/formula/computation';
import type { Segment } from '../segments/schema';

export type LiveCustomer = {
  n: number;
  attributes: Record<string, Json>;
  /** When each attribute was last set, epoch ms. */
  changed: Record<string, number>;
  /** Computed values worked out so far; emptied whenever something about the customer, or the time, changes. */
  known: KnownValues[];
  /** Values that hold whatever the time is; whoever keeps them over time takes out what news may have changed. */
  steady?: SteadyValues[];
};

/** The formulas of one record and what each of them rests on. Deployments of the same record share it. */
export type Derivation = {
  computation: Computation;
  /** `changed`, and every attribute whose value may be another because of it or of the event. */
  touchedBy(event: string | undefined, changed: ReadonlySet<string>): ReadonlySet<string>;
};

/** `deployment`: its number. */
export type KnownValues = { deployment: number; derivation: Derivation; zone: string; read(id: string): Json | undefined };
export type SteadyValues = { derivation: Derivation; zone: string; values: KeptValues };

/** The moment everything is looked at, and what has happened by then. */
export type Live = {
  /** Epoch ms. */
  readonly now: number;
  /** Oldest first. */
  events(customer: number, name: string): readonly EventRecord[];
};

/** A deployment with what it takes to answer for it. */
export type Program = {
  n: number;
  deployment: Deployment;
  segments: ReadonlyMap<string, Segment>;
  derivation: Derivation;
};
