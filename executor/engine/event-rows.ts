/** Events as rows of the store. */
import type { EventRecord, Json } from '../../shared/condition/facts';
import type { Work } from './work';

export type NewEvent = {
  uid: string;
  name: string;
  at: number;
  /** Absent: what happened in here, once, with the step or merge that made it. */
  sent?: { source: string; identifiers: Record<string, string | number> };
  isTest: boolean;
  properties: Record<string, Json>;
  customer: number | undefined;
};

const insertSent = 'INSERT INTO event (uid, name, at, received_at, is_test, properties, customer, source, identifiers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const insertOwn =
  "INSERT INTO event (uid, name, at, received_at, is_test, properties, customer, source, is_own, identifiers) VALUES (?, ?, ?, ?, ?, ?, ?, 'masa', 1, '{}')";

/** Appends an event that has not been stored before. `seq`: the number of one that is about nobody, whose audience is looked for later. */
export function storeEvent(work: Work, event: NewEvent): { seq: number | undefined; record: EventRecord } {
  const { uid, name, at, properties, customer, sent } = event;
  const values = [uid, name, at, work.now, event.isTest ? 1 : 0, JSON.stringify(properties), customer ?? null] as const;
  let seq: number | undefined;
  if (!sent) work.db.run(insertOwn, ...values);
  else {
    const { source } = sent;
    const identifiers = JSON.stringify(sent.identifiers);
    if (customer === undefined) seq = work.db.insert(insertSent, ...values, source, identifiers);
    else work.db.run(insertSent, ...values, source, identifiers);
  }
  work.addTotal('events', 1);
  const record: EventRecord = { uid, name, at, properties };
  if (customer !== undefined) work.remember(customer, record);
  return { seq, record };
}

/** A stored event as conditions see it; undefined when there is none of this number. */
export function readEvent(work: Work, seq: number): EventRecord | undefined {
  const row = work.db.get<{ uid: string; name: string; at: number; properties: string }>('SELECT uid, name, at, properties FROM event WHERE seq = ?', seq);
  return row && { uid: row.uid, name: row.name, at: row.at, properties: JSON.parse(row.properties) };
}
