/**
 * The executor beside others, in turn, in one run: start → wait a second → condition → send, each journey begun by a request of its
 * own, 64 on their way at once, and in batches where there are any. Journeys a second: from the first request to the last message,
 * without the second that each of them waits. Processor time is of all processes of each, without the sender.
 *   npm run bench -- executor-peers
 * Two thousand journeys and all peers unless told otherwise: npm run bench -- executor-peers 20000 restate,dbos 1
 * The peers are no part of the product: they are put into a folder of their own (MASA_PEERS, else among temporary files) at the first
 * run. PostgreSQL must be installed; one that nobody else uses is started for each measurement, with fsync on.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createExecutorClient } from '../shared/executor/client';
import { buildExecutor, runExecutor } from '../tests/integration/executor-process';
import { event, miniBundle } from './executor-mini';
import { keptAlive, send, until, unwrap } from './executor-rig';
import { median } from './measure';

const people = Number(process.argv[2] ?? 2_000);
const wanted = process.argv[3]?.split(',');
const rounds = Number(process.argv[4] ?? 3);
const atOnce = 64;
const batch = 50;
const waitMs = 1_000;
const folder = process.env.MASA_PEERS ?? join(tmpdir(), 'masa-peers');
const programs = fileURLToPath(new URL('peers/', import.meta.url));

const packages = {
  restate: ['@restatedev/restate-sdk@1.17.2', `@restatedev/restate-server-${process.platform}-${process.arch}@1.7.12`],
  dbos: ['@dbos-inc/dbos-sdk@5.3.0'],
  'pg-boss': ['pg-boss@12.30.0'],
  'node-red': ['node-red@5.0.7'],
} as const;
type PeerName = keyof typeof packages;
/** The peers want a newer Node than the product does. */
const peerNode = `node-${process.platform}-${process.arch}`;

type Figures = { perSecond: number; cpuMs: number };
type Runner = { name: string; run(): Promise<Figures> };

function install(): void {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}\n');
  const missing = [...Object.values(packages).flat(), `${peerNode}@24.21.0`].filter(
    (one) => !existsSync(join(folder, 'node_modules', one.slice(0, one.lastIndexOf('@')))),
  );
  // Their install scripts are not run: one of them reports to its makers.
  if (missing.length > 0)
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', ...missing], { cwd: folder, stdio: 'ignore' });
  cpSync(programs, folder, { recursive: true });
}

/** Processor time in ms of every process of these sessions. */
function cpuOf(sessions: readonly number[]): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      if (sessions.includes(Number(fields[3]))) ticks += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
    } catch {
      // It ended while we looked.
    }
  }
  return ticks * 10;
}

type Postgres = { url: string; session: number; stop(): void };

function startPostgres(data: string): Postgres {
  const versions = '/usr/lib/postgresql';
  const bin = join(versions, readdirSync(versions).sort().at(-1) ?? '', 'bin');
  const as = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
  const run = (...command: string[]) => {
    const [program = '', ...args] = [...as, ...command];
    execFileSync(program, args, { cwd: data, stdio: 'ignore' });
  };
  chmodSync(data, 0o777);
  const cluster = join(data, 'postgres');
  run(join(bin, 'initdb'), '-D', cluster, '-A', 'trust', '-U', 'peer');
  const [program = '', ...args] = [...as, join(bin, 'postgres'), '-D', cluster, '-k', data, '-h', '', '-c', 'max_connections=60'];
  const server = spawn(program, args, { cwd: data, detached: true, stdio: 'ignore' });
  for (let tries = 0; ; tries++) {
    try {
      run(join(bin, 'createdb'), '-h', data, '-U', 'peer', 'peer');
      break;
    } catch (error) {
      if (tries > 50) throw error;
      execFileSync('sleep', ['0.2']);
    }
  }
  const session = server.pid ?? 0;
  return { url: `postgres://peer@localhost/peer?host=${encodeURIComponent(data)}`, session, stop: () => kill(session) };
}

function kill(session: number): void {
  try {
    process.kill(-session, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Posts all journeys, `size` in a request. */
async function post(url: string, size: number, connections: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const one = (from: number) =>
    new Promise<void>((resolve, reject) => {
      const list = Array.from({ length: Math.min(size, people - from) }, (_, i) => ({ key: `c${from + i}`, value: 120 }));
      const sent = request(url.replace('{key}', list[0]?.key ?? ''), { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (reply) => {
        reply.resume().on('end', () => ((reply.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`answered ${reply.statusCode}`))));
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(size === 1 ? list[0] : list));
    });
  const sender = async () => {
    while (next < people) {
      const from = next;
      next += size;
      await one(from);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
  agent.destroy();
}

function peer(name: PeerName, options: { postgres?: boolean; size?: number } = {}): Runner {
  const { size = 1 } = options;
  return {
    name: size === 1 ? name : `${name}, batches of ${size}`,
    async run() {
      const data = mkdtempSync(join(tmpdir(), 'masa-peer-'));
      const postgres = options.postgres ? startPostgres(data) : undefined;
      const sentFile = join(data, 'sent');
      writeFileSync(sentFile, '');
      const child: ChildProcess = spawn(join(folder, 'node_modules', peerNode, 'bin/node'), [`${name}.mjs`], {
        cwd: folder,
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, PEER_SENT: sentFile, PEER_DATA: data, PEER_POSTGRES: postgres?.url },
      });
      const session = child.pid ?? 0;
      try {
        const line = await new Promise<string>((resolve, reject) => {
          if (child.stdout) createInterface({ input: child.stdout }).on('line', (text) => text.startsWith('{"ready"') && resolve(text));
          child.on('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
        });
        const { url } = JSON.parse(line) as { url: string };
        const sessions = [session, ...(postgres ? [postgres.session] : [])];
        const cpu = cpuOf(sessions);
        const began = performance.now();
        await post(url, size, size === 1 ? atOnce : 4);
        let lines: string[] = [];
        while (lines.length < people) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          lines = readFileSync(sentFile, 'utf8').split('\n').slice(0, -1);
          if (performance.now() - began > 300_000) throw new Error(`${name}: ${lines.length} of ${people} after five minutes`);
        }
        const ms = performance.now() - began - waitMs;
        if (new Set(lines).size !== people) throw new Error(`${name} sent something twice`);
        return { perSecond: people / (ms / 1000), cpuMs: (cpuOf(sessions) - cpu) / people };
      } finally {
        kill(session);
        postgres?.stop();
        rmSync(data, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

function masa(built: string, size: number): Runner {
  return {
    name: size === 1 ? 'masa' : `masa, batches of ${size}`,
    async run() {
      const data = mkdtempSync(join(tmpdir(), 'masa-bench-'));
      const running = await runExecutor(built, data);
      const connections = size === 1 ? atOnce : 4;
      const http = keptAlive(connections);
      try {
        const client = createExecutorClient({ port: running.port, token: running.token, fetch: http.fetch });
        unwrap(await client.deploy({ body: miniBundle() }));
        const before = cpuOfProcess(running.child.pid ?? 0);
        const began = performance.now();
        await send(
          client,
          Array.from({ length: people }, (_, i) => event(i, 'cart', i)),
          size,
          connections,
        );
        await until(client, (health) => health.outbox === people);
        const ms = performance.now() - began - waitMs;
        return { perSecond: people / (ms / 1000), cpuMs: (cpuOfProcess(running.child.pid ?? 0) - before) / people };
      } finally {
        http.close();
        running.child.kill('SIGTERM');
        await running.exited;
        rmSync(data, { recursive: true, force: true });
      }
    },
  };
}

function cpuOfProcess(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const shown = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));

install();
const built = await buildExecutor();
try {
  const runners = [
    masa(built.path, 1),
    masa(built.path, batch),
    peer('pg-boss', { postgres: true }),
    peer('pg-boss', { postgres: true, size: batch }),
    peer('restate'),
    peer('dbos', { postgres: true }),
    peer('node-red'),
  ].filter(({ name }) => wanted === undefined || name.startsWith('masa') || wanted.some((one) => name.startsWith(one)));
  const all = new Map<string, Figures[]>(runners.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { name, run } of runners) {
      try {
        all.get(name)?.push(await run());
      } catch (error) {
        console.log(`${name}: skipped, ${error instanceof Error ? error.message : error}`);
      }
    }
  const [load = 0] = loadavg();
  console.log(`${people.toLocaleString('en')} journeys, medians of ${rounds} in turn (lowest–highest), load ${load.toFixed(1)}\n`);
  console.log('| | journeys/s | range | of ours | processor time a journey, ms |\n|---|---:|---:|---:|---:|');
  for (const [name, figures] of all) {
    if (figures.length === 0) continue;
    const rates = figures.map(({ perSecond }) => perSecond);
    const ours = all.get(name.includes('batches') ? `masa, batches of ${batch}` : 'masa')?.map(({ perSecond }) => perSecond) ?? [];
    console.log(
      `| ${name} | ${shown(median(rates))} | ${shown(Math.min(...rates))}–${shown(Math.max(...rates))} | ${(median(rates) / median(ours)).toFixed(2)} | ${median(figures.map(({ cpuMs }) => cpuMs)).toFixed(2)} |`,
    );
  }
} finally {
  built.remove();
}
