/** When a server begins and how it ends. */
import type { Server } from 'node:http';
import { ok, type Result, refuse } from '../../shared/problem';

/** On 127.0.0.1 and nowhere else; 0: any free port. Gives the port; refuses `port-taken`, `port-refused`. */
export function listen(server: Server, port: number): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(refuse(error.code === 'EADDRINUSE' ? 'port-taken' : 'port-refused', { port })));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? ok(address.port) : refuse('port-refused', { port }));
    });
  });
}

/**
 * Takes no new connections from now on. What it gives ends those there are: answers under way get a moment, connections
 * kept open for later calls none; then all are cut.
 */
export function stopListening(server: Server): () => Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  return async () => {
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const cut = setTimeout(() => server.closeAllConnections(), 300);
    await closed;
    clearInterval(idle);
    clearTimeout(cut);
  };
}
