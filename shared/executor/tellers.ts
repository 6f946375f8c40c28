/** In whose words a line is told: those of the version it happened in, however the journey is drawn by now. */
import type { Engagement } from '../engagement/schema';
import { shortHash } from '../journey/move-run';
import type { Speaker } from '../journey/node-label';
import { versionSpeaker } from '../journey/version-speaker';
import type { DeploymentBundle, DeploymentSummary, TraceLine } from './api';
import type { Teller } from './reason-words';

/** What a line of a trace and a message of the outbox have in common. */
type Line = Pick<TraceLine, 'journeyId' | 'deployment' | 'reason'>;
type Bundles = Readonly<Record<string, DeploymentBundle>>;
/** A version that was published, as far as one has to know it to name it. */
export type Published = Pick<DeploymentSummary, 'hash' | 'journeyId' | 'version' | 'mode' | 'state'>;

export type Tellers = {
  /** The version a line belongs to; the engagement of now where nothing is deployed, or what was is not known. */
  of(line: Line): Teller;
  /** The version that the reason of a line names, with its number; undefined where it names none. */
  other(line: Line): (Teller & { version: number | undefined }) | undefined;
};

/** `bundles`: those that are known, by hash. */
export function createTellers(bundles: Bundles, deployments: readonly Published[], engagement: Engagement, speaker: Speaker): Tellers {
  const made = new Map<string, Teller>();
  function teller(hash: string | undefined, journeyId: string): Teller {
    const version = hash === undefined ? undefined : bundles[hash];
    if (hash === undefined || !version) return { engagement, journey: engagement.journeys.find(({ id }) => id === journeyId), speaker };
    const known = made.get(hash);
    if (known) return known;
    const own = { engagement: version, journey: version.journey, speaker: versionSpeaker(version, speaker) };
    made.set(hash, own);
    return own;
  }
  return {
    of: ({ deployment, journeyId }) => teller(deployment, journeyId),
    other(line) {
      const named = namedBy(line);
      if (named === undefined) return undefined;
      const known = deployments.find(({ hash }) => shortHash(hash) === named);
      return { ...teller(known?.hash, line.journeyId), version: known?.version };
    },
  };
}

/** Hashes of the deployments whose words these lines need. */
export function deploymentsOf(lines: readonly Line[], deployments: readonly Published[]): Set<string> {
  const named = new Set(lines.map(namedBy));
  return new Set([
    ...lines.flatMap(({ deployment }) => (deployment === undefined ? [] : [deployment])),
    ...deployments.flatMap(({ hash }) => (named.has(shortHash(hash)) ? [hash] : [])),
  ]);
}

/**
 * The number of a line's version, where it is not the one of now: of the deployments of its journey, newest first, the one that is live
 * or, when none is, the newest. What admits tests only has a version of its own.
 */
export function pastVersion({ deployment, journeyId }: Line, deployments: readonly Published[]): number | undefined {
  const own = deployments.find(({ hash }) => hash === deployment);
  if (own === undefined) return undefined;
  const versions = deployments.filter((one) => one.journeyId === journeyId && one.mode === own.mode);
  const current = versions.find(({ state }) => state === 'live') ?? versions[0];
  return current === own ? undefined : own.version;
}

function namedBy({ reason }: Line): string | undefined {
  const named = reason?.params.deployment;
  return typeof named === 'string' ? named : undefined;
}
