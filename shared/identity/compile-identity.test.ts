import { expect, test } from 'vitest';
import { compileIdentity } from './compile-identity';
import { rule } from './identity.fixture';
import type { Identity } from './schema';

const record = {
  attributes: [
    { id: 'email', type: 'email' },
    { id: 'phone-2', type: 'phone' },
    { id: 'ids', type: 'string[]' },
  ] as never,
};
const compiled = (identity: Partial<Identity>, country?: string) => compileIdentity({ rules: [], ...identity }, record, country);

test('identifiers are heard by strength, then by their place; a second rule for one has no effect', () => {
  const rules = [rule('w', 'weak'), rule('m', 'medium'), rule('b', 'strong'), rule('a', 'strong'), rule('b', 'weak')];
  expect(compiled({ rules }).rules.map(({ attribute }) => attribute)).toEqual(['b', 'a', 'm', 'w']);
});

test('the kind of value follows from the type where the rule does not say it', () => {
  const { rules } = compiled({ rules: ['email', 'phone-2', 'ids', 'mobile-phone', 'other'].map((one) => rule(one, 'strong')) });
  expect(rules.map(({ normaliser, isList }) => `${normaliser} ${isList}`)).toEqual(['email false', 'phone false', 'text true', 'phone false', 'text false']);
  expect(compiled({ rules: [{ ...rule('email', 'strong'), normaliser: 'code' }] }).rules[0]?.normaliser).toBe('code');
});

test('limits, windows and "at most" are ready to use; what names no identifier of a person has no effect', () => {
  const { rules } = compiled({
    rules: [
      { ...rule('a', 'strong'), limit: 2, window: 'P1DT1H', atMost: ['b', 'h', 'nobody'].map((attribute) => ({ attribute, values: 1 })) },
      { ...rule('h', 'strong'), owner: 'household', limit: 2, atMost: [{ attribute: 'a', values: 1 }] },
      { ...rule('b', 'weak'), window: 'P1D' },
    ],
  });
  expect(rules[0]).toMatchObject({ limit: 2, windowMs: 90_000_000, atMost: [{ rule: 2, values: 1 }] });
  expect(rules[1]).not.toHaveProperty('limit');
  expect(rules[1]?.atMost).toEqual([]);
  expect(rules[2]).not.toHaveProperty('windowMs');
});

test('the hash names everything that decides and nothing else', () => {
  const identity: Identity = { rules: [{ ...rule('email', 'strong'), blocked: ['B@x.example', 'a@x.example'] }] };
  const { hash } = compiled(identity);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const same: Identity = {
    rules: [{ ...rule('email', 'strong'), owner: 'person', normaliser: 'email', blocked: ['a@x.example', 'b@X.example'] }],
    alarm: { records: 9, names: 9 },
  };
  expect(compiled(same).hash).toBe(hash);
  for (const other of [
    { ...identity, policy: { anonymousAndKnown: 'review', knownByStrong: 'merge', knownByMedium: 'review' } as const },
    { rules: [rule('email', 'strong')] },
  ])
    expect(compiled(other).hash).not.toBe(hash);
  expect(compiled(identity, 'IL').hash).not.toBe(hash);
});

test('is plain JSON', () => {
  const identity = compiled({ rules: [{ ...rule('a', 'strong'), limit: 1 }] }, 'IL');
  expect(JSON.parse(JSON.stringify(identity))).toEqual(identity);
});
