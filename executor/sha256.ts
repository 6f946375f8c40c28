import { hash } from 'node:crypto';

/** SHA-256 of a text, 64 hex digits: the same as the one in `shared`, by the machine's own means. */
export function sha256Hex(text: string): string {
  return hash('sha256', text);
}
