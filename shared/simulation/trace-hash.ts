/** One name for all that happened: the same engagement, settings and zone data give the same, in Node as in a browser. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { clockChanges } from '../time/clock-changes';

const DAY = 86_400_000;
/** Lines are hashed by so many characters at once. */
const AT_ONCE = 1 << 16;

export type TraceHash = {
  /** One line, its fields separated by tabs, without its end. */
  add(line: string): void;
  readonly lines: number;
  hex(): string;
};

/** The first line is `header`; each line ends with a line feed. */
export function createTraceHash(header: readonly string[]): TraceHash {
  const hash = sha256.create();
  let waiting = `${header.join('\t')}\n`;
  let lines = 0;
  const flush = () => {
    hash.update(utf8ToBytes(waiting));
    waiting = '';
  };
  return {
    add(line) {
      waiting += line;
      waiting += '\n';
      lines += 1;
      if (waiting.length > AT_ONCE) flush();
    },
    get lines() {
      return lines;
    },
    hex() {
      flush();
      return bytesToHex(hash.clone().digest());
    },
  };
}

/** Names how the clocks of these zones go around the time simulated, whatever an engine calls its version of the zone data. */
export function zoneDataVersion(zones: Iterable<string>, from: number, to: number): string {
  const all = [...new Set(zones)].sort().map((zone) => {
    const periods = clockChanges(zone, from - 400 * DAY, to + 400 * DAY);
    return [zone, ...periods.map(({ since, offset }) => `${since} ${offset}`)].join(' ');
  });
  return bytesToHex(sha256(utf8ToBytes(all.join('\n')))).slice(0, 16);
}
