import type { Migration } from './migration';

/**
 * Version 2 knows profiles of fields, links between objects and transforms of mappings, all of them optional, so there is
 * nothing to change. The number is raised because a program of version 1 would drop them in silence.
 */
export const profilesLinksTransforms: Migration = { name: 'profiles-links-transforms', from: 1, migrate: (document) => ({ ...document }) };
