/** Builds the executor as it ships and runs it as a process of its own, in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createExecutorClient, type ExecutorClient } from '../../shared/executor/client';
import { problemSchema } from '../../shared/problem';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One file, like `dist/executor/main.js`; inside the project, so that packages are found. Gives its path and how to remove it. */
export async function buildExecutor(): Promise<{ path: string; remove(): void }> {
  const { build } = await import('vite');
  const folder = mkdtempSync(join(root, 'node_modules', '.executor-test-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: join(root, 'executor/main.ts'),
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'main.mjs' } },
    },
  });
  return { path: join(folder, 'main.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const readyLine = z.discriminatedUnion('ready', [
  z.object({ ready: z.literal(true), port: z.number(), pid: z.number() }),
  z.object({ ready: z.literal(false), problems: z.array(problemSchema) }),
]);

export type Running = {
  child: ChildProcess;
  line: z.infer<typeof readyLine>;
  port: number;
  token: string;
  client: ExecutorClient;
  /** Everything it wrote, both streams. */
  output(): string;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** What befalls it while it runs. */
export type Fate = {
  /** Modules loaded before it, on each of its threads. */
  preload?: readonly string[];
  env?: Record<string, string>;
  /** What Node itself is told, such as `--cpu-prof`. */
  flags?: readonly string[];
  /** The program that runs it, with its arguments; then `child` is that one, and `line` has the executor's own number. */
  under?: readonly string[];
};

/** Starts it and waits for its line, ready or not. Throws when it ends without one. */
export async function runExecutor(path: string, dataFolder: string, args: string[] = [], fate: Fate = {}): Promise<Running> {
  const preload = (fate.preload ?? []).flatMap((module) => ['--import', module]);
  const [command = '', ...rest] = [...(fate.under ?? []), process.execPath, ...(fate.flags ?? []), ...preload, path, '--data', dataFolder, ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...fate.env } });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on('exit', (code, signal) => resolve({ code, signal })),
  );
  let output = '';
  const collect = (data: unknown) => {
    output += String(data);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const first = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    exited.then(() => Promise.reject(new Error(`it ended without a line: ${output}`))),
  ]);
  const line = readyLine.parse(JSON.parse(first));
  const port = line.ready ? line.port : 0;
  const token = line.ready ? readFileSync(join(dataFolder, 'token'), 'utf8').trim() : '';
  return { child, line, port, token, client: createExecutorClient({ port, token, fetch }), output: () => output, exited };
}
