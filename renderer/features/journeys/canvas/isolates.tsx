import { Fragment } from 'react';

const isolate = /[\u2066-\u2068]([^\u2066-\u2069]*)\u2069/;

/**
 * A sentence whose isolated ids (\u2068…\u2069) are boxes of their own: one that has no room goes on the next line whole, or is cut
 * at its own end. As plain text a left-to-right id in a Hebrew line would lose its beginning.
 */
export function Isolates({ text, className }: { text: string; className: string | undefined }) {
  // Split at a group: every second part is what an isolate held.
  return text.split(isolate).map((part, i) =>
    i % 2 === 0 || !/^[\x20-\x7e]+$/.test(part) || part.includes(' ') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, in its order
      <Fragment key={i}>{i % 2 === 0 ? part : <bdi>{part}</bdi>}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, in its order
      <bdi key={i} dir="ltr" className={className}>
        {part}
      </bdi>
    ),
  );
}
