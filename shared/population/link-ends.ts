import type { Field, Link, Source } from '../sources/schema';

/** The fields of the other object that a link points to, in the order of its own; none when the two ends do not fit. */
export function keyFieldsOf(link: Link, source: Source): readonly Field[] {
  const object = source.objects.find(({ id }) => id === link.object);
  if (!object) return [];
  const { toFields } = link;
  const fields = toFields ? toFields.flatMap((id) => object.fields.find((field) => field.id === id) ?? []) : object.fields.filter(({ key }) => key);
  return fields.length === link.fields.length ? fields : [];
}
