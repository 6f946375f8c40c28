/** Carries a call to the local host in browser mode. MessagePack, because files and documents are bytes. */
import { decode, encode } from '@msgpack/msgpack';
import type { Transport } from '../../shared/rpc';

/** Deep enough for any document; the library's own limit of 100 is not. */
const MAX_DEPTH = 1000;

/** From here on a message is handed to the browser as a file, because a page stands still while it sends bytes of its own. */
const LARGE = 1024 * 1024;

export function createHttpTransport(base = ''): Transport {
  return async (name, args) => {
    const bytes = new Uint8Array(encode(args, { ignoreUndefined: true, maxDepth: MAX_DEPTH }));
    const body = bytes.length < LARGE ? bytes : new Blob([bytes]);
    const response = await fetch(`${base}/rpc/${encodeURIComponent(name)}`, { method: 'POST', body, headers: { 'content-type': 'application/msgpack' } });
    if (response.headers.get('content-type') !== 'application/msgpack') throw new Error(`${response.status} ${response.statusText}`);
    return decode(await response.arrayBuffer());
  };
}
