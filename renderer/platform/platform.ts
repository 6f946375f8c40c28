/** Every call that leaves the renderer. The shell is known by what the preload script left on the window. */
import { platformContract } from '../../shared/platform';
import { createClient } from '../../shared/rpc';
import { createHttpTransport } from './http-transport';
import { createIpcTransport } from './ipc-transport';

const bridge = typeof window === 'undefined' ? undefined : window.masa;

export const platform = createClient(platformContract, bridge ? createIpcTransport(bridge.call) : createHttpTransport());
