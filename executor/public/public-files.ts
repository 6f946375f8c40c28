/** What is given to whoever asks, as it was built. */
import { readFileSync } from 'node:fs';
import type { Reply } from '../api/reply';
import { type Asked, otherMethod } from './asked';
import { nothingHere } from './page';

/** Undefined: it was not built along with this. */
export type PublicFiles = { onSite?: string | undefined; demo?: string | undefined };

/** The scripts beside the program. */
export function readPublicFiles(program: URL): PublicFiles {
  const read = (name: string) => {
    try {
      return readFileSync(new URL(name, program), 'utf8');
    } catch {
      return undefined;
    }
  };
  return { onSite: read('./on-site.js'), demo: read('./demo.js') };
}

export function fileReply(text: string | undefined, { method }: Pick<Asked, 'method'>): Reply {
  if (text === undefined) return nothingHere();
  if (method !== 'GET' && method !== 'HEAD') return otherMethod('GET');
  return {
    status: 200,
    type: 'text/javascript; charset=utf-8',
    text,
    // Pages of other sites embed it; it is the same for everybody.
    cache: 'public, max-age=300',
    headers: ['access-control-allow-origin', '*', 'cross-origin-resource-policy', 'cross-origin'],
  };
}
