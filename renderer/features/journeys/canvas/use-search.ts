import { useMemo, useState } from 'react';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { labelOf } from './to-flow';

/** Looks for steps by what stands on them, by kind, id and the wire names of events. */
export function useSearch(journey: Journey, speaker: Speaker) {
  const [query, setQuery] = useState<string>();
  const [at, setAt] = useState(-1);
  const words = query?.trim().toLocaleLowerCase() ?? '';
  const matches = useMemo(() => {
    if (words === '') return [];
    const said = journey.nodes.map((node) => {
      const { title, caption = '', code = '', ports = [] } = labelOf(node, speaker);
      return { id: node.id, text: [node.id, title, caption, code, ...ports, speaker.translate(`node.kind.${node.kind}`)].join('\n').toLocaleLowerCase() };
    });
    return said.filter(({ text }) => text.includes(words)).map(({ id }) => id);
  }, [journey, speaker, words]);
  const found = useMemo(() => (words === '' ? undefined : new Set(matches)), [words, matches]);
  const current = Math.min(at, matches.length - 1);
  return {
    /** Undefined while nobody looks for anything. */
    query,
    matches,
    found,
    current,
    open: () => setQuery((old) => old ?? ''),
    close: () => setQuery(undefined),
    type: (next: string) => {
      setQuery(next);
      setAt(-1);
    },
    step: (by: 1 | -1): string | undefined => {
      if (matches.length === 0) return undefined;
      const next = (current + by + matches.length + (current < 0 && by < 0 ? 1 : 0)) % matches.length;
      setAt(next);
      return matches[next];
    },
  };
}
