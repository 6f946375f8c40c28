/** The executor as a thing with a beginning and an end; `main.ts` makes a process of it, tests start it within their own. */
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../shared/problem';
import { defaultLimits, type Limits } from './api/limits';
import { listen, stopListening } from './api/listen';
import { createApiServer } from './api/server';
import { writeWhole } from './care/whole-file';
import { createChannels, type Providers } from './channels/channels';
import { type MailReader, readMailsHere } from './channels/mailbox/mail-thread';
import { providers } from './channels/providers';
import { openSecrets, secretsFile } from './channels/secret-store';
import { systemClock } from './clock';
import { type CoreInPlace, type CoreOptions, openCore } from './core';
import { openExchangeable, type Serving } from './exchange';
import { createLog, type Log } from './log';
import { watchHealth, withHolds } from './monitor/health-watch';
import { toldTo } from './monitor/told';
import { createPublicAddress } from './public/public-address';
import type { PublicFiles } from './public/public-files';
import { createPublicServer, type PublicLimits } from './public/public-server';
import { createSignals, type Signals } from './signals';
import { tried } from './tried';
import { executorVersion } from './version';

export type ExecutorOptions = CoreOptions & {
  /** 0 or absent: any free one. */
  port?: number;
  limits?: Partial<Limits>;
  /** Absent: faults alone are told. */
  log?: Log;
  /** By whom messages leave; absent: all that there are. */
  providers?: Providers;
  /** By whom mails that came in are read; absent: in this very thread. */
  mailReader?: MailReader;
  /** What pages outside embed. */
  publicFiles?: PublicFiles;
  publicLimits?: PublicLimits;
};
type ServeOptions = Pick<
  ExecutorOptions,
  'dataFolder' | 'port' | 'limits' | 'clock' | 'sandbox' | 'providers' | 'mailReader' | 'publicFiles' | 'publicLimits'
> & { signals: Signals };

export type Served = { port: number; token: string; stop(): Promise<void> };
export type Executor = Served & Pick<CoreInPlace, 'engine' | 'db'>;

/** Core and API in this very thread. Refuses what `openCore` and `serveCore` refuse. */
export async function startExecutor(options: ExecutorOptions): Promise<Result<Executor>> {
  const log = options.log ?? { ...createLog(), note() {} };
  const signals = createSignals();
  const core = await openExchangeable(() => openCore({ ...options, onLeaving: () => signals.leaving() }, log), {
    onLost: (problems) => log.trouble('restore', new Error(problems[0]?.code)),
    onExchanged: () => signals.exchanged(),
  });
  if (!core.ok) return core;
  const served = await serveCore(core.value, { ...options, signals }, log);
  if (!served.ok) return served;
  const { engine, db } = core.value.first;
  return ok({ ...served.value, engine, db });
}

/**
 * Listens on 127.0.0.1 and leaves `token` and `endpoint.json` in the data folder. Refuses `port-taken`, `port-refused` and, when
 * one of the two can't be written, `executor-store-failed`; the core is closed then.
 */
export async function serveCore(core: Serving, options: ServeOptions, log: Log): Promise<Result<Served>> {
  const served = await serve(core, options, log);
  if (!served.ok) {
    await core.stop();
    await core.close();
  }
  return served;
}

async function serve(core: Serving, { dataFolder, port = 0, limits, signals, ...options }: ServeOptions, log: Log): Promise<Result<Served>> {
  const token = tried('token', () => readOrMakeToken(dataFolder));
  if (!token.ok) return token;
  const secrets = tried(secretsFile, () => openSecrets(dataFolder));
  if (!secrets.ok) return secrets;
  const address = createPublicAddress(() =>
    createPublicServer({
      core: core.channels,
      hear: (channel, call) => channels.hear(channel, call),
      settings: () => address.settings(),
      files: options.publicFiles ?? {},
      limits: options.publicLimits,
      now: () => performance.now(),
      onBug: (route, error) => log.trouble(route, error),
    }),
  );
  const channels = createChannels({
    core: core.channels,
    providers: options.providers ?? providers,
    secrets: secrets.value,
    mailReader: options.mailReader ?? readMailsHere,
    sandbox: options.sandbox ?? false,
    clock: options.clock ?? systemClock,
    address,
    onTrouble: (error) => log.trouble('channels', error),
  });
  const health = withHolds(core.handlers, channels.holds);
  const handlers = toldTo(log, { ...core.handlers, ...channels.handlers, ...health });
  const server = createApiServer({
    token: token.value,
    version: executorVersion,
    handlers,
    limits: { ...defaultLimits, ...limits },
    now: () => performance.now(),
    onBug: (route, error) => log.trouble(route, error),
  });
  const listening = await listen(server, port);
  if (!listening.ok) return listening;
  const endpoint = `${JSON.stringify({ port: listening.value, pid: process.pid })}\n`;
  const noted = tried('endpoint.json', () => writeWhole(join(dataFolder, 'endpoint.json'), endpoint));
  if (!noted.ok) {
    server.close();
    return noted;
  }

  await channels.reopen();
  signals.leaving = channels.nudge;
  signals.exchanged = () => void channels.reopen().catch((error: unknown) => log.trouble('channels', error));

  const endWatch = watchHealth(health, options.clock ?? systemClock, log);
  log.note('started', { version: executorVersion, port: listening.value });

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      endWatch();
      const end = stopListening(server);
      // What is being handed over is noted before nothing more is written.
      await channels.stop();
      await core.stop();
      // What they asked for is on the disk.
      await end();
      rmSync(join(dataFolder, 'endpoint.json'), { force: true });
      await core.close();
      log.note('stopped');
    })();
    return stopping;
  };
  return ok({ port: listening.value, token: token.value, stop });
}

/** The token stays the same over restarts, so that other programs need to be told once. */
function readOrMakeToken(dataFolder: string): string {
  const path = join(dataFolder, 'token');
  try {
    const token = readFileSync(path, 'utf8').trim();
    if (/^[\w-]{32,100}$/.test(token)) {
      chmodSync(path, 0o600);
      return token;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const token = randomBytes(32).toString('base64url');
  writeWhole(path, `${token}\n`);
  return token;
}
