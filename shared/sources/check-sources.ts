import type { Engagement } from '../engagement/schema';
import { bySeverity, type Problem, problem } from '../problem';
import { isEmptyText } from '../text';
import { type FieldPlace, pathOfField } from './find';
import { sameNameKey } from './name-tokens';
import { looksUnmasked } from './personal-data';
import type { Source, SourceObject } from './schema';

/**
 * What is unfinished or contradictory in the sources. Paths hold ids (`sources, <id>, objects, <id>, fields, <id>, column`)
 * and lead to the cell. Codes: `source-name-twice`, `source-without-objects`, `source-without-owner`, `object-name-twice`,
 * `object-without-fields`, `field-name-twice`, `field-without-type`, `open-question-without-owner`, `missing-field-in-use`,
 * `personal-field-unclassed`, `example-unmasked`.
 */
export function checkSources(engagement: Engagement): Problem[] {
  const problems: Problem[] = [];
  const fed = new Set(engagement.record.attributes.flatMap((attribute) => attribute.sources.map((mapping) => mapping.field)));
  /** A note with an owner answers "whose question is it?" as well as the field's own owner does. */
  const asked = new Set(
    engagement.notes.flatMap((note) => (note.kind === 'question' && note.owner !== undefined && note.about?.kind === 'field' ? [note.about.id] : [])),
  );
  for (const source of repeated(engagement.sources, nameOfSource))
    problems.push(problem('warns', 'source-name-twice', ['sources', source.id, 'name'], { name: source.name }));
  for (const source of engagement.sources) {
    const path = ['sources', source.id];
    if (source.objects.length === 0) problems.push(problem('warns', 'source-without-objects', path, { name: source.name }));
    if (source.owner === undefined && source.contact === undefined)
      problems.push(problem('informs', 'source-without-owner', [...path, 'owner'], { name: source.name }));
    for (const object of repeated(source.objects, (other) => other.nativeName.trim().toLowerCase()))
      problems.push(problem('warns', 'object-name-twice', [...path, 'objects', object.id, 'nativeName'], { name: object.nativeName, source: source.name }));
    for (const object of source.objects) checkObject(source, object, fed, asked, problems);
  }
  return bySeverity(problems);
}

function checkObject(source: Source, object: SourceObject, fed: ReadonlySet<string>, asked: ReadonlySet<string>, problems: Problem[]): void {
  if (object.fields.length === 0)
    problems.push(problem('warns', 'object-without-fields', ['sources', source.id, 'objects', object.id], { name: object.nativeName, source: source.name }));
  // Case only: `status` and `STATUS` are one column in most databases, `first_name` and `FirstName` are two.
  for (const field of repeated(object.fields, (other) => other.nativeName.trim().toLowerCase()))
    problems.push(
      problem('blocks', 'field-name-twice', pathOfField({ source, object, field }, 'nativeName'), { name: field.nativeName, object: object.nativeName }),
    );
  for (const field of object.fields) checkField({ source, object, field }, fed.has(field.id), asked.has(field.id), problems);
}

function checkField(place: FieldPlace, isFed: boolean, isAsked: boolean, problems: Problem[]): void {
  const { source, object, field } = place;
  const params = { name: field.nativeName, object: object.nativeName, source: source.name };
  const add = (severity: Problem['severity'], code: string, column: string) => problems.push(problem(severity, code, pathOfField(place, column), params));
  if (field.nativeType === '') add('informs', 'field-without-type', 'nativeType');
  if (field.status === 'open-question' && field.owner === undefined && !isAsked) add('warns', 'open-question-without-owner', 'owner');
  if (field.status === 'missing' && isFed) add('warns', 'missing-field-in-use', 'status');
  if (field.pii === 'none' && (field.type === 'email' || field.type === 'phone')) add('warns', 'personal-field-unclassed', 'pii');
  if (field.example !== undefined && looksUnmasked(field.example)) add('warns', 'example-unmasked', 'example');
}

/** Every item but the first of each key. Empty keys don't count. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === '') return false;
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}

function nameOfSource(source: Source): string {
  return isEmptyText(source.name) ? '' : sameNameKey(source.name.en ?? source.name.he ?? source.name.fa ?? '');
}
