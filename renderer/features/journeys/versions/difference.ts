import { diffVersions } from '../../../../shared/journey/diff';
import { type DiffEntry, diffEntries, type Sides } from '../../../../shared/journey/diff-words';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { JourneyVersion } from '../../../../shared/journey/to-bundle';
import { versionSpeaker } from '../../../../shared/journey/version-speaker';
import { namesOf } from '../../../ui/condition/condition-names';

export type Difference = { sides: Sides; entries: DiffEntry[] };

/** Two versions told apart in the reader's words. */
export function differenceOf(before: JourneyVersion, after: JourneyVersion, speaker: Speaker): Difference {
  const sides = { before: sideOf(before, speaker), after: sideOf(after, speaker) };
  return { sides, entries: diffEntries(diffVersions(before, after), sides) };
}

function sideOf(version: JourneyVersion, reader: Speaker): Sides['before'] {
  const speaker = versionSpeaker(version, reader);
  return { version, journey: version.journey, speaker, names: (event) => namesOf(speaker.context, event) };
}
