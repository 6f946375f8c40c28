/** From bytes to a value, within limits that hold before anything is built. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { depthOfText } from '../../shared/engagement/json-text';
import { maxBatch, type RefusalCode } from '../../shared/executor/routes/route';
import { ok, type Problem, type ProblemParams, type Result, refuse } from '../../shared/problem';

export const maxBodyBytes = 8 * 1024 * 1024;
/** Deeper nesting than anyone needs; stops a body made to exhaust the stack. */
const maxDepth = 64;

/** Commas in a body. Five thousand events have fewer; millions of values that are all wrong would take minutes to find fault with. */
const maxValues = 250_000;

/** Room for the bodies of all requests together. */
export type Room = { take(bytes: number): boolean };

/** All of the body, as far as it is not larger than `limit` and there is room. `gone`: the sender hung up before its end. */
export function readBody(request: IncomingMessage, room: Room, limit = maxBodyBytes): Promise<Result<Buffer> | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (result: Result<Buffer> | 'gone') => {
      request.off('data', take).off('end', end).off('close', gone).off('error', gone);
      // The rest is not kept; whoever sends it can hear why.
      request.on('error', () => {}).resume();
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) settle(no('body-too-large', { limit }));
      else if (!room.take(chunk.length)) settle(no('executor-busy'));
      else chunks.push(chunk);
    };
    const end = () => settle(ok(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const gone = () => settle('gone');
    request.on('data', take).on('end', end).on('close', gone).on('error', gone);
  });
}

/** JSON, or for lists also one object or NDJSON → unknown. Refuses with the line of the fault. */
export function parseBody(bytes: Buffer, contentType: string | undefined, asList: boolean): Result<unknown> {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  const isLines = asList && (type === 'application/x-ndjson' || type === 'application/ndjson' || type === 'application/jsonl');
  // Other types are what a page can send without asking first; they have no business here.
  if (!isLines && type !== 'application/json') return no('content-type-refused', { type: (type ?? '').slice(0, 60) });
  // Replacing what is no UTF-8 would keep a name that nobody sent.
  if (!isUtf8(bytes)) return no('body-not-json');
  if (hasMoreCommas(bytes, maxValues)) return no('body-too-many-values', { limit: maxValues });
  const text = bytes.toString('utf8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  const parsed = isLines ? parseLines(text) : parseJson(text, []);
  if (!parsed.ok || !asList) return parsed;
  const list = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  // Said here, once, instead of by the schema after it has found fault with each of a million numbers.
  return list.length > maxBatch ? no('invalid-value', { fault: 'too-many', limit: maxBatch, message: `at most ${maxBatch} at once` }) : ok(list);
}

function hasMoreCommas(bytes: Buffer, limit: number): boolean {
  // Of a body this short nobody need count them.
  if (bytes.length <= limit) return false;
  let left = limit;
  for (const byte of bytes) if (byte === 0x2c && --left < 0) return true;
  return false;
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
  if (depthOfText(text, maxDepth) > maxDepth) return no('body-too-deep', { limit: maxDepth }, path);
  try {
    return ok(JSON.parse(text));
  } catch {
    // The parser's own message quotes the body, which may hold personal data.
    return no('body-not-json', {}, path);
  }
}

function no(code: RefusalCode, params: ProblemParams = {}, path: Problem['path'] = []): Result<never> {
  return refuse(code, params, path);
}
