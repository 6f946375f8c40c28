/** OpenAPI 3.1 of the HTTP API, made from the same zod schemas that check the calls. */
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import * as wire from '../../shared/executor/api';
import { executorRoutes } from '../../shared/executor/contract';
import { findingSchema, historySchema, hourSchema, pressureSchema, undeliveredSchema } from '../../shared/executor/monitor';
import { type RefusalCode, type Route, refusalStatus } from '../../shared/executor/routes/route';
import { taskRowSchema } from '../../shared/executor/tasks';
import { problemSchema } from '../../shared/problem';

export type JsonSchema = Record<string, unknown>;
export type Operation = {
  operationId: string;
  summary: string;
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema }[];
  requestBody?: { required: true; content: Record<string, { schema: unknown; example?: unknown }> };
  responses: Record<string, { description: string; headers?: JsonSchema; content: Record<string, { schema: JsonSchema }> }>;
};
export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: unknown[];
  security: unknown[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: JsonSchema };
};

/** Parts that have a name in the description, which programs made from it have too. */
const names = {
  Event: wire.eventSchema,
  ProfileUpdate: wire.profileUpdateSchema,
  IngestReply: wire.ingestReplySchema,
  IngestWarning: wire.ingestWarningSchema,
  DeploymentBundle: wire.deploymentBundleSchema,
  DeploymentSummary: wire.deploymentSummarySchema,
  StartRequest: wire.startSchema,
  StartReply: wire.startReplySchema,
  Counts: wire.countsSchema,
  NodeCounts: wire.nodeCountsSchema,
  OutboxRow: wire.outboxRowSchema,
  CustomerTrace: wire.customerTraceSchema,
  TraceRow: wire.traceRowSchema,
  Reason: wire.reasonSchema,
  Task: taskRowSchema,
  IdentityTotals: wire.identityTotalsSchema,
  Health: wire.healthSchema,
  Finding: findingSchema,
  History: historySchema,
  Pressure: pressureSchema,
  Hour: hourSchema,
  Undelivered: undeliveredSchema,
  Problem: problemSchema,
} satisfies Record<string, z.ZodType>;
for (const [id, schema] of Object.entries<z.ZodType>(names)) z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });

/** Whatever is asked. */
const always: RefusalCode[] = [
  'executor-token-refused',
  'executor-host-refused',
  'executor-origin-refused',
  'request-malformed',
  'request-too-slow',
  'headers-too-large',
  'too-many-requests',
  'too-many-tries',
  'too-many-connections',
  'internal-error',
  'executor-restoring',
];
const withArguments: RefusalCode[] = ['invalid-arguments'];
const withBody: RefusalCode[] = [
  'body-not-json',
  'body-too-deep',
  'invalid-value',
  'body-too-large',
  'body-too-many-values',
  'content-type-refused',
  'executor-busy',
];
const withWrites: RefusalCode[] = ['executor-busy', 'executor-stopping', 'executor-store-failed'];
const withRetryAfter = { 'retry-after': { description: 'Nothing was done; worth trying again in so many seconds', schema: { type: 'integer', minimum: 1 } } };

/** Each call says every status it can answer with, and the codes of the problems. `version` is the product's. */
export function createOpenApi(version: string): OpenApi {
  const schemas: Record<string, JsonSchema> = {};
  const takenIn = new Set<string>();
  const part = (name: string) => `#/components/schemas/${name}`;
  const schemaOf = (schema: z.ZodType, name: string, io: 'input' | 'output'): JsonSchema => {
    const { $schema: _, $defs, id: __, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as JsonSchema;
    // Recursive parts come with names that are unique only within one schema; what goes in may leave out what comes out.
    const called = (key: string) => (key.startsWith('__') ? `${name}${key}` : io === 'output' && takenIn.has(key) ? `${key}Out` : key);
    const moved = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(/"#\/\$defs\/([^"]+)"/g, (_, key: string) => `"${part(called(key))}"`));
    for (const [key, { id: _, ...definition }] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
      if (io === 'input') takenIn.add(key);
      schemas[called(key)] = moved(definition);
    }
    if (JSON.stringify(rest).includes('"$ref":"#"')) {
      schemas[name] = JSON.parse(JSON.stringify(moved(rest)).replaceAll('"$ref":"#"', `"$ref":"${part(name)}"`));
      return { $ref: part(name) };
    }
    return moved(rest);
  };
  const paths: OpenApi['paths'] = {};
  for (const [name, route] of Object.entries<Route>(executorRoutes)) {
    const parameters = (['params', 'query'] as const).flatMap((part) => {
      const object = schemaOf(route[part], `${name}_${part}`, 'input');
      const required = Array.isArray(object.required) ? object.required : [];
      return Object.entries((object.properties ?? {}) as Record<string, JsonSchema>).map(([key, schema]) => ({
        name: key,
        in: part === 'params' ? ('path' as const) : ('query' as const),
        required: part === 'params' || required.includes(key),
        schema,
      }));
    });
    const path = route.path.replace(/:([a-z]+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: name,
        summary: route.summary,
        parameters,
        ...(route.body && { requestBody: { required: true, content: contentOf(route, schemaOf(route.body, `${name}_body`, 'input')) } }),
        responses: {
          [String(route.status)]: {
            description: 'Done',
            content: { [route.text ?? 'application/json']: { schema: schemaOf(route.value, `${name}_value`, 'output') } },
          },
          ...refusalsOf([
            ...always,
            ...(parameters.length > 0 ? withArguments : []),
            ...(route.body ? withBody : []),
            ...(route.writes ? withWrites : []),
            ...(route.refuses ?? []),
          ]),
        },
      },
    };
  }
  paths['/openapi.json'] = { get: textOperation('openapi', 'This description', 'application/json', { type: 'object' }) };
  paths['/docs'] = { get: textOperation('docs', 'This description as a page to read', 'text/html', { type: 'string' }) };
  schemas.Problems = schemaOf(z.object({ problems: z.array(problemSchema).min(1) }), 'Problems', 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Masa executor',
      version,
      description:
        'Runs journeys on this machine. Reachable from programs of this machine only, with the token. The folder of the executor has both: the file `endpoint.json` says the port, the file `token` the token.',
    },
    servers: [
      {
        url: 'http://127.0.0.1:{port}',
        variables: { port: { default: '0', description: 'As in `endpoint.json`; another one after each start, unless one was asked for' } },
      },
    ],
    security: [{ token: [] }],
    paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The content of the file `token`' } } },
  };
}

function contentOf({ lines, example }: Route, body: JsonSchema): Record<string, { schema: unknown; example?: unknown }> {
  const shown = example === undefined ? {} : { example };
  if (!lines) return { 'application/json': { schema: body, ...shown } };
  return { 'application/json': { schema: { anyOf: [body, body.items] }, ...shown }, 'application/x-ndjson': { schema: body.items, ...shown } };
}

/** By status, each with the codes of the problems that are answered with it. */
function refusalsOf(codes: readonly RefusalCode[]): Operation['responses'] {
  const byStatus = new Map<number, Set<RefusalCode>>();
  for (const code of codes) byStatus.set(refusalStatus[code], (byStatus.get(refusalStatus[code]) ?? new Set()).add(code));
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, same]) => [
        String(status),
        {
          description: `${STATUS_CODES[status]}: ${[...same].join(', ')}`,
          ...(status === 429 || status === 503 ? { headers: withRetryAfter } : {}),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Problems' } } },
        },
      ]),
  );
}

function textOperation(operationId: string, summary: string, type: string, schema: JsonSchema): Operation {
  return { operationId, summary, parameters: [], responses: { '200': { description: 'Done', content: { [type]: { schema } } }, ...refusalsOf(always) } };
}
