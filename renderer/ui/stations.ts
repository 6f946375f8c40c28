import {
  IconBox,
  IconCirclesRelation,
  IconCoin,
  IconDatabase,
  IconEngine,
  IconMessageQuestion,
  IconRoute,
  IconScale,
  IconUserSquareRounded,
  type TablerIcon,
} from '@tabler/icons-react';
import type { MessageKey } from '../../shared/i18n/translator';
import type { ShortcutOf } from './shortcuts';

export type Station = {
  path: ShortcutOf<'go'>;
  label: MessageKey;
  icon: TablerIcon;
  progress?: 'sources' | 'record' | 'journeys' | 'segments' | 'gap' | 'businessCase' | 'handoff';
};

/** The road of the workshop, in the order it is walked. */
export const method: Station[] = [
  { path: 'sources', label: 'station.sources', icon: IconDatabase, progress: 'sources' },
  { path: 'record', label: 'station.record', icon: IconUserSquareRounded, progress: 'record' },
  { path: 'journeys', label: 'station.journeys', icon: IconRoute, progress: 'journeys' },
  { path: 'segments', label: 'station.segments', icon: IconCirclesRelation, progress: 'segments' },
  { path: 'gap', label: 'station.gap', icon: IconScale, progress: 'gap' },
  { path: 'business-case', label: 'station.business-case', icon: IconCoin, progress: 'businessCase' },
  { path: 'documents', label: 'station.handoff', icon: IconBox, progress: 'handoff' },
];

/** Always at hand. */
export const atHand: Station[] = [
  { path: 'executor', label: 'station.executor', icon: IconEngine },
  { path: 'questions', label: 'station.questions', icon: IconMessageQuestion },
];
