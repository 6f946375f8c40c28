/**
 * What people and providers outside reach: a server of its own, which knows neither the API nor its token. It listens on this machine only; a tunnel
 * or proxy of one's own brings the world to it, so that nobody can be told apart by where she comes from, and limits are for all together.
 */
import type { IncomingMessage, Server } from 'node:http';
import { readBody } from '../api/body';
import { isForOneHost } from '../api/guard';
import { createAllowance } from '../api/limits';
import { problemsReply, type Reply, refusal, send } from '../api/reply';
import { createLimitedServer, type Patience } from '../api/server';
import type { Answer, Asked, Wrong } from './asked';
import { answerCallBack, type CallBackOptions } from './call-backs';
import { answerDemo } from './demo-page';
import { nothingHere } from './page';
import { fileReply, type PublicFiles } from './public-files';
import { answerUnsubscribe, type UnsubscribeOptions } from './unsubscribe';
import { answerVisitor, type VisitorOptions } from './visitors';

export type PublicLimits = {
  requestsPerSecond: number;
  /** Tokens and signatures that nobody here has made; more of them end their connection. */
  wrongPerSecond: number;
  connections: number;
  /** Bodies being received, together. */
  bytesAtOnce: number;
};

export const publicLimits: PublicLimits = { requestsPerSecond: 500, wrongPerSecond: 20, connections: 256, bytesAtOnce: 16 * 1024 * 1024 };

/** People's forms and providers' calls are small: who takes longer holds a connection. */
const patience: Patience = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 };

export type PublicServerOptions = {
  core: UnsubscribeOptions['core'] & CallBackOptions['core'] & VisitorOptions['core'];
  hear: CallBackOptions['hear'];
  settings: VisitorOptions['settings'];
  files: PublicFiles;
  limits?: PublicLimits | undefined;
  slow?: Patience | undefined;
  /** Goes only forward, in ms. */
  now(): number;
  /** Told of every bug, without the request. */
  onBug(route: string, error: unknown): void;
};

/** Not listening yet. */
export function createPublicServer({ core, hear, settings, files, limits = publicLimits, slow = patience, now, onBug }: PublicServerOptions): Server {
  const requests = createAllowance(limits.requestsPerSecond, now);
  const wrongs = createAllowance(limits.wrongPerSecond, now);
  let bytesHeld = 0;
  const wrong: Wrong = (reply) => {
    const seconds = wrongs.secondsToWait();
    wrongs.take(1);
    return seconds > 0 ? { ...refusal('too-many-tries', { seconds }), ends: true } : reply;
  };

  async function answer(request: IncomingMessage, onContinue: () => void): Answer {
    const asked = read(request);
    if (!asked) return refusal('host-refused');
    const { parts, port, held } = asked;
    asked.body = async (limit) => {
      const length = Number(request.headers['content-length'] ?? 0);
      if (length > limit) return { ...refusal('body-too-large', { limit }), ends: true };
      onContinue();
      const take = (bytes: number) => {
        if (bytesHeld + bytes > limits.bytesAtOnce) return false;
        bytesHeld += bytes;
        held.bytes += bytes;
        return true;
      };
      const bytes = await readBody(request, { take }, limit);
      if (bytes === 'gone') return undefined;
      return bytes.ok ? bytes.value : { ...problemsReply(bytes.problems), ends: true };
    };
    try {
      switch (parts[0]) {
        case 'u':
          return await answerUnsubscribe({ core, wrong }, asked);
        case 'call-backs':
          return await answerCallBack({ core, hear, wrong }, asked);
        case 'inbox':
        case 'on-site':
          return await answerVisitor({ core, settings, own: () => ownNames(settings().url, port), wrong }, asked);
        case 'demo':
        case 'demo.js':
          // For showing on this machine; who comes by the public name finds a shop's address without a shop.
          return isLocal(request.headers.host, port) ? await answerDemo(files, asked) : nothingHere();
        case 'on-site.js':
          return parts.length === 1 ? fileReply(files.onSite, asked) : nothingHere();
        default:
          return nothingHere();
      }
    } finally {
      bytesHeld -= held.bytes;
    }
  }

  /** Undefined: it is meant for somebody else. Behind a page of its own name, another's could read what only ours may (DNS rebinding). */
  function read(request: IncomingMessage): (Asked & { port: number; held: { bytes: number } }) | undefined {
    const { method = '', url = '', headers } = request;
    const port = request.socket.localPort ?? 0;
    const outside = settings().url;
    const at = outside === undefined ? undefined : new URL(outside);
    if (!isForOneHost(request) || !(isLocal(headers.host, port) || isOf(at, headers.host))) return undefined;
    const base = at ? `${at.origin}${at.pathname.replace(/\/+$/, '')}` : `http://127.0.0.1:${port}`;
    // Some proxies take the beginning of a path away, others leave it.
    const prefix = at ? at.pathname.replace(/\/+$/, '') : '';
    const target = prefix !== '' && url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : url;
    const [path = '', search = ''] = target.split(/\?(.*)/s);
    return {
      method,
      parts: path.slice(1).split('/'),
      query: new URLSearchParams(search),
      url: `${base}${target}`,
      headers,
      body: async () => undefined,
      port,
      held: { bytes: 0 },
    };
  }

  return createLimitedServer(
    (isCrowded) => (request, response) => {
      const no = (reply: Reply) => send(response, reply);
      if (isCrowded(request.socket)) return no({ ...refusal('too-many-connections', { limit: limits.connections }), ends: true });
      const seconds = requests.secondsToWait();
      if (seconds > 0) return no({ ...refusal('too-many-requests', { seconds, limit: limits.requestsPerSecond }), ends: true });
      requests.take(1);
      const onContinue = () => request.headers.expect !== undefined && response.writeContinue();
      answer(request, onContinue).then(
        (reply) => reply && send(response, reply),
        (error: unknown) => {
          onBug(areaOf(request), error);
          send(response, refusal('internal-error'));
        },
      );
    },
    { connections: limits.connections, slow },
  );
}

function isLocal(host: string | undefined, port: number): boolean {
  const name = host?.toLowerCase();
  return name === `127.0.0.1:${port}` || name === `localhost:${port}`;
}

/** With or without the usual port. */
function isOf(at: URL | undefined, host: string | undefined): boolean {
  const name = host?.toLowerCase();
  return at !== undefined && (name === at.host || name === `${at.hostname}:${at.port || (at.protocol === 'https:' ? 443 : 80)}`);
}

function ownNames(url: string | undefined, port: number): string[] {
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`, ...(url === undefined ? [] : [new URL(url).origin])];
}

/** For the log: what comes after it may be personal. */
function areaOf({ url = '' }: IncomingMessage): string {
  const area = /^\/(u|call-backs|inbox|on-site|demo)\//.exec(url)?.[1];
  return `public/${area ?? ''}`;
}
