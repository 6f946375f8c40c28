import { describe, expect, test } from 'vitest';
import { compileIdentity } from './compile-identity';
import { createDecide } from './decide';
import { rule, rulesOf, type TestRecord } from './identity.fixture';
import { createPlainStore } from './plain-store.fixture';
import { inOrder } from './read-identifiers';
import type { Identity } from './schema';

/** Hears records one after the other and tells, for each, whose it is and what became of its identifiers. */
function hear(identity: Identity, records: TestRecord[]): string[] {
  const compiled = compileIdentity(identity, { attributes: [] }, 'IL');
  const store = createPlainStore(compiled);
  const decide = createDecide(compiled, store);
  return records.map(({ at, ...given }) => {
    const identifiers = compiled.rules
      .flatMap(({ attribute }, position) => [given[attribute] ?? []].flat().map((value) => ({ rule: position, value: String(value) })))
      .sort(inOrder);
    const decision = decide(identifiers, at);
    const person = store.apply(identifiers, decision, at);
    const told = identifiers.map((one, i) => `${one.value} ${decision.verdicts[i]}`).join(', ');
    const joined = decision.absorbed.length > 0 ? ` (was ${decision.absorbed.join(', ')})` : '';
    return `${person ?? 'nobody'}${joined}: ${told}`;
  });
}

const strong = { a: rule('a', 'strong'), b: rule('b', 'strong') };
const cases: [string, Identity, TestRecord[], string[]][] = [
  ['a value nobody has makes a person', rulesOf(strong.a), [{ a: 'a1' }], ['0: a1 linked']],
  [
    'the same value again is hers',
    rulesOf(strong.a, strong.b),
    [{ a: 'a1' }, { a: 'a1', b: 'b1' }, { b: 'b1' }],
    ['0: a1 linked', '0: a1 joined, b1 linked', '0: b1 joined'],
  ],
  [
    'a strong value joins two who are known, the older stays',
    rulesOf(strong.a, strong.b),
    [{ a: 'a1' }, { b: 'b1' }, { a: 'a1', b: 'b1' }, { b: 'b1' }],
    ['0: a1 linked', '1: b1 linked', '0 (was 1): a1 joined, b1 joined', '0: b1 joined'],
  ],
  [
    'unless the policy says that somebody shall look',
    rulesOf({ ...strong, policy: { knownByStrong: 'review' } }),
    [{ a: 'a1' }, { b: 'b1' }, { a: 'a1', b: 'b1' }],
    ['0: a1 linked', '1: b1 linked', '0: a1 joined, b1 review'],
  ],
  [
    'or that they stay apart',
    rulesOf({ ...strong, policy: { knownByStrong: 'keep-apart' } }),
    [{ a: 'a1' }, { b: 'b1' }, { a: 'a1', b: 'b1' }],
    ['0: a1 linked', '1: b1 linked', '0: a1 joined, b1 kept-apart'],
  ],
  [
    'a medium value only shows that two may be one',
    rulesOf(strong.a, rule('m', 'medium')),
    [{ a: 'a1' }, { m: 'm1' }, { a: 'a1', m: 'm1' }],
    ['0: a1 linked', '1: m1 linked', '0: a1 joined, m1 review'],
  ],
  [
    'and joins them where the policy trusts it',
    rulesOf({ a: strong.a, m: rule('m', 'medium'), policy: { knownByMedium: 'merge' } }),
    [{ a: 'a1' }, { m: 'm1' }, { a: 'a1', m: 'm1' }],
    ['0: a1 linked', '1: m1 linked', '0 (was 1): a1 joined, m1 joined'],
  ],
  [
    'what a record brings goes to the owner of its medium value',
    rulesOf(strong.a, rule('m', 'medium')),
    [{ m: 'm1' }, { a: 'a1', m: 'm1' }],
    ['0: m1 linked', '0: a1 linked, m1 joined'],
  ],
  [
    'an anonymous person becomes known',
    rulesOf(strong.a, rule('w', 'weak')),
    [{ w: 'w1' }, { a: 'a1', w: 'w1' }, { w: 'w1' }],
    ['0: w1 linked', '0: a1 linked, w1 joined', '0: w1 joined'],
  ],
  [
    'and is joined into somebody who is known, even a younger one',
    rulesOf(strong.a, rule('w', 'weak')),
    [{ w: 'w1' }, { a: 'a1' }, { a: 'a1', w: 'w1' }],
    ['0: w1 linked', '1: a1 linked', '1 (was 0): a1 joined, w1 joined'],
  ],
  [
    'not where the policy keeps them apart',
    rulesOf({ a: strong.a, w: rule('w', 'weak'), policy: { anonymousAndKnown: 'keep-apart' } }),
    [{ w: 'w1' }, { a: 'a1', w: 'w1' }],
    ['0: w1 linked', '1: a1 linked, w1 kept-apart'],
  ],
  [
    'a device belongs to one known person: the second who uses it is somebody else',
    rulesOf(strong.a, rule('w', 'weak')),
    [{ a: 'a1', w: 'w1' }, { a: 'a2', w: 'w1' }, { w: 'w1' }],
    ['0: a1 linked, w1 linked', '1: a2 linked, w1 weak', '0: w1 joined'],
  ],
  [
    'weak values are heard last, wherever they stand in the list',
    rulesOf(rule('w', 'weak'), strong.a),
    [
      { a: 'a1', w: 'w1' },
      { a: 'a2', w: 'w1' },
    ],
    ['0: a1 linked, w1 linked', '1: a2 linked, w1 weak'],
  ],
  [
    'two anonymous ones are one',
    rulesOf(rule('v', 'weak'), rule('w', 'weak')),
    [{ v: 'v1' }, { w: 'w1' }, { v: 'v1', w: 'w1' }],
    ['0: v1 linked', '1: w1 linked', '0 (was 1): v1 joined, w1 joined'],
  ],
  [
    'values of a household and a device join nobody',
    rulesOf(strong.a, { ...rule('h', 'strong'), owner: 'household' }, { ...rule('d', 'strong'), owner: 'device' }),
    [{ a: 'a1', h: 'h1', d: 'd1' }, { a: 'a2', h: 'h1', d: 'd1' }, { h: 'h1' }],
    ['0: a1 linked, h1 household, d1 device', '1: a2 linked, h1 household, d1 device', 'nobody: h1 household'],
  ],
  [
    'one value too many stays unlinked, the record does not',
    rulesOf({ ...strong.a }, { ...strong.b, limit: 1 }),
    [{ a: 'a1', b: 'b1' }, { a: 'a1', b: 'b2' }, { b: 'b2' }],
    ['0: a1 linked, b1 linked', '0: a1 joined, b2 limit', '1: b2 linked'],
  ],
  [
    'several values in one record too',
    rulesOf(strong.a, { ...strong.b, limit: 2 }),
    [{ a: 'a1', b: ['b3', 'b1', 'b2'] }],
    ['0: a1 linked, b1 linked, b2 linked, b3 limit'],
  ],
  [
    'a new number with an address whose owner has all the numbers she may have makes a new person',
    rulesOf({ ...strong.a, limit: 1 }, strong.b),
    [{ a: 'a1', b: 'b1' }, { a: 'a2', b: 'b1' }, { b: 'b1' }],
    ['0: a1 linked, b1 linked', '1: a2 linked, b1 limit', '0: b1 joined'],
  ],
  [
    'and the next identifier is tried',
    rulesOf({ ...strong.a, limit: 1 }, strong.b, rule('c', 'strong')),
    [{ a: 'a1', b: 'b1' }, { c: 'c1' }, { a: 'a2', b: 'b1', c: 'c1' }],
    ['0: a1 linked, b1 linked', '1: c1 linked', '1: a2 linked, b1 limit, c1 joined'],
  ],
  [
    'two who have too many together are not joined',
    rulesOf({ ...strong.a, limit: 2 }, strong.b, rule('c', 'strong')),
    [
      { a: ['a1', 'a2'], b: 'b1' },
      { a: 'a3', c: 'c1' },
      { b: 'b1', c: 'c1' },
    ],
    ['0: a1 linked, a2 linked, b1 linked', '1: a3 linked, c1 linked', '0: b1 joined, c1 limit'],
  ],
  [
    'a limit with a window counts what was first seen within it',
    rulesOf(strong.a, { ...strong.b, limit: 1, window: 'P1D' }),
    [
      { a: 'a1', b: 'b1', at: 0 },
      { a: 'a1', b: 'b2', at: 86_399_999 },
      { a: 'a1', b: 'b2', at: 86_400_000 },
    ],
    ['0: a1 linked, b1 linked', '0: a1 joined, b2 limit', '0: a1 joined, b2 linked'],
  ],
  [
    'a value of which nobody knows when counts always, and a record that does not say when counts all',
    rulesOf(strong.a, { ...strong.b, limit: 2, window: 'P1D' }),
    [
      { a: 'a1', b: 'b1' },
      { a: 'a1', b: ['b2', 'b3'], at: 1e12 },
      { a: 'a1', b: 'b4', at: 1e12 + 86_400_000 },
      { a: 'a1', b: 'b5' },
    ],
    ['0: a1 linked, b1 linked', '0: a1 joined, b2 linked, b3 limit', '0: a1 joined, b4 linked', '0: a1 joined, b5 limit'],
  ],
  [
    'through an address nobody comes to a second number',
    rulesOf(strong.a, { ...strong.b, atMost: [{ attribute: 'a', values: 1 }] }, rule('c', 'strong')),
    [
      { a: 'a1', b: 'b1', c: 'c1' },
      { a: 'a2', b: 'b1' },
      { a: 'a3', c: 'c1' },
    ],
    ['0: a1 linked, b1 linked, c1 linked', '1: a2 linked, b1 at-most', '0: a3 linked, c1 joined'],
  ],
  [
    'also when the address is heard first',
    rulesOf({ ...strong.b, atMost: [{ attribute: 'a', values: 1 }] }, strong.a),
    [{ a: 'a1', b: 'b1' }, { a: 'a2', b: 'b1' }, { b: 'b1' }],
    ['0: b1 linked, a1 linked', '0: b1 joined, a2 at-most', '0: b1 joined'],
  ],
];

describe('who a record is about', () => {
  test.each(cases)('%s', (_, identity, records, told) => expect(hear(identity, records)).toEqual(told));
});
