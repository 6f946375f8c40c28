import type { Engagement } from '../../engagement/schema';
import { compareFieldMaps, type Side, type SourceChange } from '../../sources/compare-field-maps';
import { textIn } from '../../text';
import type { ChangeEntry, ChangeLine } from './changes';
import type { Reader } from './compare-things';

/** Systems, tables and fields, as "changes since a snapshot" tells them. */
export function compareSources(before: Engagement, after: Engagement, reader: Reader): ChangeEntry[] {
  return compareFieldMaps(before, after).map((change): ChangeEntry => {
    const { key, kind, subject } = change;
    const title = nameOf(change.after ?? change.before, reader);
    const sign = kind === 'added' || kind === 'removed' || kind === 'moved' ? kind : 'changed';
    return {
      id: key,
      sign,
      kind: reader.translate(subject === 'field' ? 'pack.subject.field' : `changes.subject.${subject}`),
      title,
      lines: linesOf(change, reader),
    };
  });
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
