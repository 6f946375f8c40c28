/** Carries a call to Electron's main process through the one function the preload script gives the page. */
import type { Transport } from '../../shared/rpc';

declare global {
  interface Window {
    masa?: { call: Transport };
  }
}

export function createIpcTransport(call: Transport): Transport {
  return (name, args) => call(name, args);
}
