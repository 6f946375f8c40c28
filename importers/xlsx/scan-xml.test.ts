import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeOf, createXmlScanner } from './scan-xml';

function scan(pieces: string[]) {
  const seen: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') seen.push(`"${text}"`);
    text = '';
  };
  const scanner = createXmlScanner({
    onOpen: (name, attributes) => {
      flush();
      seen.push(`<${name}${attributeOf(attributes, 'r') === undefined ? '' : ` r=${attributeOf(attributes, 'r')}`}`);
    },
    onClose: (name) => {
      flush();
      seen.push(`>${name}`);
    },
    onText: (piece) => {
      text += piece;
    },
  });
  const sound = pieces.every((piece) => scanner.push(piece));
  return { seen, sound: sound && scanner.end() };
}

const sample = `<?xml version="1.0"?><!-- a > b --><x:a r="1 > 2" q='&quot;'><b/>t &amp; u &#1488;&#x5d1;<![CDATA[<raw>&amp;]]><c x:r = '3'>\n</c></x:a>\n`;

describe('createXmlScanner', () => {
  it('reads elements, texts, entities and sections', () => {
    expect(scan([sample])).toEqual({ sound: true, seen: ['<a r=1 > 2', '<b', '>b', '"t & u אב<raw>&amp;"', '<c r=3', '"\n"', '>c', '>a'] });
  });

  it('reads the same however it is cut', () => {
    const whole = scan([sample]);
    fc.assert(
      fc.property(fc.array(fc.nat(sample.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), sample.length];
        expect(scan(at.slice(1).map((to, i) => sample.slice(at[i], to)))).toEqual(whole);
      }),
    );
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
    ['an end without a beginning', '</a>'],
    ['half a file', '<a><b>'],
    ['half a tag', '<a'],
    ['a nest without end', '<a>'.repeat(300)],
    ['a tag without end', `<a ${'x'.repeat(3_000_000)}`],
  ])('refuses %s', (_, text) => {
    expect(scan([text]).sound).toBe(false);
  });
});
