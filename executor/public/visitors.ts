/** What the client's app or page asks for the customer who looks at it: her inbox, and what to show her on the site. */
import { z } from 'zod';
import type { PublicSettings } from '../../shared/executor/channels';
import { inboxSchema, onSiteSchema } from '../../shared/executor/visitors';
import type { Problem, Result } from '../../shared/problem';
import { jsonReply, type Reply, refusal } from '../api/reply';
import type { ChannelCore } from '../channels/channel-core';
import type { KeptDeed } from '../channels/kept-messages';
import { type Answer, type Asked, otherMethod, type Wrong } from './asked';
import { nothingHere } from './page';
import { wordsOf } from './words';

export type VisitorOptions = {
  core: Pick<ChannelCore, 'keptMessages' | 'noteKept'>;
  settings(): PublicSettings;
  /** The address itself, by all its names: its own pages may ask. */
  own(): readonly string[];
  wrong: Wrong;
};

const mostBodyBytes = 4 * 1024;
const followedSchema = z.object({ url: z.string().min(1).max(2000) });

const deeds = {
  inbox: { read: 'opened', click: 'clicked', dismiss: 'dismissed' },
  'on-site': { shown: 'opened', clicked: 'clicked', dismissed: 'dismissed' },
} as const;

/** `/inbox…` and `/on-site/…`. Pages of other sites than those on the list are refused. */
export async function answerVisitor(options: VisitorOptions, asked: Asked): Answer {
  const { origin } = asked.headers;
  const allowed = origin === undefined || options.own().includes(origin) || (options.settings().origins ?? []).includes(origin);
  if (!allowed) return refusal('origin-refused');
  const reply = await answer(options, asked);
  if (!reply || origin === undefined) return reply;
  return { ...reply, headers: [...(reply.headers ?? []), 'access-control-allow-origin', origin, 'vary', 'origin'] };
}

async function answer(options: VisitorOptions, asked: Asked): Answer {
  const { method, parts, headers } = asked;
  const [area, first, deed, ...more] = parts;
  const channel = area === 'inbox' ? 'in-app' : 'on-site';
  const isList = area === 'inbox' ? parts.length === 1 : first === 'next' && parts.length === 2;
  const what = area === 'inbox' ? of(deeds.inbox, deed) : of(deeds['on-site'], deed);
  if (!isList && (!what || more.length > 0 || !/^[1-9]\d{0,14}$/.test(first ?? ''))) return nothingHere();
  if (method === 'OPTIONS') return preflight();
  if (method !== (isList ? 'GET' : 'POST')) return otherMethod(isList ? 'GET' : 'POST', 'OPTIONS');

  // In a header, not in the address: that stands in the logs of whatever is on the way.
  const token = /^Bearer ([\w.-]{30,60})$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return options.wrong(refusal('visitor-refused'));
  if (isList) {
    const kept = await options.core.keptMessages({ token, channel, ...(channel === 'on-site' && { limit: 1 }) });
    if (!kept.ok) return refused(options, kept);
    if (channel === 'in-app') return jsonReply(inboxSchema.parse(kept.value));
    const [message] = kept.value.messages;
    const close = message && (await wordsOf(message.language))('public.close');
    return jsonReply(onSiteSchema.parse({ message: message ? { ...message, close } : null }));
  }
  const body = await asked.body(mostBodyBytes);
  if (!Buffer.isBuffer(body)) return body;
  const done = deedOf(what ?? 'opened', body);
  if (!done) return refusal('invalid-value');
  const noted = await options.core.noteKept({ token, channel, n: Number(first), deed: done });
  return noted.ok ? { status: 204, text: '' } : refused(options, noted);
}

function of(known: Readonly<Record<string, KeptDeed['what']>>, name: string | undefined): KeptDeed['what'] | undefined {
  return name !== undefined && Object.hasOwn(known, name) ? known[name] : undefined;
}

function deedOf(what: KeptDeed['what'], body: Buffer): KeptDeed | undefined {
  if (what !== 'clicked') return { what };
  try {
    return { what, ...followedSchema.parse(JSON.parse(body.toString('utf8'))) };
  } catch {
    return undefined;
  }
}

function preflight(): Reply {
  const headers = ['access-control-allow-methods', 'GET, POST', 'access-control-allow-headers', 'authorization, content-type', 'access-control-max-age', '600'];
  return { status: 204, text: '', headers };
}

/** What else is wrong in here is nobody's business out there. */
function refused({ wrong }: VisitorOptions, { problems }: Result<unknown> & { ok: false }): Reply {
  const is = (code: string) => problems.some((one: Problem) => one.code === code);
  if (is('visitor-refused')) return wrong(refusal('visitor-refused'));
  if (is('kept-message-unknown')) return refusal('kept-message-unknown');
  return refusal('executor-busy');
}
