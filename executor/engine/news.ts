import type { EventRecord } from '../../shared/condition/facts';

export type News = {
  /** Absent for an event that is about nobody in particular (a restock). */
  customer: number | undefined;
  event?: EventRecord;
  seq?: number;
  isTest?: boolean;
  /** Attributes that were set to another value than before; what is computed from them and from the event follows from it. */
  changed: ReadonlySet<string>;
};
