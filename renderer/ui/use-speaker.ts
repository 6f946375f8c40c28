import { useMemo } from 'react';
import type { Speaker } from '../../shared/journey/node-label';
import { contextOf, useCatalogue } from '../store/derived';
import { useEngagement } from '../store/session';
import { useWords } from './words';

/** Names nodes, events and attributes in the reader's language; undefined until the catalogue is there. */
export function useSpeaker(): Speaker | undefined {
  const { t, language } = useWords();
  const catalogue = useCatalogue();
  const engagement = useEngagement();
  const context = catalogue && contextOf(engagement, catalogue);
  return useMemo(() => context && { translate: t, language, context }, [t, language, context]);
}
