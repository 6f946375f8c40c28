import type { CountedVersion } from '../../../shared/executor/api';
import { toldState } from '../../../shared/executor/deployment-state';
import { Badge } from '../../ui/badge';
import { useWords } from '../../ui/words';

const tones = { paused: 'quiet', draining: 'waiting', failed: 'blocking', retired: 'quiet' } as const;

/** `version`: the one that is shown. */
type Props = { version: Pick<CountedVersion, 'state' | 'active'>; asOf: string | undefined; isSandbox: boolean; timeZone: string };

/** Whether this version of the journey takes people in now, or from when its numbers are. */
export function RunBadge({ version, asOf, isSandbox, timeZone }: Props) {
  const { t, locale } = useWords();
  if (asOf !== undefined) {
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(asOf));
    return <Badge tone="quiet">{t('journeys.as-of', { time })}</Badge>;
  }
  const state = toldState(version);
  if (state !== 'live') return <Badge tone={tones[state]}>{t(`executor.deployment.${state}`)}</Badge>;
  return <Badge tone={isSandbox ? 'suggestion' : 'good'}>{t(isSandbox ? 'journeys.sandbox' : 'journeys.live')}</Badge>;
}
