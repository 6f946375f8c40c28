import { profilesLinksTransforms } from './001-profiles-links-transforms';
import { storyboard } from './002-storyboard';
import { groupsCards } from './003-groups-cards';
import { vendorChoice } from './004-vendor-choice';
import { documentStyle } from './005-document-style';
import type { Migration } from './migration';

/** In order: the n-th entry reads version n. Version 1 is the first that was ever written. */
export const migrations: readonly Migration[] = [profilesLinksTransforms, storyboard, groupsCards, vendorChoice, documentStyle];
