import { z } from 'zod';

/** Paths of every setting a schema has; texts, references and conditions are one each. */
export function pathsOf(schema: z.ZodType): string[] {
  const root = z.toJSONSchema(schema, { io: 'input' }) as Shape & { $defs?: Record<string, Shape> };
  const walk = (shape: Shape, path: string): string[] => {
    const options = shape.anyOf ?? shape.oneOf;
    if (options) return [...new Set(options.flatMap((one) => walk(one, path)))];
    const item = shape.items;
    if (item?.properties && ['id', 'port', 'touchpoint'].some((name) => name in (item.properties ?? {}))) return walk(item, `${path}/*`);
    if (shape.additionalProperties && typeof shape.additionalProperties === 'object' && !shape.properties) return walk(shape.additionalProperties, `${path}/*`);
    const names = Object.keys(shape.properties ?? {});
    const isOne = names.length === 0 || names.includes('op') || names.join() === 'kind,path' || names.every((name) => ['en', 'he', 'fa'].includes(name));
    return isOne ? [path] : names.flatMap((name) => walk(shape.properties?.[name] ?? {}, path === '' ? name : `${path}/${name}`));
  };
  return walk(root, '');
}

/** The values of every setting that is one of a list. */
export function listsOf(schema: z.ZodType): string[][] {
  const lists: string[][] = [];
  const walk = (shape: unknown): void => {
    if (typeof shape !== 'object' || shape === null) return;
    if ('enum' in shape && Array.isArray(shape.enum)) lists.push(shape.enum);
    for (const inner of Object.values(shape)) walk(inner);
  };
  walk(z.toJSONSchema(schema, { io: 'input' }));
  return lists;
}

type Shape = { anyOf?: Shape[]; oneOf?: Shape[]; properties?: Record<string, Shape>; items?: Shape; additionalProperties?: Shape | boolean };
