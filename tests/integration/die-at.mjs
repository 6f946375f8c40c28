// Runs the executor and ends it as a power cut would, just before a statement of some kind runs for the n-th time; '' is the commit,
// which is done first: what it wrote is on the disk, and nobody was told. `die-at.mjs …arguments MAIN PATTERN N`
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [main, pattern, count] = process.argv.splice(-3);
const getBuiltinModule = process.getBuiltinModule;
const { DatabaseSync } = getBuiltinModule?.('node:sqlite') ?? createRequire(main)('@photostructure/sqlite');
let left = Number(count);
const die = () => {
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
};

class MortalDatabase extends DatabaseSync {
  prepare(sql) {
    const statement = super.prepare(sql);
    if (pattern === '' || !sql.includes(pattern)) return statement;
    return {
      get: (...params) => statement.get(...params),
      all: (...params) => statement.all(...params),
      run(...params) {
        die();
        return statement.run(...params);
      },
    };
  }
  exec(sql) {
    super.exec(sql);
    if (pattern === '' && sql === 'COMMIT') die();
  }
}
// Where the store's driver looks first.
process.getBuiltinModule = (id) => (id === 'node:sqlite' ? { DatabaseSync: MortalDatabase } : getBuiltinModule?.(id));
await import(pathToFileURL(main).href);
