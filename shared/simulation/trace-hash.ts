/** One name for all that happened: the same engagement, settings and zone data give the same, in Node as in a browser. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { clockChanges } from '../time/clock-changes';

const DAY = 86_400_000;
/** Lines are hashed by so many bytes at once. */
const AT_ONCE = 1 << 16;
const LINE_FEED = 10;

export type TraceHash = {
  /** One line, its fields separated by tabs, without its end. */
  add(line: string): void;
  readonly lines: number;
  hex(): string;
};

/** The first line is `header`; each line ends with a line feed. */
export function createTraceHash(header: readonly string[]): TraceHash {
  const hash = sha256.create();
  const waiting = new Uint8Array(AT_ONCE);
  let length = 0;
  let lines = 0;
  const flush = () => {
    hash.update(waiting.subarray(0, length));
    length = 0;
  };
  const write = (line: string) => {
    if (length + line.length + 1 > AT_ONCE) flush();
    if (line.length >= AT_ONCE) return writeAny(line, 0);
    const start = length;
    for (let i = 0; i < line.length; i++) {
      const code = line.charCodeAt(i);
      if (code > 127) return writeAny(line, start);
      waiting[length++] = code;
    }
    waiting[length++] = LINE_FEED;
  };
  /** Letters of other languages in it, or longer than all that waits may be. */
  const writeAny = (line: string, start: number) => {
    length = start;
    flush();
    hash.update(utf8ToBytes(`${line}\n`));
  };
  write(header.join('\t'));
  return {
    add(line) {
      write(line);
      lines += 1;
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
