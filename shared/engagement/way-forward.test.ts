import { expect, test } from 'vitest';
import { wayForward } from './way-forward';

const journey = (id: string, status = 'draft') => ({ id, status }) as never;

test('the journey with the fewest missing attributes comes first, the attribute that frees the most on top', () => {
  const missing: Record<string, string[]> = { cart: ['whatsapp-consent'], welcome: [], stock: ['device-tokens', 'whatsapp-consent'], old: ['email'] };
  const way = wayForward(
    { journeys: [journey('stock'), journey('cart'), journey('welcome'), journey('old', 'retired')] },
    { missingFor: (id) => missing[id] ?? [] },
  );
  expect(way.blocked.map((b) => b.journey)).toEqual(['cart', 'stock']);
  expect([way.buildable, way.total]).toEqual([1, 3]);
  expect(way.attributes).toEqual([
    { attribute: 'whatsapp-consent', journeys: ['stock', 'cart'] },
    { attribute: 'device-tokens', journeys: ['stock'] },
  ]);
});
