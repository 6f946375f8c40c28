import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement } from '../engagement/engagement.fixture';
import {
  addIdentifier,
  blockValues,
  editRule,
  moveIdentifier,
  removeIdentifier,
  resetIdentity,
  setAlarm,
  setAtMost,
  setMergePolicy,
  unblockValue,
} from './edit-identity';
import type { IdentityRule } from './schema';

const email: IdentityRule = { attribute: 'email', strength: 'strong', limit: 5, blocked: ['a@a.com'], atMost: [{ attribute: 'customer-no', values: 1 }] };
const number: IdentityRule = { attribute: 'customer-no', strength: 'strong', limit: 1, blocked: [] };
const start = testEngagement({
  record: {
    groups: [{ id: 'identity', label: {} }],
    attributes: [
      testAttribute('email'),
      testAttribute('customer-no'),
      testAttribute('cookie', { identifier: { strength: 'weak' } }),
      testAttribute('seat-number'),
    ],
  },
  identity: { rules: [number, email] },
});
const order = (engagement: typeof start) => engagement.identity.rules.map(({ attribute }) => attribute);
const rule = (engagement: typeof start, attribute: string) => engagement.identity.rules.find((one) => one.attribute === attribute);

describe('identifiers', () => {
  it('are added last, by what the attribute says of them or carefully', () => {
    const both = addIdentifier(addIdentifier(start, { attribute: 'cookie' }), { attribute: 'seat-number' });
    expect(order(both)).toEqual(['customer-no', 'email', 'cookie', 'seat-number']);
    expect(rule(both, 'cookie')).toEqual({ attribute: 'cookie', strength: 'weak', limit: 5, blocked: [] });
    // Nobody said how strong a seat number is: it must not join two people who are known.
    expect(rule(both, 'seat-number')?.strength).toBe('medium');
  });

  it('take the catalogue’s rule when it has one', () => {
    const given: IdentityRule = { attribute: 'cookie', strength: 'weak', owner: 'device', limit: 100, blocked: ['0'] };
    expect(rule(addIdentifier(start, { attribute: 'cookie', rule: given }), 'cookie')).toEqual(given);
  });

  it('are attributes of the record, each once', () => {
    expect(addIdentifier(start, { attribute: 'email' })).toBe(start);
    expect(addIdentifier(start, { attribute: 'nobody-knows' })).toBe(start);
  });

  it('take with them what others say of them', () => {
    const gone = removeIdentifier(start, { attribute: 'customer-no' });
    expect(order(gone)).toEqual(['email']);
    expect(rule(gone, 'email')).not.toHaveProperty('atMost');
    expect(removeIdentifier(start, { attribute: 'cookie' })).toBe(start);
  });

  it('move in the order, and no further than its ends', () => {
    expect(order(moveIdentifier(start, { attribute: 'email', to: 0 }))).toEqual(['email', 'customer-no']);
    expect(order(moveIdentifier(start, { attribute: 'customer-no', to: 99 }))).toEqual(['email', 'customer-no']);
    expect(moveIdentifier(start, { attribute: 'customer-no', to: -3 })).toBe(start);
    expect(moveIdentifier(start, { attribute: 'cookie', to: 0 })).toBe(start);
    // The rules themselves are the same objects: only their order is new.
    expect(moveIdentifier(start, { attribute: 'email', to: 0 }).identity.rules[0]).toBe(email);
  });
});

describe('a rule', () => {
  it('is edited part by part', () => {
    const edited = editRule(start, { attribute: 'email', rule: { strength: 'weak', owner: 'household', window: 'P365D' } });
    expect(rule(edited, 'email')).toEqual({ ...email, strength: 'weak', owner: 'household', window: 'P365D' });
    expect(rule(editRule(edited, { attribute: 'email', rule: { owner: undefined } }), 'email')).not.toHaveProperty('owner');
  });

  it('loses its window with its limit', () => {
    const windowed = editRule(start, { attribute: 'email', rule: { window: 'P30D' } });
    const without = rule(editRule(windowed, { attribute: 'email', rule: { limit: undefined } }), 'email');
    expect(without).not.toHaveProperty('limit');
    expect(without).not.toHaveProperty('window');
  });

  it('is left alone by what says the same or does not fit', () => {
    expect(editRule(start, { attribute: 'email', rule: { strength: 'strong' } })).toBe(start);
    expect(editRule(start, { attribute: 'email', rule: { limit: 0 } })).toBe(start);
    expect(editRule(start, { attribute: 'email', rule: { window: 'a year' } })).toBe(start);
    expect(editRule(start, { attribute: 'cookie', rule: { strength: 'strong' } })).toBe(start);
  });

  it('says how many values of another come through it', () => {
    const two = setAtMost(start, { attribute: 'email', other: 'customer-no', values: 2 });
    expect(rule(two, 'email')?.atMost).toEqual([{ attribute: 'customer-no', values: 2 }]);
    expect(rule(setAtMost(two, { attribute: 'email', other: 'customer-no', values: undefined }), 'email')).not.toHaveProperty('atMost');
    expect(rule(setAtMost(start, { attribute: 'customer-no', other: 'email', values: 3 }), 'customer-no')?.atMost).toHaveLength(1);
    expect(setAtMost(start, { attribute: 'email', other: 'email', values: 1 })).toBe(start);
    expect(setAtMost(start, { attribute: 'email', other: 'cookie', values: 1 })).toBe(start);
    expect(setAtMost(start, { attribute: 'email', other: 'customer-no', values: 0 })).toBe(start);
  });
});

describe('blocked values', () => {
  it('are added trimmed, each once, and taken away one by one', () => {
    const blocked = blockValues(start, { attribute: 'email', values: [' till@shop.example ', 'a@a.com', '', 'till@shop.example', 'x'.repeat(301)] });
    expect(rule(blocked, 'email')?.blocked).toEqual(['a@a.com', 'till@shop.example']);
    expect(rule(unblockValue(blocked, { attribute: 'email', value: 'a@a.com' }), 'email')?.blocked).toEqual(['till@shop.example']);
  });

  it('that are there or not there change nothing', () => {
    expect(blockValues(start, { attribute: 'email', values: ['a@a.com'] })).toBe(start);
    expect(unblockValue(start, { attribute: 'email', value: 'b@b.com' })).toBe(start);
  });
});

describe('policy and alarm', () => {
  it('change one answer and keep the usual others', () => {
    expect(setMergePolicy(start, { policy: { knownByStrong: 'review' } }).identity.policy).toEqual({
      anonymousAndKnown: 'merge',
      knownByStrong: 'review',
      knownByMedium: 'review',
    });
    expect(setAlarm(start, { alarm: { names: 2 } }).identity.alarm).toEqual({ records: 50, names: 2 });
    expect(setAlarm(start, { alarm: { records: 0 } })).toBe(start);
  });

  it('go back to the catalogue’s with all rules of known attributes', () => {
    const edited = setAlarm(moveIdentifier(start, { attribute: 'email', to: 0 }), { alarm: { names: 2 } });
    const reset = resetIdentity(edited, { identity: { rules: [email, { ...number, attribute: 'gone' }] } });
    expect(reset.identity).toEqual({ rules: [email] });
    expect(resetIdentity(start, { identity: { rules: [number, email] } })).toBe(start);
  });
});
