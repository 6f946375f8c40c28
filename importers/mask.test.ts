import { describe, expect, it } from 'vitest';
import { maskExample } from './mask';

describe('maskExample', () => {
  it.each(['4111111111111111', '4111 1111 1111 1111', 'card 4111-1111-1111-1111, expires 12/29', `${'paid by card '.repeat(5)}4111111111111111`])(
    'of %s nothing remains',
    (value) => {
      expect(maskExample(value, 'string', 'none', false)).toBe('');
    },
  );

  it('masks everything else as on the screen', () => {
    expect(maskExample('Dana Example', 'string', 'high', false)).toBe('D••• •••••••');
  });
});
