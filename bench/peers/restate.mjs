/** Restate, one node: a virtual object per customer, called without waiting for its end; the server keeps the call before it answers. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as restate from '@restatedev/restate-sdk';
import { deliver, enough, ready, waitMs } from './rig.mjs';

const journey = restate.object({
  name: 'Journey',
  handlers: {
    run: async (ctx, { value }) => {
      await ctx.sleep(waitMs);
      if (value >= enough) await ctx.run('send', () => deliver(ctx.key));
    },
  },
});

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const [service, ingress, admin, node] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
await restate.serve({ services: [journey], port: service });
const server = spawn(join(process.cwd(), `node_modules/@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`), ['--no-logo'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    RESTATE_LISTEN_MODE: 'tcp',
    RESTATE_BASE_DIR: join(process.env.PEER_DATA, 'restate'),
    RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
    RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
    RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
    RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
    RESTATE_LOG_FILTER: 'error',
    DO_NOT_TRACK: '1',
  },
});
process.on('exit', () => server.kill('SIGKILL'));
process.on('SIGTERM', () => process.exit(0));

for (let tries = 0; ; tries++) {
  try {
    const reply = await fetch(`http://127.0.0.1:${admin}/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uri: `http://127.0.0.1:${service}` }),
    });
    if (reply.ok) break;
    if (tries > 100) throw new Error(await reply.text());
  } catch (error) {
    if (tries > 100) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
ready(`http://127.0.0.1:${ingress}/Journey/{key}/run/send`);
