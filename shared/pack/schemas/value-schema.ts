/** A value of a canonical type as JSON Schema 2020-12. */
import type { CanonicalType } from '../../sources/schema';

/**
 * Only keywords of the standard: validators in strict mode refuse others. What a person should know is in `description`.
 */
export type JsonSchema = { [keyword: string]: unknown };

export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** E.164: what leaves by SMS has to be this. */
const PHONE = '^\\+[1-9][0-9]{6,14}$';

/** @param values ids an enum is restricted to; none: any text */
export function valueSchema(type: CanonicalType, values: readonly string[] = []): JsonSchema {
  switch (type) {
    case 'string':
      return { type: 'string', minLength: 1 };
    case 'integer':
      return { type: 'integer' };
    case 'decimal':
    case 'money':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'datetime':
      return { type: 'string', format: 'date-time' };
    case 'enum':
      return values.length > 0 ? { type: 'string', enum: [...values] } : { type: 'string', minLength: 1 };
    case 'string[]':
      return { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };
    case 'email':
      return { type: 'string', format: 'email' };
    case 'phone':
      return { type: 'string', pattern: PHONE };
    case 'url':
      return { type: 'string', format: 'uri' };
    case 'country':
      return { type: 'string', pattern: '^[A-Z]{2}$' };
    case 'currency':
      return { type: 'string', pattern: '^[A-Z]{3}$' };
    case 'json':
      return {};
  }
}

/** What a system identifies somebody by: a plain code may come as a number too. */
export function identifierSchema(type: CanonicalType): JsonSchema {
  return type === 'email' || type === 'phone' ? valueSchema(type) : { anyOf: [{ type: 'string', minLength: 1 }, { type: 'number' }] };
}
