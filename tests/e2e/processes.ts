/** Which processes of an app still run. Knows them by the home folder in their arguments. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process that is just ending is given this long. */
const ENDS_WITHIN_MS = 3000;

/** Command lines of the processes that name `home`. Only where the system shows them in /proc; elsewhere none. */
export async function processesOf(home: string): Promise<string[]> {
  const deadline = Date.now() + ENDS_WITHIN_MS;
  for (;;) {
    const found = commandLines().filter((line) => line.includes(home));
    if (found.length === 0 || Date.now() > deadline) return found;
    await pause(50);
  }
}

function commandLines(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      } catch {
        return '';
      }
    });
}
