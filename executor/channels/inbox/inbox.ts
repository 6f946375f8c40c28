/** Messages that an app or a page asks for: they are kept here, so that handing one over is only noting that it may be seen. */
import type { Provider } from '../adapter';

export const inbox: Provider<'inbox'> = {
  open: () => ({
    honoursKey: true,
    atOnce: 100,
    send: async () => ({ do: 'accepted' }),
    check: async () => undefined,
    close: async () => {},
  }),
};
