/** What goes back: JSON, or a page; every refusal is `{problems: Problem[]}`. */
import { type ServerResponse, STATUS_CODES } from 'node:http';
import { type RefusalCode, refusalStatus } from '../../shared/executor/routes/route';
import { type Problem, type ProblemParams, problem } from '../../shared/problem';

export type Reply = {
  status: number;
  text: string;
  type?: string;
  /** Absent: nobody keeps it. */
  cache?: string;
  headers?: readonly string[];
  /** The connection ends with it. */
  ends?: boolean;
};

export function jsonReply(value: unknown, status = 200): Reply {
  return { status, text: JSON.stringify(value) };
}

export function refusal(code: RefusalCode, params: ProblemParams = {}, path: Problem['path'] = []): Reply {
  return problemsReply([problem('blocks', code, path, params)]);
}

/** The status is that of the first code that has one; faults of what was sent have none, and are 400. */
export function problemsReply(problems: readonly Problem[]): Reply {
  const known = problems.find((one): one is Problem & { code: RefusalCode } => Object.hasOwn(refusalStatus, one.code));
  const status = known ? refusalStatus[known.code] : 400;
  const reply = jsonReply({ problems }, status);
  if (status !== 429 && status !== 503) return reply;
  // Whoever knows when it is worth trying again says it as a value of the problem.
  const seconds = known?.params.seconds;
  return { ...reply, headers: ['retry-after', typeof seconds === 'number' ? String(seconds) : '1'] };
}

/** Does nothing when whoever asked has gone. */
export function send(response: ServerResponse, reply: Reply): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(reply.status, headersOf(reply));
  response.end(reply.text);
}

/** The reply to something that was no request, so that there is no response to write it to. */
export function rawReply(reply: Reply): string {
  const headers = headersOf({ ...reply, ends: true });
  const lines = headers.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${headers[i + 1]}\r\n`] : []));
  return `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ''}\r\n${lines.join('')}\r\n${reply.text}`;
}

function headersOf({ text, type = 'application/json', cache = 'no-store', headers = [], ends }: Reply): string[] {
  const all = ['content-type', type, 'content-length', String(Buffer.byteLength(text)), 'cache-control', cache, 'x-content-type-options', 'nosniff'];
  all.push(...headers);
  if (ends) all.push('connection', 'close');
  return all;
}
