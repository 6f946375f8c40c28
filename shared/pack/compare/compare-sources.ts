import type { Engagement } from '../../engagement/schema';
import { compareFieldMaps, type Side, type SourceChange } from '../../sources/compare-field-maps';
import { textIn } from '../../text';
import type { ChangeEntry, ChangeLine } from './changes';
import { compareOrder } from './compare-things';
import { type Looks, looks } from './looks';
import { settingLines } from './setting-lines';
import type { Reader, Speaker } from './speaker';

/** Systems, tables and fields, as "changes since a snapshot" tells them, then every other setting of theirs. */
export function compareSources(before: Engagement, after: Engagement, speaker: Speaker): ChangeEntry[] {
  const shape = compareFieldMaps(before, after).map((change): ChangeEntry => {
    const { key, kind, subject } = change;
    const sign = kind === 'added' || kind === 'removed' || kind === 'moved' ? kind : 'changed';
    return { id: key, sign, kind: kindOf(subject, speaker), title: nameOf(change.after ?? change.before, speaker), lines: linesOf(change, speaker) };
  });
  return [...shape, ...settingsOfSources(before, after, speaker)];
}

function kindOf(subject: SourceChange['subject'], { translate }: Reader): string {
  return translate(subject === 'field' ? 'pack.subject.field' : `changes.subject.${subject}`);
}

/** What is told by its shape already. */
const toldKeys: ReadonlySet<string> = new Set(['id', 'objects', 'fields', 'name', 'nativeName', 'nativeType', 'type', 'status', 'key', 'required']);

function settingsOfSources(before: Engagement, after: Engagement, speaker: Speaker): ChangeEntry[] {
  const old = sidesOf(before);
  const entries = [...sidesOf(after)].flatMap(([id, is]): ChangeEntry[] => {
    const was = old.get(id);
    if (!was || was.thing === is.thing) return [];
    const lines = settingLines(others(was.thing), others(is.thing), is.looks, speaker);
    return lines ? [{ id: `settings ${id}`, sign: 'changed', kind: kindOf(is.subject, speaker), title: nameOf(is.side, speaker), lines }] : [];
  });
  const orders = [...listsOf(after)].flatMap(([name, keys]) => {
    const was = listsOf(before).get(name);
    return was ? compareOrder(name.split(' ')[0] ?? '', was, keys, speaker).map((entry) => ({ ...entry, id: `order ${name}` })) : [];
  });
  return [...entries, ...orders];
}

type Known = { thing: object; side: Side; subject: SourceChange['subject']; looks: Looks };

function sidesOf({ sources }: Engagement): Map<string, Known> {
  const sides = new Map<string, Known>();
  for (const source of sources) {
    sides.set(source.id, { thing: source, side: { source }, subject: 'source', looks: looks.source });
    for (const object of source.objects) {
      sides.set(object.id, { thing: object, side: { source, object }, subject: 'object', looks: looks.object });
      for (const field of object.fields) sides.set(field.id, { thing: field, side: { source, object, field }, subject: 'field', looks: looks.field });
    }
  }
  return sides;
}

/** Ids in their order, by what they are of. */
function listsOf({ sources }: Engagement): Map<string, string[]> {
  const lists = new Map([['sources', sources.map(({ id }) => id)]]);
  for (const { id, objects } of sources) {
    lists.set(
      `objects ${id}`,
      objects.map((object) => object.id),
    );
    for (const { id: object, fields } of objects)
      lists.set(
        `fields ${object}`,
        fields.map((field) => field.id),
      );
  }
  return lists;
}

function others(thing: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(thing).filter(([key]) => !toldKeys.has(key)));
}

function linesOf({ kind, before, after }: SourceChange, reader: Reader): ChangeLine[] {
  const { translate } = reader;
  if (!before || !after) return [];
  const [was, is] = [before.field, after.field];
  const line = (old: string | undefined, now: string | undefined): ChangeLine[] => [
    { label: translate(`changes.kind.${kind}`), ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) },
  ];
  switch (kind) {
    case 'retyped':
      return line(was && typeWords(was, reader), is && typeWords(is, reader));
    case 'status':
      return line(was && translate(`field-status.${was.status}`), is && translate(`field-status.${is.status}`));
    case 'key':
      return [{ label: translate(is?.key ? 'changes.key-now' : 'changes.key-lost') }];
    case 'required':
      return [{ label: translate(is?.required ? 'changes.required-now' : 'changes.required-lost') }];
    default:
      return line(nameOf(before, reader), nameOf(after, reader));
  }
}

function typeWords({ type, nativeType }: { type: string; nativeType: string }, { translate }: Reader): string {
  return nativeType ? `${translate(`type.${type}`)} (${nativeType})` : translate(`type.${type}`);
}

/** CUSTOMERS.PHONE, in which system. */
function nameOf(side: Side | undefined, { language }: Reader): string {
  const source = textIn(side?.source.name, language);
  const place = [side?.object?.nativeName, side?.field?.nativeName].filter((one) => one !== undefined).join('.');
  return place ? `${source} · ${place}` : source;
}
