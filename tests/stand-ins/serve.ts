/** What stand-ins for providers have in common: a real server on this machine that can be told to misbehave. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Behaviour, StandIn, Taken } from '../../executor/channels/contract.fixture';
import { type Clock, systemClock } from '../../executor/clock';

export type Request = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: Buffer };
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** How one provider speaks. */
export type Manners = {
  /** What it answers to whoever has no business here, or asks for something else than taking a message; undefined: a message that it would take. */
  gate(request: Request): Answer | undefined;
  take(request: Request): { taken: Taken; answer: Answer };
  refuse(request: Request): Answer;
  busy(request: Request): Answer;
  down(): Answer;
  /** Takes a repeated key once, and answers as it did the first time. */
  honoursKey?: boolean;
};

export type ServeOptions = {
  port?: number;
  /** More than so many in a second are turned away. */
  perSecond?: number;
  clock?: Clock;
  /** Called with each message that was taken. */
  onTaken?(taken: Taken): void;
};

export async function serve(
  manners: Manners,
  { port = 0, perSecond = Number.POSITIVE_INFINITY, clock = systemClock, onTaken }: ServeOptions = {},
): Promise<StandIn> {
  const taken: Taken[] = [];
  const behaviours: Behaviour[] = [];
  const answers = new Map<string, Answer>();
  const recent: number[] = [];
  let asked = 0;
  let waiting: (() => void)[] = [];

  const take = (request: Request): Answer => {
    const made = manners.take(request);
    const { key } = made.taken;
    const before = manners.honoursKey && key !== undefined ? answers.get(key) : undefined;
    if (before) return before;
    if (key !== undefined) answers.set(key, made.answer);
    taken.push(made.taken);
    onTaken?.(made.taken);
    return made.answer;
  };
  const isTooMany = () => {
    const now = clock.now();
    while (recent[0] !== undefined && recent[0] <= now - 1000) recent.shift();
    if (recent.length >= perSecond) return true;
    recent.push(now);
    return false;
  };

  const server = createServer((incoming, response) => {
    void read(incoming).then((request) => {
      asked++;
      try {
        const turnedAway = manners.gate(request);
        if (turnedAway) say(response, turnedAway);
        else if (isTooMany()) say(response, manners.busy(request));
        else behave(request, response, behaviours.shift());
      } catch {
        // What can't be read at all; by hand anybody may send anything.
        say(response, { status: 400 });
      }
      for (const wake of waiting) wake();
      waiting = [];
    });
  });

  function behave(request: Request, response: ServerResponse, behaviour: Behaviour | undefined): void {
    switch (behaviour?.do) {
      case undefined:
        say(response, take(request));
        return;
      case 'refuse':
        say(response, manners.refuse(request));
        return;
      case 'busy': {
        const answer = manners.busy(request);
        say(response, { ...answer, headers: { ...answer.headers, ...(behaviour.retryAfter !== undefined && { 'retry-after': behaviour.retryAfter }) } });
        return;
      }
      case 'down':
        say(response, manners.down());
        return;
      case 'silent':
        if (behaviour.taken) take(request);
        return;
      case 'drop':
        if (behaviour.taken) take(request);
        response.destroy();
        return;
      case 'malformed':
        say(response, { status: take(request).status, body: Buffer.from('<html>It works</html>') });
        return;
      case 'huge':
        // Valid for as long as it goes on; it goes on until somebody hangs up.
        take(request);
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"filler":"');
        pour(response);
        return;
      case 'redirect':
        say(response, { status: 307, headers: { location: `${urlOf()}${request.path}?again` } });
        return;
    }
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const urlOf = () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the stand-in does not listen');
    return `http://127.0.0.1:${address.port}`;
  };
  return {
    url: urlOf(),
    taken,
    asked: () => asked,
    next: (...more) => void behaviours.push(...more),
    heard: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = new URL(incoming.url ?? '/', 'http://stand-in');
  return { method: incoming.method ?? '', path: url.pathname, query: url.searchParams, headers: incoming.headers, body: Buffer.concat(chunks) };
}

function say(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

function pour(response: ServerResponse): void {
  const more = 'x'.repeat(16_384);
  const go = () => {
    while (!response.destroyed && response.write(more)) {
      // Until the line is full.
    }
  };
  response.on('drain', go);
  response.on('error', () => {});
  go();
}
