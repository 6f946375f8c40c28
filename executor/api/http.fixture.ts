/** HTTP as nobody should speak it: bare sockets, for what `fetch` would not let us send. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

export type Line = {
  socket: Socket;
  write(text: string | Buffer): void;
  /** The next whole answer; undefined when the connection ends without one. To HEAD it has no body, whatever length it tells. */
  answer(to?: 'HEAD'): Promise<RawAnswer | undefined>;
  /** Everything it says until it ends the connection. */
  rest(): Promise<string>;
};

export async function openLine(port: number): Promise<Line> {
  const socket = connect(port, '127.0.0.1');
  let heard = Buffer.alloc(0);
  let isOver = false;
  let wake = () => {};
  socket.on('data', (data: Buffer) => {
    heard = Buffer.concat([heard, data]);
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isOver = true;
    wake();
  });
  await once(socket, 'connect');
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  return {
    socket,
    write: (text) => void socket.write(text),
    async answer(to) {
      for (;;) {
        const found = takeAnswer(heard, to === 'HEAD');
        if (found) {
          heard = heard.subarray(found.length);
          return found.answer;
        }
        if (isOver) return undefined;
        await more();
      }
    },
    async rest() {
      while (!isOver) await more();
      return heard.toString();
    },
  };
}

/** A head with the right Host and token, and more. */
export function head(first: string, at: { port: number; token: string }, headers: readonly string[] = []): string {
  return [`${first} HTTP/1.1`, `Host: 127.0.0.1:${at.port}`, `Authorization: Bearer ${at.token}`, ...headers, '', ''].join('\r\n');
}

function takeAnswer(bytes: Buffer, isBare: boolean): { answer: RawAnswer; length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(first.split(' ')[1]);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  const start = end + 4;
  const length = start + (isBare ? 0 : Number(headers['content-length'] ?? 0));
  if (bytes.length < length) return undefined;
  return { answer: { status, headers, body: bytes.subarray(start, length).toString() }, length };
}
