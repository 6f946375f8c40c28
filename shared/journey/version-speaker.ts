import type { JourneyContext, KnownAttribute } from './journey-context';
import type { Speaker } from './node-label';
import type { JourneyVersion } from './to-bundle';

/** Speaks of a version with its own messages, segments and rules; attributes it alone has keep their names. */
export function versionSpeaker(version: JourneyVersion, { context, ...speaker }: Speaker): Speaker {
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
  return { ...speaker, context: own };
}

function withOwn<T extends { id: string }>(known: ReadonlyMap<string, T>, own: readonly T[]): ReadonlyMap<string, T> {
  return new Map([...known, ...own.map((one) => [one.id, one] as const)]);
}
