/** What a condition may look at. The executor reads it from its store, the simulator from memory, tests from a literal. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type EventRecord = {
  uid: string;
  /** Catalogue id, e.g. `order-placed`. */
  name: string;
  /** When it happened, epoch ms. */
  at: number;
  /** By property id (kebab-case). */
  properties: Record<string, Json>;
};

export type Facts = {
  /** Epoch ms; never read from a clock in here. */
  now: number;
  /** IANA zone of the customer, or the fallback. Calendar days are days there. */
  timeZone: string;
  /** Live value of an attribute; undefined or null = missing. */
  attribute(id: string): Json | undefined;
  /** This customer's events of one name, oldest first. */
  events(name: string): readonly EventRecord[];
  inSegment(id: string): boolean;
  /** The event being looked at (`event.*`), in triggers, matches and `where`. */
  event?: EventRecord | undefined;
  /** The run, for `entry.*`, `journey.*`, `step.*` and `sinceEntry`. */
  run?:
    | {
        enteredAt: number;
        /** Uid of the event that started the run: it is not "since entry". */
        entryUid: string;
        entry: Record<string, Json>;
        journey: Record<string, Json>;
        step: Record<string, Json>;
      }
    | undefined;
};
