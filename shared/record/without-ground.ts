import type { Attribute } from './schema';

/** Attributes that name a person or need special care, that a source brings, and for which nobody has said on what ground they may be kept. */
export function withoutGround(attributes: readonly Attribute[]): Attribute[] {
  return attributes.filter(
    ({ pii, basis, sources }) => (pii === 'sensitive' || pii === 'high') && (basis === undefined || basis === 'none') && sources.length > 0,
  );
}
