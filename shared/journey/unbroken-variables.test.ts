import { expect, it } from 'vitest';
import { withPlainVariables, withUnbrokenVariables } from './unbroken-variables';

const body = 'שלום {{first-name | חבר יקר}}, חבילת ה-SMS שלך - כאן: {{order.order-total}}';

it('nothing inside a variable can be broken, the rest is as it was, and every place in the text stays', () => {
  const shown = withUnbrokenVariables(body);
  expect(shown).toBe('שלום {{first\u2011name\u00a0|\u00a0חבר\u00a0יקר}}, חבילת ה-SMS שלך - כאן: {{order.order\u2011total}}');
  expect(shown).toHaveLength(body.length);
  expect(withPlainVariables(shown)).toBe(body);
});

it('a variable that is still being written is as it was', () => {
  expect(withUnbrokenVariables('{{first-na')).toBe('{{first-na');
});
