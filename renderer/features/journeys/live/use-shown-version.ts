import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { CountedVersion } from '../../../../shared/executor/api';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { versionSpeaker } from '../../../../shared/journey/version-speaker';
import { useBundles } from '../../../store/deployment-bundles';
import { type SeenCounts, useCounts } from '../use-counts';

/** A published version that is looked at as it was; `drawn` is undefined until the executor has said what it is. */
export type PastVersion = CountedVersion & { drawn: { journey: Journey; speaker: Speaker } | undefined };

export type ShownVersion = {
  /** Of the version that is shown. */
  seen: SeenCounts;
  /** Of the one that runs. */
  running: SeenCounts;
  /** Undefined: the journey as it is drawn now, with the numbers of the version that runs. */
  past: PastVersion | undefined;
  /** By its number; undefined leads back to now. */
  show: (version: number | undefined) => void;
};

/** Which version the live canvas shows. `?version=` in the address names an older one, so that links and Back lead to it. */
export function useShownVersion(journeyId: string, speaker: Speaker | undefined): ShownVersion {
  const [params, setParams] = useSearchParams();
  const running = useCounts(journeyId);
  const wanted = params.get('version');
  const version = running.counts?.versions.find((one) => String(one.version) === wanted && one.hash !== running.counts?.deployment);
  const seen = useCounts(version && journeyId, version?.hash);
  const bundle = useBundles(version ? [version.hash] : [])[version?.hash ?? ''];
  const drawn = useMemo(() => bundle && speaker && { journey: bundle.journey, speaker: versionSpeaker(bundle, speaker) }, [bundle, speaker]);
  const show = useCallback((next: number | undefined) => setParams(next === undefined ? {} : { version: String(next) }), [setParams]);
  if (!version) return { seen: running, running, past: undefined, show };
  return { seen, running, past: { ...version, drawn }, show };
}
