import { toIso } from '../time/moment';
import type { EventRecord, Json } from './facts';

/** A property of an event, missing ones included; `occurred-at` and `uid` are properties of every event. */
export function propertyOf(event: EventRecord | undefined, path: string): Json | undefined {
  if (!event) return undefined;
  const value = own(event.properties, path);
  if (value !== undefined) return value;
  if (path === 'occurred-at') return toIso(event.at);
  if (path === 'uid') return event.uid;
  return undefined;
}

/** Properties come from outside: `constructor` is not a value. */
export function own(values: Record<string, Json>, path: string): Json | undefined {
  const value = values[path];
  // What is not there at all need not be asked whose it is.
  return value !== undefined && Object.hasOwn(values, path) ? value : undefined;
}
