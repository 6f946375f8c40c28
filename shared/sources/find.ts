import type { Engagement } from '../engagement/schema';
import type { Field, Source, SourceObject } from './schema';

/** A field with where it lives. */
export type FieldPlace = { source: Source; object: SourceObject; field: Field };

/** Every field of every source, in document order. */
export function allFields(engagement: Engagement): FieldPlace[] {
  return engagement.sources.flatMap((source) => source.objects.flatMap((object) => object.fields.map((field) => ({ source, object, field }))));
}

export function fieldsById(engagement: Engagement): Map<string, FieldPlace> {
  return new Map(allFields(engagement).map((place) => [place.field.id, place]));
}

export function findSource(engagement: Engagement, id: string): Source | undefined {
  return engagement.sources.find((source) => source.id === id);
}

export function findObject(engagement: Engagement, id: string): { source: Source; object: SourceObject } | undefined {
  for (const source of engagement.sources) {
    const object = source.objects.find((other) => other.id === id);
    if (object) return { source, object };
  }
  return undefined;
}

/** The place of a field as problems, notes and deep links write it: ids, not positions, so that it survives a move. */
export function pathOfField({ source, object, field }: FieldPlace, ...rest: string[]): string[] {
  return ['sources', source.id, 'objects', object.id, 'fields', field.id, ...rest];
}
