import type { OutChannel } from '../../shared/executor/channels';
import type { SendContent, TaskContent, WebhookContent } from '../engine/effect-content';
import type { Work } from '../engine/work';
import type { Database } from '../store/driver';
import { openChannels } from './channel-rows';

/** Notes that what a step put into the outbox is to leave, where its channel is open; what is written while it is closed never leaves. A task stays inside. */
export function addDeliveries(work: Work, { run, key }: { run: number; key: string }, content: SendContent | WebhookContent | TaskContent): void {
  const channel = 'channel' in content ? content.channel : 'targets' in content ? 'webhook' : undefined;
  if (channel === undefined || !isOpen(work, channel)) return;
  const outbox = work.db.get<{ n: number }>('SELECT n FROM outbox WHERE run = ? AND key = ?', run, key)?.n;
  if (outbox === undefined) throw new Error('a message was not stored');
  news.add(work.db);
  for (const target of 'targets' in content ? content.targets : [''])
    work.db.run(
      "INSERT INTO delivery (outbox, target, channel, state, due_at, at) VALUES (?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING",
      outbox,
      target,
      channel,
      work.now,
      work.now,
    );
}

/** Stores in which something has been noted since it was last asked. */
const news = new WeakSet<Database>();

/** Whether anything is to leave that was not when this was last asked. */
export function hasNews(db: Database): boolean {
  return news.delete(db);
}

const opened = new WeakMap<Work, ReadonlySet<OutChannel>>();

/** Asked once a transaction, and only where something is sent. */
function isOpen(work: Work, channel: string): boolean {
  let open = opened.get(work);
  if (!open) {
    open = openChannels(work.db);
    opened.set(work, open);
  }
  return open.has(channel as OutChannel);
}
