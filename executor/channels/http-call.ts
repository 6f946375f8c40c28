/**
 * One call to a provider, and what is known of it afterwards: that it never left, that it may have been taken, or what was answered. On Node's own
 * client, because only there it can be told when a request began to leave; `fetch` follows redirects, proxies and its own mind.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { type Clock, systemClock } from '../clock';

export type HttpCall = { method: 'GET' | 'POST'; url: string; headers: Readonly<Record<string, string>>; body?: string };

/**
 * never: nobody has heard of it · maybe: it left, and no answer came that could be read · answered: `body` is undefined when it broke off or was too large.
 * `detail`: a code of the system's, such as ECONNREFUSED; never a text of theirs, which may quote what we sent.
 */
export type HttpResult =
  | { sent: 'never'; why: 'unreachable' | 'time-out' | 'insecure' | 'not-callable'; detail: string }
  | { sent: 'maybe'; why: 'time-out' | 'broken' | 'malformed'; detail: string }
  | Answered;
export type Answered = { sent: 'answered'; status: number; headers: http.IncomingHttpHeaders; body: Buffer | undefined };

export type HttpClient = {
  call(call: HttpCall): Promise<HttpResult>;
  /** Lets what is under way come to its end. */
  close(): Promise<void>;
};

export type HttpClientOptions = {
  atOnce: number;
  /** From the call to the end of the answer. */
  timeoutMs?: number | undefined;
  clock?: Clock | undefined;
  maxReplyBytes?: number;
};

const usualTimeoutMs = 30_000;
/** Whoever is there answers within this; nothing has been sent by then. */
const connectTimeoutMs = 10_000;
/** A line that was quiet for longer may have been closed by the other side just as it is used again, which looks as if the message had been taken. */
const quietLineMs = 3_000;

/** `https` only, except to this machine: what leaves holds names, addresses and the provider's secret. */
export function createHttpClient({ atOnce, timeoutMs = usualTimeoutMs, clock = systemClock, maxReplyBytes = 64 * 1024 }: HttpClientOptions): HttpClient {
  // Agents of our own: neither the environment's proxy nor another adapter's lines.
  const options = { keepAlive: true, maxSockets: atOnce, timeout: quietLineMs };
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  const underWay = new Set<Promise<HttpResult>>();

  const start = (call: HttpCall): Promise<HttpResult> => {
    const url = readUrl(call.url);
    if (!url) return Promise.resolve({ sent: 'never', why: 'not-callable', detail: '' });
    if (url.protocol === 'http:' && !isThisMachine(url.hostname)) return Promise.resolve({ sent: 'never', why: 'insecure', detail: '' });
    return new Promise((resolve) => {
      const body = call.body === undefined ? undefined : Buffer.from(call.body);
      const headers = { ...call.headers, ...(body && { 'content-length': String(body.length) }) };
      let request: http.ClientRequest;
      try {
        request =
          url.protocol === 'https:'
            ? https.request(url, { method: call.method, headers, agent: secure })
            : http.request(url, { method: call.method, headers, agent: plain });
      } catch {
        // A header that holds what no header may. Node's message names the header; the setting behind it is checked beforehand.
        resolve({ sent: 'never', why: 'not-callable', detail: 'header' });
        return;
      }

      let hasLeft = false;
      let answer: http.IncomingMessage | undefined;
      const settle = (result: HttpResult) => {
        cancelConnect();
        cancelAll();
        resolve(result);
      };
      const end = (why: 'time-out' | 'broken' | 'malformed', detail: string) => {
        if (answer) settle({ sent: 'answered', status: answer.statusCode ?? 0, headers: answer.headers, body: undefined });
        else if (hasLeft) settle({ sent: 'maybe', why, detail });
        else settle({ sent: 'never', why: why === 'time-out' ? 'time-out' : 'unreachable', detail });
        request.destroy();
      };
      const cancelConnect = clock.schedule(Math.min(connectTimeoutMs, timeoutMs), () => {
        if (!hasLeft) end('time-out', '');
      });
      const cancelAll = clock.schedule(timeoutMs, () => end('time-out', ''));

      request.on('socket', (socket) => {
        // What is written before the line stands is kept back until it does, in TLS until the other side has shown who it is.
        const leave = () => {
          hasLeft = true;
        };
        if (request.reusedSocket) leave();
        else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', leave);
      });
      request.on('error', (error) => {
        const detail = codeOf(error);
        end(detail.startsWith('HPE_') ? 'malformed' : 'broken', detail);
      });
      request.on('response', (response) => {
        answer = response;
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxReplyBytes) end('broken', '');
          else chunks.push(chunk);
        });
        response.on('end', () => settle({ sent: 'answered', status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
        // Also where it stops short of its length.
        response.on('error', () => end('broken', ''));
      });
      request.end(body);
    });
  };

  return {
    call(call) {
      const result = start(call);
      underWay.add(result);
      void result.then(() => underWay.delete(result));
      return result;
    },
    async close() {
      await Promise.all(underWay);
      plain.destroy();
      secure.destroy();
    },
  };
}

/** Undefined also for an address that carries a user and password: they would end up in logs. */
export function readUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? url : undefined;
}

/** `base` with a path below it; its own path stays, so that a provider may stand behind a gateway. */
export function urlUnder(base: string, path: string): string {
  return base.replace(/\/+$/, '') + path;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function codeOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  return /^[A-Z0-9_]{1,60}$/.test(code) ? code : '';
}
