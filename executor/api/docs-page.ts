/** The OpenAPI description as one page to read and keep: no scripts, nothing fetched. */
import { curlExample } from '../../shared/executor/curl-example';
import type { JsonSchema, OpenApi, Operation } from './openapi';

/** The page; pure. */
export function createDocsPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ method: method.toUpperCase(), path, one })),
  );
  const contents = operations.map(({ method, path, one }) => `<li><a href="#${one.operationId}"><b>${method}</b> ${safe(path)}</a></li>`).join('\n');
  // What every call can answer is said once.
  const [first = {}, ...others] = operations.map(({ one }) => one.responses);
  const always = Object.values(first)
    .flatMap(codesOf)
    .filter((code) => others.every((responses) => Object.values(responses).some((one) => codesOf(one).includes(code))));
  const sections = operations.map(({ method, path, one }) => operationSection(method, path, one, always)).join('\n');
  const schemas = Object.entries(api.components.schemas).map(
    ([name, schema]) => `<details id="schema-${name}"><summary><code>${name}</code></summary><pre>${typeText(schema, '')}</pre></details>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(api.info.title)} API</title>
<style>${style}</style>
<main>
<h1>${safe(api.info.title)} <small>API, ${safe(api.info.version)}</small></h1>
<p>${marked(api.info.description)}</p>
<p>Every answer is JSON. A refusal is <code>{"problems": [{severity, code, path, params}]}</code>: the code says what, the path where in what was sent. After 429 and 503 nothing was done; the header <code>Retry-After</code> says in how many seconds it is worth trying again. Whatever is called may be refused with ${always.map((code) => `<code>${safe(code)}</code>`).join(', ')}.</p>
<h2>With curl</h2>
<p>The folder stands on the app's page Executor; <code>--data</code> of <code>masa executor</code> names another.</p>
<pre>${safe(curlExample('…'))}</pre>
<nav><ul>
${contents}
</ul></nav>
${sections}
<h2 id="public">The public address</h2>
<p>What people and providers outside may reach is another server on another port, closed until <a href="#setPublic">it is opened</a>, and knows none of the calls above. A tunnel or proxy of your own brings it to the world.</p>
<table>
${publicPaths.map(([path, what]) => `<tr><td><code>${safe(path)}</code></td><td>${safe(what)}</td></tr>`).join('\n')}
</table>
<h2>Types</h2>
${schemas.join('\n')}
</main>
`;
}

/** They are for others than whoever holds the token, so that OpenAPI does not list them. */
const publicPaths = [
  ['/u/TOKEN', 'Where people take themselves off a channel; the one-click button of mail programs as well'],
  ['/call-backs/CHANNEL', 'Where providers tell what became of messages; they sign, or are not heard'],
  ['/inbox', 'Messages in the app, for whoever holds a visitor’s token'],
  ['/on-site.js, /on-site/…', 'The script for pages, and what it asks for'],
  ['/demo', 'A small shop to show both on, from this machine only'],
] as const;

function operationSection(
  method: string,
  path: string,
  { operationId, summary, parameters, requestBody, responses }: Operation,
  always: readonly string[],
): string {
  const rows = parameters.map(
    (one) =>
      `<tr><td><code>${safe(one.name)}</code></td><td>${one.in}${one.required ? '' : ', optional'}</td><td><code>${typeText(one.schema, '')}</code></td></tr>`,
  );
  const bodies = Object.entries(requestBody?.content ?? {}).map(
    ([type, { schema, example }]) =>
      `<p><code>${type}</code></p><pre>${typeText(schema as JsonSchema, '')}</pre>${example === undefined ? '' : `<pre>${safe(curlOf(path, type, example))}</pre>`}`,
  );
  const answers = Object.entries(responses).flatMap(([status, response]) => {
    const [schema] = Object.values(response.content).map((one) => one.schema);
    if (Number(status) < 300) return [`<tr><td>${status}</td><td><code>${typeText(schema ?? {}, '')}</code></td></tr>`];
    const own = codesOf(response).filter((code) => !always.includes(code));
    return own.length > 0 ? [`<tr><td>${status}</td><td>${safe(own.join(', '))}</td></tr>`] : [];
  });
  return `<section id="${operationId}">
<h2><b>${method}</b> ${safe(path)}</h2>
<p>${safe(summary)}</p>
${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}
${bodies.join('\n')}
<table>${answers.join('')}</table>
</section>`;
}

/** The codes of problems, which follow the name of the status. */
function codesOf({ description }: { description: string }): string[] {
  const [, codes] = description.split(': ');
  return codes?.split(', ') ?? [];
}

function curlOf(path: string, type: string, example: unknown): string {
  const url = `http://127.0.0.1:$PORT${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)}`;
  const json = type === 'application/json' ? JSON.stringify(example, null, 2) : JSON.stringify(example);
  // Line ends are what NDJSON is made of; --data would drop them.
  return `ask "${url}" -H 'content-type: ${type}' ${type === 'application/json' ? '-d' : '--data-binary'} '${json}'`;
}

/** A schema as a reader of TypeScript would write it; references lead to the types below. Already escaped. */
function typeText(schema: JsonSchema, indent: string): string {
  const { $ref, anyOf, oneOf, const: only, enum: values, type } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return `<a href="#schema-${name}">${safe(name)}</a>`;
  }
  const ways = anyOf ?? oneOf;
  if (Array.isArray(ways)) return ways.map((one: JsonSchema) => typeText(one, indent)).join(' | ');
  if (only !== undefined) return safe(JSON.stringify(only));
  if (Array.isArray(values)) return values.map((one) => safe(JSON.stringify(one))).join(' | ');
  if (Array.isArray(type)) return safe(type.join(' | '));
  if (type === 'array') {
    const items = typeText((schema.items ?? {}) as JsonSchema, indent);
    return / \| /.test(items) ? `(${items})[]` : `${items}[]`;
  }
  if (type === 'object') return objectText(schema, indent);
  return typeof type === 'string' ? `${type}${noteOf(schema)}` : 'any';
}

function objectText({ properties = {}, required, additionalProperties }: JsonSchema, indent: string): string {
  const needed = Array.isArray(required) ? required : [];
  const inner = `${indent}  `;
  const lines = Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => {
    const said = typeof schema.description === 'string' ? `  <i>// ${safe(schema.description)}</i>` : '';
    return `${inner}${safe(name)}${needed.includes(name) ? '' : '?'}: ${typeText(schema, inner)}${said}`;
  });
  if (typeof additionalProperties === 'object') lines.push(`${inner}[name]: ${typeText(additionalProperties as JsonSchema, inner)}`);
  return lines.length > 0 ? `{\n${lines.join('\n')}\n${indent}}` : '{}';
}

/** What a type alone does not say. Limits that only mean "a whole number" are left out. */
function noteOf({ format, minLength, maxLength, minimum, maximum, pattern, default: otherwise }: JsonSchema): string {
  const told = [
    typeof format === 'string' ? format : typeof pattern === 'string' ? pattern : undefined,
    typeof maxLength === 'number' ? `${typeof minLength === 'number' ? minLength : 0}–${maxLength} characters` : undefined,
    typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER ? `from ${minimum}` : undefined,
    typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? `to ${maximum}` : undefined,
    otherwise === undefined ? undefined : `otherwise ${JSON.stringify(otherwise)}`,
  ].filter((one) => one !== undefined);
  return told.length > 0 ? ` <i>(${safe(told.join(', '))})</i>` : '';
}

/** Text with `code` in it. */
function marked(text: string): string {
  return safe(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
:root { color-scheme: light dark; font: 15px/1.55 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 small { font-size: 1rem; font-weight: 400; opacity: .7; }
h2 { margin-top: 2.5rem; font-size: 1.15rem; }
code, pre, h2, nav { font-family: ui-monospace, monospace; }
pre { padding: .75rem 1rem; overflow-x: auto; border: 1px solid #8884; border-radius: 8px; font-size: .85rem; }
nav ul { columns: 2; padding: 0; list-style: none; font-size: .85rem; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .9rem; }
td { padding: .3rem .6rem; border-top: 1px solid #8883; vertical-align: top; }
td:first-child { white-space: nowrap; width: 1%; }
td code { white-space: pre-wrap; }
details { margin: .25rem 0; } summary { cursor: pointer; }
i { opacity: .75; }
a { color: inherit; }`;
