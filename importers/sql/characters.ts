/** The text of a file behind a window: decoded piece by piece, forgotten once read. A dump of 200 MB is never whole in memory. */
import type { Detected } from '../csv/detect-encoding';

const CHUNK = 256 * 1024;

export type Characters = {
  /** The window. What lies before `at` is read. */
  text: string;
  at: number;
  /** Forgets what is read and lengthens the window; false at the end of the file. Places in `text` change, except `at`. */
  more(): boolean;
  /** True when the window holds `count` characters from `at`, or all that are left. */
  ensure(count: number): void;
  /** Line of `at`, from 1. Quick, as it only counts on from the last time it was asked. */
  line(): number;
  /** The share of the file that was taken into the window, 0–1. */
  share(): number;
};

export function createCharacters(bytes: Uint8Array, { encoding, skip }: Detected): Characters {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let next = skip;
  let lines = 1;
  /** The next line end in the window that was not counted yet; looked for once, however often the line is asked. */
  let lineEnd = -1;

  function count(upTo: number): void {
    while (lineEnd >= 0 && lineEnd < upTo) {
      lines += 1;
      lineEnd = self.text.indexOf('\n', lineEnd + 1);
    }
  }

  const self: Characters = {
    text: '',
    at: 0,
    more() {
      if (next >= bytes.length) return false;
      count(self.at);
      const end = Math.min(bytes.length, next + CHUNK);
      self.text = self.text.slice(self.at) + decoder.decode(bytes.subarray(next, end), { stream: end < bytes.length });
      self.at = 0;
      lineEnd = self.text.indexOf('\n');
      next = end;
      return true;
    },
    ensure(count) {
      while (self.text.length - self.at < count && self.more());
    },
    line() {
      count(self.at);
      return lines;
    },
    share: () => (bytes.length === 0 ? 1 : next / bytes.length),
  };
  return self;
}

/**
 * A copy that stands by itself: a piece cut out of the window would keep the whole window in memory for as long as it lives.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
