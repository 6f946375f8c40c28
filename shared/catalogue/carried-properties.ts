import type { CatalogueEvent, CatalogueProperty } from './schema';

/**
 * What an event of the catalogue carries. Every amount travels with its currency, so an event with an amount that lists no
 * currency of its own may carry one too, as orders do.
 */
export function carriedProperties(event: CatalogueEvent | undefined, events: readonly CatalogueEvent[]): readonly CatalogueProperty[] {
  if (!event) return [];
  const { properties } = event;
  if (!properties.some(({ type }) => type === 'money') || properties.some(({ type }) => type === 'currency')) return properties;
  const currency = events.flatMap((other) => other.properties).find(({ type }) => type === 'currency');
  return currency ? [...properties, { ...currency, required: false }] : properties;
}
