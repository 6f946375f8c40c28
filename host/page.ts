/** The built renderer as answers to GET: a file, or the page itself for every address the app has inside. */
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { closedPolicy, contentSecurityPolicy, createNonce, scriptPolicy, securityHeaders } from './csp';
import { isMissing } from './file-problem';

export type Answer = { status: number; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> | string };

const NONCE_PLACE = '__CSP_NONCE__';

/** No HTML: `/INDEX.HTML` names the page too where file names have no case, and would go out without its policy. */
const mimes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** `path` is the URL's path, still percent-encoded. Addresses without an ending are the app's own and get the page. */
export async function answerPage(folder: string, path: string): Promise<Answer> {
  const file = fileOf(folder, path);
  if (file === undefined) return plain(404, 'Not found');
  const ending = extname(file);
  if (ending === '' || file.endsWith(`${sep}index.html`)) return answerIndex(folder);
  const mime = mimes[ending];
  if (!mime) return plain(404, 'Not found');
  try {
    const body = new Uint8Array(await readFile(file));
    // Built files in assets/ carry a hash of their content in the name.
    const forEver = path.startsWith('/assets/');
    return {
      status: 200,
      headers: {
        ...securityHeaders,
        // A picture opened by itself is a document, and SVG may hold scripts; a worker goes by the policy of its own script.
        'content-security-policy': mime.startsWith('text/javascript') ? scriptPolicy : closedPolicy,
        'content-type': mime,
        'cache-control': forEver ? 'private, max-age=31536000, immutable' : 'no-cache',
      },
      body,
    };
  } catch (error) {
    if (isMissing(error) || isNoFile(error)) return plain(404, 'Not found');
    throw error;
  }
}

/** A folder, or a name longer than any file has. */
function isNoFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EISDIR' || error.code === 'ENAMETOOLONG');
}

/** Undefined for a path that would leave the folder or is no path at all. */
function fileOf(folder: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').some((part) => part === '..' || part.startsWith('.'))) return undefined;
  return join(folder, decoded === '/' ? 'index.html' : decoded);
}

async function answerIndex(folder: string): Promise<Answer> {
  let html: string;
  try {
    html = await readFile(join(folder, 'index.html'), 'utf8');
  } catch (error) {
    if (isMissing(error)) return plain(503, 'The page is not built. Run: npm run build');
    throw error;
  }
  const nonce = createNonce();
  const headers = {
    ...securityHeaders,
    'content-type': 'text/html; charset=utf-8',
    // A stored page would carry a nonce that no later answer allows.
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(nonce),
  };
  return { status: 200, headers, body: html.replaceAll(NONCE_PLACE, nonce) };
}

export function plain(status: number, text: string, headers: Record<string, string> = {}): Answer {
  const policy = { 'content-security-policy': closedPolicy, 'cache-control': 'no-store' };
  return { status, headers: { ...securityHeaders, ...policy, 'content-type': 'text/plain; charset=utf-8', ...headers }, body: `${text}\n` };
}
