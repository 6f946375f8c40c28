/** Example values of the fields: from the made-up rows, masked as a client's would be. */
import { sampleRows } from '../../shared/sample/rows';
import type { Field } from '../../shared/sources/schema';

/** First value of each column: `object id/native name` → text. */
export function exampleValues(): Map<string, string> {
  const found = new Map<string, string>();
  for (const { object, row } of sampleRows({ customers: 160, until: '2026-11-22' }))
    for (const [name, value] of Object.entries(row)) {
      const key = `${object}/${name}`;
      const text = Array.isArray(value) ? value.join(', ') : String(value ?? '').trim();
      // A tidy example says more than the first odd one.
      if (text !== '' && !found.has(key) && !/test|בדיקה|QA|^0+$/i.test(text)) found.set(key, text);
    }
  return found;
}

/** Masked by what the value looks like: many a system keeps a phone number in a plain text column. */
export function maskedExample(value: string, { type, pii }: Pick<Field, 'type' | 'pii'>): string {
  if (value.includes('@')) return `${value.slice(0, 1).toLowerCase()}•••@example.com`;
  if (pii === 'high' || pii === 'sensitive') {
    if (/^\+?\d[\d\s-]{7,}$/.test(value) && type !== 'date') return `${value.slice(0, 3)}•••••${value.slice(-2)}`;
    return /\d/.test(value) ? value.replace(/\d/g, '•') : `${value.slice(0, 1)}•••`;
  }
  return value.slice(0, 80);
}
