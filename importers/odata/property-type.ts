/** The type of a property: as the service writes it, with its limits, and what it is for us. */
import type { CanonicalType } from '../../shared/sources/schema';
import { childrenOf, type EdmModel } from './edm-model';
import type { XmlNode } from './parse-xml';
import { prefixed } from './property-words';

export type PropertyType =
  | { kind: 'value'; nativeType: string; type: CanonicalType; known: boolean }
  /** Its properties become paths. */
  | { kind: 'complex'; name: string };

const primitives: Readonly<Record<string, CanonicalType>> = {
  String: 'string',
  Guid: 'string',
  Binary: 'string',
  Stream: 'string',
  Time: 'string',
  TimeOfDay: 'string',
  Duration: 'string',
  Boolean: 'boolean',
  Byte: 'integer',
  SByte: 'integer',
  Int16: 'integer',
  Int32: 'integer',
  Int64: 'integer',
  Decimal: 'decimal',
  Double: 'decimal',
  Single: 'decimal',
  Date: 'date',
  DateTime: 'datetime',
  DateTimeOffset: 'datetime',
  Untyped: 'json',
};

export function typeOfProperty(node: XmlNode, model: EdmModel): PropertyType {
  const written = node.attributes.get('Type') ?? '';
  const item = /^Collection\((.*)\)$/.exec(written)?.[1];
  const name = model.resolve(item ?? written);
  const definition = model.definitions.get(name);
  if (item !== undefined) {
    const base = primitiveOf(definition?.attributes.get('UnderlyingType') ?? name);
    return { kind: 'value', nativeType: written.slice(0, 300), type: base === 'string' || model.enumTypes.has(name) ? 'string[]' : 'json', known: true };
  }
  const values = model.enumTypes.get(name);
  if (values) return { kind: 'value', nativeType: enumText(values), type: 'enum', known: true };
  if (model.complexTypes.has(name)) return { kind: 'complex', name };
  const primitive = definition?.attributes.get('UnderlyingType') ?? name;
  const type = primitiveOf(primitive);
  // Services of the old editions send days as moments and say so beside.
  const dayOnly = type === 'datetime' && prefixed(node, 'display-format') === 'Date';
  return {
    kind: 'value',
    nativeType: `${primitive}${limitsOf(node, definition)}`.slice(0, 300),
    type: dayOnly ? 'date' : (type ?? 'string'),
    known: type !== undefined,
  };
}

function primitiveOf(name: string): CanonicalType | undefined {
  const short = name.replace(/^Edm\./, '');
  if (/^(Geography|Geometry)/.test(short)) return 'json';
  return Object.hasOwn(primitives, short) ? primitives[short] : undefined;
}

function limitsOf(node: XmlNode, definition: XmlNode | undefined): string {
  const limit = (name: string) => {
    const value = node.attributes.get(name) ?? definition?.attributes.get(name);
    return value !== undefined && /^\d{1,9}$/.test(value) ? value : undefined;
  };
  const length = limit('MaxLength');
  if (length !== undefined) return `(${length})`;
  const precision = limit('Precision');
  const scale = limit('Scale');
  return precision === undefined ? '' : scale === undefined || scale === '0' ? `(${precision})` : `(${precision},${scale})`;
}

/** `enum: new|open|closed`, as many as fit. */
function enumText(values: XmlNode): string {
  const names = childrenOf(values, 'Member').map((member) => member.attributes.get('Name') ?? '');
  let text = 'enum: ';
  for (const [index, name] of names.entries()) {
    const next = `${text}${index === 0 ? '' : '|'}${name}`;
    if (next.length > 298) return `${text}|…`;
    text = next;
  }
  return text.trim();
}
