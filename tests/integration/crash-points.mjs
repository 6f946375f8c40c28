/**
 * Preloaded into the executor, on each of its threads: ends the process, as a power cut would, when it comes to a named point for the
 * n-th time. `CRASH_AT='before COMMIT 3'`; `CRASH_LOG=FILE` notes every point that is passed. The points: before and after each
 * BEGIN, COMMIT and PRAGMA, before each statement that writes (`before INSERT outbox`) and each one of a migration, before the core
 * answers, before the answer is sent, and around the writing of `token` and `endpoint.json`, and around each step of a backup and a
 * restore: a piece of a copy, its sync, a file's new name, its removal. `CRASH_ONCE=FILE`: points count only once it is there, on all threads together. `CRASH_SYNCED=FILE` notes how far the log was
 * synced with the newest commit: beyond that a power cut may leave anything.
 */
import fs from 'node:fs';
import { ServerResponse } from 'node:http';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';

const [, wanted, count] = /^(.+) (\d+)$/.exec(process.env.CRASH_AT ?? '') ?? [];
const { appendFileSync, writeFileSync, renameSync } = fs;
let left = Number(count);
const { CRASH_ONCE: once } = process.env;

function pass(point) {
  if (once && !fs.existsSync(once)) return;
  if (process.env.CRASH_LOG) appendFileSync(process.env.CRASH_LOG, `${point}\n`);
  if (point === wanted && isTheTime()) process.kill(process.pid, 'SIGKILL');
}

/** A restore goes from one thread to the next, which knows nothing of the other: what both pass is counted in a file. */
function isTheTime() {
  if (!once) return --left === 0;
  appendFileSync(`${once}.passed`, '.');
  return fs.statSync(`${once}.passed`).size === left;
}

if (parentPort) {
  const post = parentPort.postMessage.bind(parentPort);
  parentPort.postMessage = (message) => {
    if ([message].flat().some((one) => one && 'result' in one)) pass('before the core answers');
    post(message);
  };
  mortalDatabase();
  mortalCare();
} else {
  const { end } = ServerResponse.prototype;
  ServerResponse.prototype.end = function (...args) {
    pass('before the answer is sent');
    return end.apply(this, args);
  };
  mortalFiles();
}

function mortalDatabase() {
  const { getBuiltinModule } = process;
  const { DatabaseSync } = getBuiltinModule?.('node:sqlite') ?? createRequire(process.argv[1])('@photostructure/sqlite');
  class MortalDatabase extends DatabaseSync {
    constructor(path, ...rest) {
      super(path, ...rest);
      // Files beside the store sync for themselves.
      this.noteSynced = process.env.CRASH_SYNCED && basename(path) === 'executor.sqlite' ? createNote(`${path}-wal`, process.env.CRASH_SYNCED) : undefined;
    }
    prepare(sql) {
      const statement = super.prepare(sql);
      const [, verb, table] = /^\s*(INSERT|UPDATE|DELETE)(?: INTO| FROM)? (\w+)/.exec(sql) ?? [];
      if (!verb) return statement;
      // The driver runs them through any of the three.
      const passing =
        (name) =>
        (...params) => {
          pass(`before ${verb} ${table}`);
          return statement[name](...params);
        };
      return { get: passing('get'), all: passing('all'), run: passing('run') };
    }
    exec(sql) {
      const [, word] = /^(BEGIN|COMMIT|PRAGMA \w+)/.exec(sql) ?? [];
      if (word) pass(`before ${word}`);
      // A migration is many statements in one call; between any two of them the light may go out.
      for (const statement of word?.startsWith('PRAGMA') ? [sql] : statementsOf(sql)) {
        if (!word) pass('before a statement of a migration');
        super.exec(statement);
      }
      if (sql.startsWith('PRAGMA synchronous')) this.isUnsynced = sql.includes('NORMAL');
      if (word === 'COMMIT' && !this.isUnsynced) this.noteSynced?.();
      if (word) pass(`after ${word}`);
    }
  }
  // Where the store's driver looks first.
  process.getBuiltinModule = (id) => (id === 'node:sqlite' ? { DatabaseSync: MortalDatabase } : getBuiltinModule?.(id));
}

/** Follows the frames of the log, from commit to commit; the note is written in one piece, so that it is never half a note. */
function createNote(wal, file) {
  // What an earlier life synced stays synced until this one knows more.
  const out = fs.openSync(file, fs.existsSync(file) ? 'r+' : 'w');
  const head = Buffer.alloc(32);
  let salt = '';
  let end = 0;
  return () => {
    if (!fs.existsSync(wal)) return;
    const log = fs.openSync(wal, 'r');
    fs.readSync(log, head, 0, 32, 0);
    const now = head.toString('hex', 16, 24);
    const frame = 24 + head.readUInt32BE(8);
    if (now !== salt) [salt, end] = [now, 32];
    while (fs.readSync(log, head, 0, 24, end) === 24 && head.toString('hex', 8, 16) === salt) end += frame;
    fs.closeSync(log);
    fs.writeSync(out, `${salt} ${String(end).padStart(12)}`, 0);
  };
}

function statementsOf(sql) {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .filter((statement) => statement.trim() !== '');
}

function mortalFiles() {
  const named = (path) => /^(token|endpoint\.json)(\.tmp)?$/.exec(basename(String(path)))?.[1];
  fs.writeFileSync = (path, data, ...rest) => {
    const name = named(path);
    if (!name) return writeFileSync(path, data, ...rest);
    pass(`before ${name} is written`);
    writeFileSync(path, data.slice(0, data.length / 2), ...rest);
    pass(`half-way through ${name}`);
    writeFileSync(path, data, ...rest);
  };
  fs.renameSync = (from, to) => {
    const name = named(to);
    if (name) pass(`before ${name} is in its place`);
    renameSync(from, to);
    if (name) pass(`after ${name} is in its place`);
  };
  syncBuiltinESMExports();
}

/** The files of backups and restores, by what they are to it. */
function mortalCare() {
  const kinds = [
    [/[\\/]backups[\\/][^\\/]+\.sqlite\.tmp$/, 'the copy'],
    [/[\\/]backups[\\/][^\\/]+\.sqlite$/, 'the backup'],
    [/[\\/]backups[\\/][^\\/]+\.json\.tmp$/, 'the draft of the description'],
    [/[\\/]backups[\\/][^\\/]+\.json$/, 'the description'],
    [/[\\/]backups$/, 'the folder of backups'],
    [/[\\/]next\.tmp$/, 'the draft of the next store'],
    [/[\\/]next-[^\\/]+\.sqlite$/, 'the next store'],
    [/[\\/]set-aside[\\/][^\\/]+$/, 'the folder of what is set aside'],
    [/[\\/]set-aside[\\/].*executor\.sqlite(-wal|-shm|-journal)?$/, 'what is set aside'],
    [/[\\/]executor\.sqlite$/, 'the store'],
  ];
  const kindOf = (path) => kinds.find(([form]) => form.test(String(path)))?.[1];
  /** Around what is done at once. */
  const around = (name, act) =>
    function (...args) {
      const kind = kindOf(args[name === 'renameSync' ? 1 : 0]);
      if (kind) pass(`before ${name} of ${kind}`);
      const done = act.apply(this, args);
      if (kind) pass(`after ${name} of ${kind}`);
      return done;
    };
  fs.mkdirSync = around('mkdirSync', fs.mkdirSync);
  fs.renameSync = around('renameSync', renameSync);
  fs.rmSync = around('rmSync', fs.rmSync);
  fs.writeFileSync = (path, data, ...rest) => {
    const kind = kindOf(path);
    if (!kind) return writeFileSync(path, data, ...rest);
    pass(`before writing ${kind}`);
    writeFileSync(path, data.slice(0, data.length / 2), ...rest);
    pass(`half-way through ${kind}`);
    writeFileSync(path, data, ...rest);
    pass(`after writing ${kind}`);
  };
  const { open } = fs.promises;
  fs.promises.open = async (path, ...rest) => {
    const kind = kindOf(path);
    if (kind) pass(`before opening ${kind}`);
    const handle = await open(path, ...rest);
    for (const name of kind ? ['write', 'datasync', 'sync', 'close'] : []) {
      const act = handle[name].bind(handle);
      handle[name] = async (...args) => {
        pass(`before ${name} of ${kind}`);
        // Half a piece is there.
        if (name === 'write') await act(args[0].subarray(0, args[0].length / 2));
        if (name === 'write') pass(`within write of ${kind}`);
        const done = await (name === 'write' ? act(args[0].subarray(args[0].length / 2)) : act(...args));
        pass(`after ${name} of ${kind}`);
        return done;
      };
    }
    return handle;
  };
  syncBuiltinESMExports();
}
