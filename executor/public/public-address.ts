/** The public address as a thing that is opened, moved and closed while everything else goes on. */
import type { Server } from 'node:http';
import type { PublicSettings } from '../../shared/executor/channels';
import { ok, type Result } from '../../shared/problem';
import { listen, stopListening } from '../api/listen';

export type PublicAddress = {
  /** Opens, moves or closes it. Gives the port it has; refuses `port-taken`, `port-refused`, and then all is as it was. */
  set(settings: PublicSettings): Promise<Result<{ port: number | undefined }>>;
  /** Where this machine itself reaches it; undefined while it does not listen. */
  at(): string | undefined;
  /** Where others reach it; undefined while it does not listen. */
  base(): string | undefined;
  settings(): PublicSettings;
  stop(): Promise<void>;
};

/** @param create makes a server that does not listen yet */
export function createPublicAddress(create: () => Server): PublicAddress {
  let settings: PublicSettings = { listens: false };
  let open: { server: Server; port: number } | undefined;

  const close = async () => {
    const closing = open;
    open = undefined;
    if (closing) await stopListening(closing.server)();
  };
  const at = () => open && `http://127.0.0.1:${open.port}`;
  return {
    async set(next) {
      if (!next.listens) {
        settings = next;
        await close();
        return ok({ port: undefined });
      }
      if (!open || (next.port !== undefined && next.port !== open.port)) {
        const server = create();
        const listening = await listen(server, next.port ?? 0);
        if (!listening.ok) return listening;
        await close();
        open = { server, port: listening.value };
      }
      settings = next;
      return ok({ port: open.port });
    },
    at,
    base: () => (open ? (settings.url?.replace(/\/+$/, '') ?? at()) : undefined),
    settings: () => settings,
    stop: close,
  };
}
