/** What the peers share: each is a program of its own that takes `POST {key, value}`, answers once it has kept it, and appends `key` to a file a second later. */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

export const waitMs = 1_000;
export const enough = 10;

/** The message. One line for each attempt, so that doubles would be seen. */
export function deliver(key) {
  appendFileSync(process.env.PEER_SENT, `${key}\n`);
}

export function ready(url) {
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
}

/** Answers when `take` is done. Takes one `{key, value}` or a list of them. */
export function serve(take) {
  const server = createServer((request, reply) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', async () => {
      try {
        await take([JSON.parse(body)].flat());
        reply.writeHead(202).end('{}');
      } catch (error) {
        console.error(error);
        reply.writeHead(500).end('{}');
      }
    });
  });
  server.listen(0, '127.0.0.1', () => ready(`http://127.0.0.1:${server.address().port}/`));
}
