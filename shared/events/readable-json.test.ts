import { describe, expect, it } from 'vitest';
import { readableJson } from './readable-json';

describe('JSON to be read', () => {
  it('has short parts on one line, long ones on several, and the event itself on a line for each', () => {
    const event = {
      uid: 'a-1',
      identifiers: { email: 'name@example.com' },
      properties: { items: [{ sku: 'P-1', quantity: 2 }], note: 'x'.repeat(70), tags: [], more: {} },
    };
    expect(readableJson(event)).toBe(
      [
        '{',
        '  "uid": "a-1",',
        '  "identifiers": { "email": "name@example.com" },',
        '  "properties": {',
        '    "items": [ { "sku": "P-1", "quantity": 2 } ],',
        `    "note": "${'x'.repeat(70)}", "tags": [],`,
        '    "more": {}',
        '  }',
        '}',
      ].join('\n'),
    );
  });

  it('is the same value when it is read', () => {
    const value = { 'a"b': ['\n', 1.5, null, true, [[]], { c: { d: 'é\u2068' } }], long: Array.from({ length: 40 }, (_, index) => index) };
    expect(JSON.parse(readableJson(value))).toEqual(value);
    expect(readableJson('a')).toBe('"a"');
  });
});
