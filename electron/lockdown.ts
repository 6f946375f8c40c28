/** What no window of this app may do, whatever the page tries. */
import type { App, Session, WebContents } from 'electron';
import { isOwnAddress } from './address';

/**
 * All that the page asks for: copying text with a button, the whole screen for the projector, and writing into a folder that the user
 * has chosen in the system's own dialog. All need a click or a key anyway.
 */
const allowed = new Set(['clipboard-sanitized-write', 'fullscreen', 'fileSystem']);

export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(allowed.has(permission) && isOwnAddress(contents.getURL())));
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed.has(permission) && isOwnAddress(origin));
  session.setDevicePermissionHandler(() => false);
}

export function lockDownContents(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
  });
}
