/** What the engagement knows of an attribute: whether anything feeds it, how often it is filled, which values it has. */
import type { Engagement } from '../engagement/schema';
import type { Attribute } from '../record/schema';
import { applyTransforms } from '../record/transform';
import type { Random } from './random';
import type { Rates } from './rates';

export type KnownAttribute = {
  attribute: Attribute;
  /** Share of customers with a value. */
  fill: number;
  /** Of those filled; adding up to 1. Absent: nothing is known. */
  shares?: readonly (readonly [string, number])[];
};

export type KnownAttributes = {
  /** Undefined where the record has no such attribute, or nobody delivers it. */
  get(id: string): KnownAttribute | undefined;
  all(): readonly KnownAttribute[];
};

/**
 * While nothing at all is mapped every attribute counts as delivered, because volumes are typed before fields are mapped;
 * afterwards one without a field stays empty, as it would be in the platform.
 */
export function knownAttributes(
  { record, sources }: Pick<Engagement, 'record' | 'sources'>,
  rates: Rates,
  assumedFill: (id: string) => number,
): KnownAttributes {
  const fields = new Map(sources.flatMap((source) => source.objects.flatMap((object) => object.fields.map((field) => [field.id, field] as const))));
  const isAnythingMapped = record.attributes.some((attribute) => attribute.sources.length > 0);
  const known = new Map<string, KnownAttribute>();
  for (const attribute of record.attributes) {
    // What a formula makes of events it makes of those before the start too.
    const isDelivered = attribute.origin !== 'mapped' || attribute.sources.length > 0 || !isAnythingMapped;
    if (!isDelivered) continue;
    // The first of the fields is the one that is trusted most.
    const sample = attribute.sources.flatMap((mapping) => {
      const profile = fields.get(mapping.field)?.profile;
      return profile && profile.rows > 0 ? [{ mapping, profile }] : [];
    });
    const fill =
      sample.length > 0
        ? rates.note('filled', Math.max(...sample.map(({ profile }) => profile.filled / profile.rows)), 'sample', attribute.id)
        : rates.assume('filled', assumedFill(attribute.id), { about: attribute.id });
    const counted = new Map<string, number>();
    const allowed = attribute.values?.map((one) => one.id);
    for (const { mapping, profile } of sample.slice(0, 1))
      for (const [value, times] of profile.top ?? []) {
        const made = applyTransforms(value, {}, mapping, { nameOf: () => undefined }).value;
        if (made !== '' && (!allowed || allowed.includes(made))) counted.set(made, (counted.get(made) ?? 0) + times);
      }
    const total = [...counted.values()].reduce((sum, times) => sum + times, 0);
    const shares = total > 0 ? [...counted].map(([value, times]) => [value, times / total] as const) : undefined;
    for (const [value, share] of (attribute.values ? shares : undefined) ?? []) rates.note('share-of-values', share, 'sample', `${attribute.id}=${value}`);
    known.set(attribute.id, { attribute, fill, ...(shares ? { shares } : {}) });
  }
  return { get: (id) => known.get(id), all: () => [...known.values()] };
}

export function drawShare(shares: readonly (readonly [string, number])[], random: Random): string | undefined {
  let left = random.next();
  for (const [value, share] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  return shares.at(-1)?.[0];
}
