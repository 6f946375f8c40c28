/** What providers tell of messages. Whether a call is theirs is for the provider's own part to say; nothing of another's is kept. */
import { type OutChannel, outChannels } from '../../shared/executor/channels';
import type { Reply } from '../api/reply';
import type { CallBack, CallBackAnswer } from '../channels/adapter';
import type { ChannelCore } from '../channels/channel-core';
import { type Answer, type Asked, otherMethod, type Wrong } from './asked';
import { nothingHere } from './page';

/** Undefined: the channel has no provider that calls. */
export type Hear = (channel: OutChannel, call: CallBack) => CallBackAnswer | undefined;
export type CallBackOptions = { core: Pick<ChannelCore, 'report'>; hear: Hear; wrong: Wrong };

/** Meta puts up to three megabytes into one call. */
const mostBodyBytes = 4 * 1024 * 1024;

/** `/call-backs/CHANNEL`. */
export async function answerCallBack({ core, hear, wrong }: CallBackOptions, { method, parts, url, headers, body }: Asked): Answer {
  const channel = outChannels.find((one) => one === parts[1]);
  if (!channel || parts.length > 2) return nothingHere();
  if (method !== 'GET' && method !== 'POST') return otherMethod('GET', 'POST');
  const bytes = method === 'POST' ? await body(mostBodyBytes) : Buffer.alloc(0);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const one: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(headers)) one[name] = Array.isArray(value) ? value.join(', ') : value;
  const heard = hear(channel, { method, url, headers: one, body: bytes });
  if (heard === undefined) return nothingHere();
  if (heard === 'forbidden') return wrong(plain(403));
  if (heard === 'malformed') return plain(400);
  if (heard.reports.length > 0) {
    const taken = await core.report({ channel, reports: heard.reports });
    // Told again later, each of them still counts once.
    if (!taken.ok) return { ...plain(503), headers: ['retry-after', '30'] };
  }
  return plain(200, heard.reply);
}

function plain(status: number, text = ''): Reply {
  return { status, type: 'text/plain; charset=utf-8', text };
}
