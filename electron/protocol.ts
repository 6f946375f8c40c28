/** Serves the built page as app://masa/, with the same answers and policy as browser mode. Other schemes get nothing. */
import { protocol, type Session } from 'electron';
import { answerPage, plain } from '../host/page';
import { isOwnAddress, SCHEME } from './address';

/** Must happen before the app is ready. `standard` and `secure` give the page an origin, and with it IndexedDB. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

export function servePage(session: Session, rendererFolder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const known = isOwnAddress(request.url) && request.method === 'GET';
    const { status, headers, body } = known ? await answerPage(rendererFolder, new URL(request.url).pathname) : plain(404, 'Not found');
    return new Response(body, { status, headers });
  });
  // The page needs no network at all. `blob:` and `data:` are things it made itself; devtools exist only in development.
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const allowed = isOwnAddress(url) || url.startsWith('blob:') || url.startsWith('data:') || url.startsWith('devtools:');
    decide({ cancel: !allowed });
  });
}
