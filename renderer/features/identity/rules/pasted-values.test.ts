import { expect, it } from 'vitest';
import { pastedValues } from './pasted-values';

it('takes values from lines, cells and lists, each once', () => {
  expect(pastedValues('050-0000000\r\n\n 03-1234567 \n050-0000000')).toEqual(['050-0000000', '03-1234567']);
  expect(pastedValues('a@shop.example\tb@shop.example; c@shop.example, d@shop.example')).toHaveLength(4);
  expect(pastedValues('"n/a"\n\'-\'')).toEqual(['n/a', '-']);
});

it('leaves a value with a comma or a blank in it whole', () => {
  expect(pastedValues('no number')).toEqual(['no number']);
  expect(pastedValues('1,234')).toEqual(['1,234']);
  expect(pastedValues('  \n ')).toEqual([]);
});
