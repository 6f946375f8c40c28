/** Service descriptions of OData V2–V4 (`$metadata`), as ERP systems give them: entity types with their properties. */
import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { FieldDraft, ImportedSource, LinkDraft, ObjectDraft } from '../../shared/sources/draft';
import { guessPersonalData, higherClass } from '../../shared/sources/personal-data';
import { detectEncoding } from '../csv/detect-encoding';
import { headOf } from '../csv/utf8-chunks';
import { baseName } from '../names';
import type { ReadContext } from '../reader';
import { cleanName } from '../table/header-names';
import { childrenOf, type EdmModel, lineOfTypes, readModel } from './edm-model';
import { linksOf } from './links';
import { parseXml, type XmlNode } from './parse-xml';
import { typeOfProperty } from './property-type';
import { type PropertyWords, prefixed, wordsOf } from './property-words';

/** Complex types within complex types. */
const NESTING = 8;

/** One source with an object per entity set, and per type that has none. */
export async function readOData(file: string, bytes: Uint8Array, { limits, onProgress }: ReadContext): Promise<Result<ImportedSource[]>> {
  const detected = detectEncoding(bytes);
  if (!detected) return refuse('file-binary', { file });
  const parsed = parseXml(file, headOf(bytes, detected, bytes.length));
  if (!parsed.ok) return parsed;
  onProgress?.(0.6);
  const model = readModel(parsed.value);
  const problems: Problem[] = [...parsed.problems];
  const objects: ObjectDraft[] = [];
  let left = limits.fields;
  // Types inherit relations: thousands of each would be millions of links.
  let linksLeft = limits.fields;
  for (const { name, type, node } of namedTypes(model)) {
    const object = readObject({ name, type, node }, model, { fields: left, links: linksLeft }, problems);
    if (object.fields.length === 0) continue;
    objects.push(object);
    left -= object.fields.length;
    linksLeft -= object.links?.length ?? 0;
    if (left > 0) continue;
    problems.push(problem('warns', 'schema-fields-not-all-read', [], { fields: limits.fields }));
    break;
  }
  onProgress?.(1);
  if (objects.length === 0) return { ok: false, problems: [problem('blocks', 'no-fields', [], { file }), ...problems] };
  return ok([{ name: nameOf(file, model), kind: 'odata', file, objects }], problems);
}

/** Of one object. */
const MOST_LINKS = 200;

type Named = { name: string; type: string; node: XmlNode | undefined };

/** What becomes an object: each set, then the types without one. Abstract types have no rows of their own. */
function namedTypes(model: EdmModel): Named[] {
  const sets: Named[] = model.sets.filter(({ type }) => model.entityTypes.has(type));
  const taken = new Set(sets.map(({ type }) => type));
  const names = new Set(sets.map(({ name }) => name));
  const others = [...model.entityTypes]
    .filter(([type, node]) => !taken.has(type) && !/^true$/i.test(node.attributes.get('Abstract') ?? ''))
    .map(([type]): Named => {
      const short = type.slice(type.lastIndexOf('.') + 1);
      return { name: names.has(short) ? type : short, type, node: undefined };
    });
  return [...sets, ...others];
}

function readObject({ name, type, node }: Named, model: EdmModel, limits: { fields: number; links: number }, problems: Problem[]): ObjectDraft {
  const line = lineOfTypes(model.entityTypes, type, model.resolve);
  const keys = new Set(
    line.flatMap((one) => childrenOf(one.node, 'Key').flatMap((key) => childrenOf(key, 'PropertyRef').flatMap((ref) => ref.attributes.get('Name') ?? []))),
  );
  const fields: FieldDraft[] = [];
  const seen = new Set<string>();
  const add = (owner: string, of: XmlNode, path: string, within: readonly string[], optional: boolean): void => {
    const units = currencyUnits(of);
    for (const property of childrenOf(of, 'Property')) {
      const own = property.attributes.get('Name');
      if (!own || fields.length >= limits.fields) continue;
      const words = wordsOf(property, `${owner}/${own}`, model);
      const found = typeOfProperty(property, model);
      const nativeName = cleanName(`${path}${own}`);
      const isOptional = optional || !/^false$/i.test(property.attributes.get('Nullable') ?? 'true');
      if (found.kind === 'complex') {
        // A type within itself would never end.
        if (within.includes(found.name) || within.length >= NESTING) continue;
        for (const part of lineOfTypes(model.complexTypes, found.name, model.resolve))
          add(part.name, part.node, `${path}${own}/`, [...within, found.name], isOptional);
        continue;
      }
      if (nativeName === '' || seen.has(nativeName)) continue;
      seen.add(nativeName);
      if (!found.known) problems.push(problem('informs', 'odata-type-unknown', ['objects', name], { object: name, name: nativeName, type: found.nativeType }));
      const money = units.has(prefixed(property, 'unit') ?? '');
      fields.push(toDraft({ nativeName, ...found, type: words.meaning ?? (money ? 'money' : found.type) }, words, keys.has(nativeName), isOptional));
    }
  };
  for (const part of line) add(part.name, part.node, '', [], false);

  const own = line.at(-1);
  const words = own ? wordsOf(own.node, type, model) : undefined;
  const setWords = node && wordsOf(node, '', model);
  const label = setWords?.label || words?.label;
  const note = setWords?.note || words?.note;
  const links: LinkDraft[] = [];
  for (const part of line) links.push(...linksOf(part, model, (target) => objectNameOf(target, model), Math.min(MOST_LINKS, limits.links) - links.length));
  return { name: cleanName(name) || 'object', types: 'stated', ...(label && { label }), ...(note && { note }), ...(links.length > 0 && { links }), fields };
}

function toDraft(
  { nativeName, nativeType, type, known }: Pick<FieldDraft, 'nativeName' | 'nativeType' | 'type'> & { known: boolean },
  words: PropertyWords,
  key: boolean,
  optional: boolean,
): FieldDraft {
  const byName = guessPersonalData(nativeName, type);
  const guessed = byName === 'none' && words.label ? guessPersonalData(words.label, type) : byName;
  return {
    nativeName,
    nativeType,
    type,
    typeReason: { code: known ? 'native-type' : 'native-type-unknown', params: { nativeType } },
    required: key || !optional,
    key,
    ...(words.label && { label: words.label }),
    ...(words.note && { note: words.note }),
    pii: higherClass(guessed, words.pii ?? 'none'),
  };
}

/** Names of the properties that hold a currency: an amount that has one as its unit is money. */
function currencyUnits(node: XmlNode): Set<string> {
  return new Set(
    childrenOf(node, 'Property')
      .filter((property) => prefixed(property, 'semantics') === 'currency-code')
      .flatMap((property) => property.attributes.get('Name') ?? []),
  );
}

/** Links lead to the set of a type, of one it inherits from, or to the type itself. */
function objectNameOf(type: string, model: EdmModel): string | undefined {
  for (const { name } of lineOfTypes(model.entityTypes, type, model.resolve).reverse()) {
    const set = model.sets.find((one) => one.type === name);
    if (set) return cleanName(set.name);
  }
  return model.entityTypes.has(type) ? cleanName(type.slice(type.lastIndexOf('.') + 1)) : undefined;
}

/** Most descriptions are saved as "metadata.xml", which says nothing. */
function nameOf(file: string, model: EdmModel): string {
  const name = baseName(file);
  const [namespace] = model.namespaces;
  return /^\$?metadata|^odata$|^edmx?$/i.test(name) && namespace ? cleanName(namespace) || name : name;
}
