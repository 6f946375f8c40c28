import type { Migration } from './migration';

/**
 * Version 3 knows what a storyboard says beyond feelings: names, numbers, owners, how it should be. All of it is optional,
 * so there is nothing to change. The number is raised because a program of version 2 would call such a document damaged.
 */
export const storyboard: Migration = { name: 'storyboard', from: 2, migrate: (document) => ({ ...document }) };
