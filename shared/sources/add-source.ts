import type { CatalogueField, CatalogueSource } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { typedOptional, typedText } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { isEmptyText, languages, type Text, textIn } from '../text';
import { canonicalTypeOf } from './native-type';
import { guessPersonalData } from './personal-data';
import type { Field, FieldStatus, Source } from './schema';

/** Gives a fresh ULID each time it is called. */
export type NewId = () => string;

/**
 * Adds a source as the catalogue describes it. Its fields are expectations, so they start as `status` (default:
 * promised) until the client's own export or word confirms them. A second source of the same template gets a number.
 */
export function addSourceFromCatalogue(
  engagement: Engagement,
  { template, newId, product, status = 'promised' }: { template: CatalogueSource; newId: NewId; product?: string; status?: FieldStatus },
): Engagement {
  const language = engagement.languages.document;
  const source: Source = {
    id: newId(),
    from: template.id,
    name: freeName(engagement, template.label),
    product: typedOptional(product, 200),
    transports: [...template.integrationModes],
    direction: 'in',
    objects: template.objects.map((object) => ({
      id: newId(),
      from: object.id,
      nativeName: object.nativeName,
      label: object.label,
      model: object.model,
      fields: object.fields.map((field) => fieldOfTemplate(field, newId(), status, field.note ? textIn(field.note, language) : undefined)),
    })),
  };
  return { ...engagement, sources: [...engagement.sources, withoutUndefined(source)] };
}

function fieldOfTemplate(template: CatalogueField, id: string, status: FieldStatus, note: string | undefined): Field {
  const type = canonicalTypeOf(template.nativeType);
  return withoutUndefined({
    id,
    from: template.id,
    nativeName: template.nativeName,
    nativeType: template.nativeType,
    type,
    label: template.label,
    required: template.isKey,
    key: template.isKey,
    pii: guessPersonalData(`${template.nativeName} ${template.label.en}`, type),
    status,
    use: template.use,
    eventProperties: [...template.eventProperties],
    note,
  });
}

/** Adds an empty source by hand. Without a name nothing happens. */
export function addSource(
  engagement: Engagement,
  { id, name, product, transports = [] }: { id: string; name: Text; product?: string; transports?: Source['transports'] },
): Engagement {
  const words = typedText(name, 200);
  if (isEmptyText(words) || engagement.sources.some((source) => source.id === id)) return engagement;
  const source: Source = {
    id,
    name: freeName(engagement, words),
    product: typedOptional(product, 200),
    transports: [...new Set(transports)],
    direction: 'in',
    objects: [],
  };
  return { ...engagement, sources: [...engagement.sources, withoutUndefined(source)] };
}

/** The name, with the first number that no other source of that name bears: two ERPs are "ERP" and "ERP 2". */
export function freeName(engagement: Engagement, name: Text): Text {
  const isTaken = (text: Text) => engagement.sources.some((source) => languages.some((l) => text[l] !== undefined && source.name[l] === text[l]));
  let free = name;
  for (let n = 2; isTaken(free); n++) {
    free = { ...name };
    for (const language of languages) if (name[language] !== undefined) free[language] = `${name[language]} ${n}`;
  }
  return free;
}
