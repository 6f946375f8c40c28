import { diffVersions } from '../../../../shared/journey/diff';
import { type DiffEntry, diffEntries, type Sides } from '../../../../shared/journey/diff-words';
import type { JourneyContext, KnownAttribute } from '../../../../shared/journey/journey-context';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { JourneyVersion } from '../../../../shared/journey/to-bundle';
import { namesOf } from '../../../ui/condition/condition-names';

export type Difference = { sides: Sides; entries: DiffEntry[] };

/** Two versions told apart in the reader's words. */
export function differenceOf(before: JourneyVersion, after: JourneyVersion, speaker: Speaker): Difference {
  const sides = { before: sideOf(before, speaker), after: sideOf(after, speaker) };
  return { sides, entries: diffEntries(diffVersions(before, after), sides) };
}

/** Speaks of a version with its own messages, segments and rules; attributes it alone has keep their names. */
function sideOf(version: JourneyVersion, { context, ...speaker }: Speaker): Sides['before'] {
  const own: JourneyContext = {
    ...context,
    messages: withOwn(context.messages, version.messages),
    segments: withOwn(context.segments, version.segments),
    suppressions: withOwn(context.suppressions, version.suppressions),
    attributes: new Map([
      ...version.record.attributes.map((attribute): [string, KnownAttribute] => [attribute.id, { attribute, fields: [], blocked: false }]),
      ...context.attributes,
    ]),
  };
  return { version, journey: version.journey, speaker: { ...speaker, context: own }, names: (event) => namesOf(own, event) };
}

function withOwn<T extends { id: string }>(known: ReadonlyMap<string, T>, own: readonly T[]): ReadonlyMap<string, T> {
  return new Map([...known, ...own.map((one) => [one.id, one] as const)]);
}
