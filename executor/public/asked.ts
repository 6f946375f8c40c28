/** A request to the public address, as far as its parts need to know it. */
import type { IncomingMessage } from 'node:http';
import type { Reply } from '../api/reply';

export type Asked = {
  method: string;
  /** Between the slashes, after the first. */
  parts: readonly string[];
  query: URLSearchParams;
  /** As others called it; signatures cover it. */
  url: string;
  headers: IncomingMessage['headers'];
  /** All of the body; a reply when there is too much of it, undefined when whoever sent it has gone. */
  body(limit: number): Promise<Buffer | Reply | undefined>;
};

/** Undefined: whoever asked has gone. */
export type Answer = Promise<Reply | undefined>;

/** Somebody has tried a token that nobody here has made: `reply`, unless there are too many of those. */
export type Wrong = (reply: Reply) => Reply;

export function otherMethod(...allowed: string[]): Reply {
  return { status: 405, type: 'text/plain; charset=utf-8', text: '', headers: ['allow', allowed.join(', ')] };
}
