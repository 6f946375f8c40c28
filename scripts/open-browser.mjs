/** Opens the default browser, if there is one. Never an error: the address is on the screen as well. */
import { spawn } from 'node:child_process';
import { which } from './process.mjs';

export function hasDisplay() {
  if (process.platform === 'win32') return true;
  if (process.platform === 'darwin') return !process.env.SSH_CONNECTION;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

export function openBrowser(url) {
  const opener = openerOf(url);
  if (!opener || !hasDisplay()) return;
  const [command, args] = opener;
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.once('error', () => {});
  child.unref();
}

function openerOf(url) {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  const opener = which('xdg-open');
  return opener ? [opener, [url]] : undefined;
}
