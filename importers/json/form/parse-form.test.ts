import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForm, parseForm } from './parse-form';

describe('isForm', () => {
  it.each([['type=subscribe&data[email]=a%40example.com&data[list]=7'], ['a=1&b=2\n'], ['a=1&b=2\r\na=3&b=4\r\n'], ['שם=א&b='], ['a=1&b&c=2']])(
    '%j is form data',
    (text) => expect(isForm(text)).toBe(true),
  );

  it.each([
    [''],
    ['a=1'],
    ['hello & goodbye'],
    ['name,email\na,b'],
    ['x = 1 & y = 2'],
    ['{"a":"b=1&c=2"}'],
    ['a=1&b=2\nname,email'],
    ['<a href="?a=1&b=2">'],
    ['https://example.com/?a=1&b=2 is a link'],
  ])('%j is none', (text) => expect(isForm(text)).toBe(false));
});

describe('parseForm', () => {
  it('reads names in brackets, lists and escapes', () => {
    expect(parseForm('type=unsubscribe&data[merges][FNAME]=Noa+Levi&data[email]=noa%40example.com&tags[]=a&tags[]=b&x=1&x=2&flag')).toEqual({
      type: 'unsubscribe',
      data: { merges: { FNAME: 'Noa Levi' }, email: 'noa@example.com' },
      tags: ['a', 'b'],
      x: ['1', '2'],
      flag: '',
    });
  });

  it('reads numbered entries as records of a list', () => {
    expect(parseForm('items[0][sku]=A&items[0][qty]=2&items[1][sku]=B')).toEqual({ items: [{ sku: 'A', qty: '2' }, { sku: 'B' }] });
  });

  it('takes names of prototypes and broken escapes as they are', () => {
    const record = parseForm('__proto__=1&constructor[prototype]=2&100%=50%&=x');
    expect(Object.keys(record)).toEqual(['__proto__', 'constructor', '100%', '']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('never throws', () => {
    const sign = fc.constantFrom('a', 'b', '[', ']', '=', '&', '0', '%', '4', '+', 'ש');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 60 }), (line) => {
        const record = parseForm(line);
        // Every pair has its place.
        expect(Object.keys(record).length > 0).toBe(/[^&]/.test(line));
      }),
    );
  });
});
