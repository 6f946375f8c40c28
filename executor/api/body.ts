import { depthOfText } from '../../shared/engagement/json-text';
import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';

export const maxBodyBytes = 8 * 1024 * 1024;
/** Deeper nesting than anyone needs; stops a body made to exhaust the stack. */
const maxDepth = 64;

/** JSON, or for lists also one object or NDJSON → unknown. Refuses with the line of the fault. */
export function parseBody(text: string, contentType: string | undefined, asList: boolean): Result<unknown> {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (asList && (type === 'application/x-ndjson' || type === 'application/ndjson' || type === 'application/jsonl')) return parseLines(text);
  // Other types are what a page can send without asking first; they have no business here.
  if (type !== 'application/json') return refuse('content-type-refused', { type: (type ?? '').slice(0, 60) });
  const value = parseJson(text, []);
  if (!value.ok || !asList || Array.isArray(value.value)) return value;
  return ok([value.value]);
}

function parseLines(text: string): Result<unknown> {
  const values: unknown[] = [];
  const problems: Problem[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    const value = parseJson(line, [i]);
    if (value.ok) values.push(value.value);
    else if (problems.length < 20) problems.push(...value.problems);
  });
  return problems.length > 0 ? { ok: false, problems } : ok(values);
}

function parseJson(text: string, path: Problem['path']): Result<unknown> {
  if (depthOfText(text, maxDepth) > maxDepth) return refuse('body-too-deep', { limit: maxDepth }, path);
  try {
    return ok(JSON.parse(text));
  } catch {
    // The parser's own message quotes the body, which may hold personal data.
    return { ok: false, problems: [problem('blocks', 'body-not-json', path)] };
  }
}
