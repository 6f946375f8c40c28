import { createServer } from 'node:net';

/**
 * A port that is free now and likely stays so: below those that systems lend to outgoing connections, and chosen anew each
 * time, so that two test runs on one machine do not take each other's while a host is down.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 21_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
