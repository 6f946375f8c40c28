import { useCallback } from 'react';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';

/** Day and clock of the client, in short. */
export function useMoment(): (at: string) => string {
  const { locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  return useCallback(
    (at) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(at)),
    [locale, timeZone],
  );
}
