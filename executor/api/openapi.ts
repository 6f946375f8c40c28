/** OpenAPI 3.1 of the HTTP API, made from the same zod schemas that check the calls. */
import { z } from 'zod';
import { executorRoutes, type Route } from '../../shared/executor/contract';
import { problemSchema } from '../../shared/problem';

type JsonSchema = Record<string, unknown>;

/** Also lists the statuses every call can answer with. `version` is the product's. */
export function createOpenApi(version: string): JsonSchema {
  const definitions: JsonSchema = {};
  const schemaOf = (schema: z.ZodType, name: string, io: 'input' | 'output'): JsonSchema => {
    const { $schema: _, $defs, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as JsonSchema;
    // Recursive parts come with names that are unique only within one schema.
    const moved = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', `"#/components/schemas/${name}_`)) as JsonSchema;
    for (const [key, part] of Object.entries($defs ?? {})) definitions[`${name}_${key}`] = moved(part);
    if (JSON.stringify(rest).includes('"$ref":"#"')) {
      definitions[name] = JSON.parse(JSON.stringify(moved(rest)).replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`));
      return { $ref: `#/components/schemas/${name}` };
    }
    return moved(rest);
  };
  const problems = { 'application/json': { schema: { $ref: '#/components/schemas/Problems' } } };
  const refusals = Object.fromEntries(
    [
      ['400', 'Not understood: each problem says where'],
      ['401', 'No token, or a wrong one'],
      ['403', 'Wrong Host, or sent by a web page'],
      ['413', 'Too large'],
      ['429', 'Busy; try again after Retry-After seconds'],
      ['500', 'Not done; nothing was changed'],
    ].map(([status, description]) => [status, { description, content: problems }]),
  );
  const paths: Record<string, JsonSchema> = {};
  for (const [name, route] of Object.entries<Route>(executorRoutes)) {
    const parameters = (['params', 'query'] as const).flatMap((part) => {
      const object = schemaOf(route[part], `${name}_${part}`, 'input');
      const required = Array.isArray(object.required) ? object.required : [];
      return Object.entries((object.properties ?? {}) as JsonSchema).map(([key, schema]) => ({
        name: key,
        in: part === 'params' ? 'path' : 'query',
        required: part === 'params' || required.includes(key),
        schema,
      }));
    });
    const body = route.body && schemaOf(route.body, `${name}_body`, 'input');
    const path = route.path.replace(/:([a-z]+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: name,
        summary: route.summary,
        parameters,
        ...(body && {
          requestBody: {
            required: true,
            content: route.lines
              ? { 'application/json': { schema: { anyOf: [body, body.items] } }, 'application/x-ndjson': { schema: body.items } }
              : { 'application/json': { schema: body } },
          },
        }),
        responses: {
          [String(route.status)]: { description: 'Done', content: { 'application/json': { schema: schemaOf(route.value, `${name}_value`, 'output') } } },
          ...refusals,
        },
      },
    };
  }
  definitions.Problems = schemaOf(z.object({ problems: z.array(problemSchema) }), 'Problems', 'output');
  return {
    openapi: '3.1.0',
    info: { title: 'Masa executor', version, description: 'Runs journeys on this machine. Reachable from 127.0.0.1 only.' },
    security: [{ token: [] }],
    paths,
    components: { schemas: definitions, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}
