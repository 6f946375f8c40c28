/** A core whose store can be exchanged for a backup while the API stays where it is, with its port and token. */
import { executorRoutes, type RouteName } from '../shared/executor/contract';
import { ok, type Problem, type Result, refuse } from '../shared/problem';
import type { ApiHandlers } from './api/app';
import { channelCalls } from './channels/channel-core';
import type { Core, CoreHandlers } from './core';

export type Serving = Pick<Core, 'stop' | 'close' | 'channels'> & { handlers: CoreHandlers & Pick<ApiHandlers, 'restore'> };

/** `onLost`: after an exchange no core could be opened, nothing can be done any more. `onExchanged`: another store is open. */
export type ExchangeListeners = { onLost(problems: readonly Problem[]): void; onExchanged(): void };

/**
 * Opens a core and keeps one open.
 */
export async function openExchangeable<C extends Core>(
  open: () => Result<C> | Promise<Result<C>>,
  { onLost, onExchanged }: ExchangeListeners,
): Promise<Result<Serving & { first: C }>> {
  const first = await open();
  if (!first.ok) return first;
  let core: C | undefined = first.value;
  let exchanging: Promise<unknown> = Promise.resolve();

  const exchange = async (old: C): Promise<void> => {
    core = undefined;
    await old.stop();
    await old.close();
    const next = await open();
    if (next.ok) {
      core = next.value;
      onExchanged();
    } else onLost(next.problems);
  };

  const restore: ApiHandlers['restore'] = async ({ body }) => {
    const old = core;
    if (!old) return refuse('executor-restoring');
    const prepared = await old.prepareRestore(body.backup);
    if (!prepared.ok) return prepared;
    // Two at once: what was decided first is put back first, and then the other.
    if (core === old) exchanging = exchange(old);
    await exchanging;
    const health = await core?.handlers.health({});
    if (!health?.ok) return refuse('executor-restoring');
    return ok(health.value.restored ?? { backup: prepared.value.name, at: prepared.value.madeAt, paused: 0, kept: 0 });
  };
  const others = Object.keys(executorRoutes).filter((name) => name !== 'restore') as Exclude<RouteName, 'restore'>[];
  const passOn = (part: (core: C) => object, names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        (input: unknown) => (core ? (Reflect.get(part(core), name) as (input: unknown) => unknown)(input) : refuse('executor-restoring')),
      ]),
    );
  const handlers = passOn((one) => one.handlers, others);
  return ok({
    first: first.value,
    handlers: { ...handlers, restore } as Serving['handlers'],
    channels: passOn((one) => one.channels, channelCalls) as unknown as Serving['channels'],
    async stop() {
      await exchanging;
      await core?.stop();
    },
    close: () => core?.close(),
  });
}
