import type { Frame } from '../../documents/frame-report';
import type { Translate } from '../../i18n/translator';
import { createLineage, type Lineage } from '../../record/lineage';
import { type Language, textIn } from '../../text';
import type { Source } from '../schema';

/** What every chapter of the field map needs, looked up once: it may be about five thousand fields. */
export type MapSetting = Pick<Frame, 'engagement'> & {
  translate: Translate;
  language: Language;
  lineage: Lineage;
  /** Attributes a field feeds, by field id, each with its rank. */
  feeds: ReadonlyMap<string, readonly { attribute: string; rank: number; of: number }[]>;
};

export function mapSetting({ engagement, translate, language }: Frame): MapSetting {
  const lineage = createLineage(engagement);
  const feeds = new Map<string, { attribute: string; rank: number; of: number }[]>();
  for (const { id, sources } of engagement.record.attributes)
    for (const [index, { field }] of sources.entries()) {
      const known = feeds.get(field) ?? [];
      feeds.set(field, known);
      known.push({ attribute: id, rank: index + 1, of: sources.length });
    }
  return { engagement, translate, language, lineage, feeds };
}

export function sourceTitle({ name, id }: Pick<Source, 'name' | 'id'>, language: Language): string {
  return textIn(name, language) || id;
}

export function anchorOfSource(id: string): string {
  return `source-${id}`;
}
