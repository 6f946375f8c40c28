import type { Migration } from './migration';

/**
 * Version 4 knows groups of steps and cards on a journey's drawing, both optional, so there is nothing to change. The number is
 * raised because a program of version 3 would call such a document damaged.
 */
export const groupsCards: Migration = { name: 'groups-cards', from: 3, migrate: (document) => ({ ...document }) };
