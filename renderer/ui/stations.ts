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

export type Station = {
  path: string;
  label: MessageKey;
  icon: TablerIcon /** Second key after G. */;
  goKey: string;
  progress?: 'sources' | 'record' | 'journeys' | 'segments' | 'gap' | 'businessCase' | 'handoff';
};

/** The road of the workshop, in the order it is walked. */
export const method: Station[] = [
  { path: 'sources', label: 'station.sources', icon: IconDatabase, goKey: 's', progress: 'sources' },
  { path: 'record', label: 'station.record', icon: IconUserSquareRounded, goKey: 'r', progress: 'record' },
  { path: 'journeys', label: 'station.journeys', icon: IconRoute, goKey: 'j', progress: 'journeys' },
  { path: 'segments', label: 'station.segments', icon: IconCirclesRelation, goKey: 'e', progress: 'segments' },
  { path: 'gap', label: 'station.gap', icon: IconScale, goKey: 'a', progress: 'gap' },
  { path: 'business-case', label: 'station.business-case', icon: IconCoin, goKey: 'b', progress: 'businessCase' },
  { path: 'documents', label: 'station.handoff', icon: IconBox, goKey: 'h', progress: 'handoff' },
];

/** Always at hand. */
export const atHand: Station[] = [
  { path: 'executor', label: 'station.executor', icon: IconEngine, goKey: 'x' },
  { path: 'questions', label: 'station.questions', icon: IconMessageQuestion, goKey: 'q' },
];
