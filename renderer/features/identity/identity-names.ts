import { useMemo } from 'react';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';

export type IdentityNames = {
  attribute: (id: string) => string;
  source: (id: string) => string;
  /** The table a row is of, as its system calls it. */
  object: (id: string) => string;
};

/** What the attributes, sources and objects of a report are called. */
export function useIdentityNames(): IdentityNames {
  const { text } = useWords();
  const sources = useEngagement((e) => e.sources);
  const record = useEngagement((e) => e.record);
  return useMemo(() => {
    const attributes = new Map(record.attributes.map(({ id, label }) => [id, text(label) || id]));
    const sourceNames = new Map(sources.map(({ id, name }) => [id, text(name)]));
    const objects = new Map(sources.flatMap((source) => source.objects.map(({ id, nativeName }) => [id, nativeName] as const)));
    return {
      attribute: (id) => attributes.get(id) ?? id,
      source: (id) => sourceNames.get(id) || id,
      object: (id) => objects.get(id) ?? id,
    };
  }, [sources, record, text]);
}
