import { monotonicFactory } from 'ulid';

/** ULIDs of this window; grow within a millisecond, so that things made together keep their order. */
export const newId: () => string = monotonicFactory();

/** Short id of a node or edge, e.g. `wait-7K2M9Q`. */
export function newPartId(kind: string): string {
  return `${kind}-${newId().slice(-6)}`;
}
