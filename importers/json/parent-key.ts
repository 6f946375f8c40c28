import type { FieldDraft, LinkDraft, ObjectDraft } from '../../shared/sources/draft';

/**
 * A list within a record has no field that says which record it lies in; its place says it. As an object of its own it
 * gets that field: `orders.id` in `orders.line_items`. Undefined when the parent has no key or several.
 */
export function parentKeyField(parent: ObjectDraft, own: readonly FieldDraft[]): { field: FieldDraft; link: LinkDraft } | undefined {
  const keys = parent.fields.filter(({ key }) => key);
  const [key] = keys;
  if (!key || keys.length > 1) return undefined;
  const nativeName = `${parent.name}.${key.nativeName}`.slice(0, 1_000);
  if (own.some((field) => field.nativeName === nativeName)) return undefined;
  return {
    field: {
      nativeName,
      nativeType: key.nativeType,
      type: key.type,
      typeReason: key.typeReason,
      required: true,
      key: false,
      pii: key.pii,
    },
    link: { fields: [nativeName], object: parent.name, toFields: [key.nativeName] },
  };
}
