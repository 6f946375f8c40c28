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

export function maskedExample(value: string, { type, pii }: Pick<Field, 'type' | 'pii'>): string {
  if (type === 'email') return `${value.slice(0, 1).toLowerCase()}•••@example.com`;
  if (type === 'phone') return `${value.slice(0, 3)}••••••${value.slice(-2)}`;
  if (type === 'boolean' || type === 'enum') return value;
  if (pii === 'high' || pii === 'sensitive') return /\d/.test(value) ? value.replace(/\d/g, '•') : `${value.slice(0, 1)}•••`;
  return value.slice(0, 60);
}
