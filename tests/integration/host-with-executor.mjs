// A host that starts the executor as spawnWithNode does and is then killed by the test.
import { spawn } from 'node:child_process';

const [main, data] = process.argv.slice(2);
const child = spawn(process.execPath, [main, '--data', data, '--port', '0', '--supervised'], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
child.stdout.pipe(process.stdout);
