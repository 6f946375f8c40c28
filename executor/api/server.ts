/** What listens: how many connections, how long a request may take to arrive, and an answer in words for what is no request at all. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { type ApiOptions, createApi } from './app';
import { rawReply, refusal } from './reply';

/** Slow senders must not hold connections for ever. */
const headersWithinMs = 10_000;
const requestWithinMs = 30_000;
const lookForSlowEveryMs = 1_000;

export type Patience = { headersTimeout: number; requestTimeout: number; connectionsCheckingInterval: number };
const patience: Patience = { headersTimeout: headersWithinMs, requestTimeout: requestWithinMs, connectionsCheckingInterval: lookForSlowEveryMs };

export type ApiServerOptions = Omit<ApiOptions, 'isCrowded'> & { slow?: Patience };

/** Not listening yet. */
export function createApiServer({ slow, ...options }: ApiServerOptions): Server {
  return createLimitedServer((isCrowded) => createApi({ ...options, isCrowded }), { connections: options.limits.connections, slow });
}

/**
 * A server that serves so many connections, and tells as many again that there are too many. Not listening yet.
 * @param create makes what answers requests; it is told of a request's connection whether that is one too many
 */
export function createLimitedServer(
  create: (isCrowded: (socket: Socket) => boolean) => RequestListener,
  { connections, slow = patience }: { connections: number; slow?: Patience | undefined },
): Server {
  let open = 0;
  const crowded = new WeakSet<Socket>();
  const answer = create((socket) => crowded.has(socket));
  const server = createServer(slow, answer);
  server.maxConnections = connections * 2;
  server.on('connection', (socket: Socket) => {
    if (++open > connections) crowded.add(socket);
    socket.on('close', () => open--);
  });
  // Left to Node these are answered before we are asked, or without a word.
  server.on('checkContinue', answer);
  server.on('checkExpectation', answer);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket & { _httpMessage?: { headersSent: boolean } }) => {
    // An answer that has begun can't become another one.
    if (!socket.writable || error.code === 'ECONNRESET' || socket._httpMessage?.headersSent) socket.destroy();
    else socket.end(rawReply(refusal(codeOf(error.code))));
  });
  return server;
}

function codeOf(code: string | undefined) {
  if (code === 'HPE_HEADER_OVERFLOW' || code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 'headers-too-large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-too-slow' : 'request-malformed';
}
