/** Texts, quoted names and comments: read or passed over in one go, however long, keeping at most what is asked for. */
import type { Characters } from './characters';

const BACKSLASH = 92;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', 0: '', Z: '' };

/** From after the opening sign to after the closing one; a doubled closing sign stands for itself. Undefined: never closed. */
export function readQuoted(characters: Characters, close: number, backslash: boolean, keep: number): string | undefined {
  let text = '';
  for (;;) {
    const window = characters.text;
    const from = characters.at;
    let at = from;
    while (at < window.length) {
      const code = window.charCodeAt(at);
      if (code === close || (code === BACKSLASH && backslash)) break;
      at += 1;
    }
    if (text.length < keep) text += window.slice(from, Math.min(at, from + keep - text.length));
    characters.at = at;
    if (at >= window.length) {
      if (!characters.more()) return undefined;
      continue;
    }
    characters.ensure(2);
    const next = characters.text[characters.at + 1];
    if (characters.text.charCodeAt(characters.at) === close && next?.charCodeAt(0) !== close) {
      characters.at += 1;
      return text;
    }
    if (next === undefined) {
      characters.at = characters.text.length;
      return undefined;
    }
    if (text.length < keep) text += characters.text.charCodeAt(characters.at) === close ? next : (escapes[next] ?? next);
    characters.at += 2;
  }
}

/** Everything before `mark`, leaving off after it. Undefined: the file ends first. */
export function readUntil(characters: Characters, mark: string, keep: number): string | undefined {
  let text = '';
  for (;;) {
    const found = characters.text.indexOf(mark, characters.at);
    // The mark may lie across the end of the window, so its length stays in it.
    const upTo = found >= 0 ? found : Math.max(characters.at, characters.text.length - mark.length + 1);
    if (text.length < keep) text += characters.text.slice(characters.at, Math.min(upTo, characters.at + keep - text.length));
    characters.at = upTo;
    if (found >= 0) {
      characters.at += mark.length;
      return text;
    }
    if (!characters.more()) {
      characters.at = characters.text.length;
      return undefined;
    }
  }
}

/** From after the opening of a comment that may hold others. False: never closed. */
export function skipNestedComment(characters: Characters): boolean {
  for (let depth = 1; ; ) {
    characters.ensure(2);
    const window = characters.text;
    let at = characters.at;
    while (at + 1 < window.length) {
      const code = window.charCodeAt(at);
      const next = window.charCodeAt(at + 1);
      if (code === 42 && next === 47) {
        depth -= 1;
        at += 2;
        if (depth > 0) continue;
        characters.at = at;
        return true;
      }
      if (code === 47 && next === 42) {
        depth += 1;
        at += 1;
      }
      at += 1;
    }
    characters.at = Math.min(at, window.length);
    if (!characters.more()) {
      characters.at = characters.text.length;
      return false;
    }
  }
}

/** To the end of the line, giving at most `keep` characters of it. The line end itself is not passed. */
export function readLine(characters: Characters, keep: number): string {
  let text = '';
  for (;;) {
    const found = characters.text.indexOf('\n', characters.at);
    const upTo = found >= 0 ? found : characters.text.length;
    if (text.length < keep) text += characters.text.slice(characters.at, Math.min(upTo, characters.at + keep - text.length));
    characters.at = upTo;
    if (found >= 0 || !characters.more()) return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}
