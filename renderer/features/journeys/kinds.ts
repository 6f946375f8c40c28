import type { AddableKind } from '../../../shared/journey/default-node';

/** What a drag from the palette carries. */
export const DRAG_TYPE = 'application/x-masa-node-kind';

/** Kinds a person can add, in the order of the palette. */
export const kindGroups: AddableKind[][] = [
  ['trigger', 'send'],
  ['wait', 'wait-event', 'wait-until', 'window'],
  ['decision', 'ab', 'join'],
  ['update', 'task', 'webhook'],
  ['goal', 'exit'],
];
