/** What a workbook consists of: its sheets, where they lie, and how it counts days. */
import { failed, ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { Limits } from '../limits';
import { type Archive, openArchive, tooLarge } from './archive';
import type { NumberFormat } from './number-format';
import { scanNamed } from './part-text';
import { attributeOf } from './scan-xml';
import { createStringTable, readStrings, type StringTable } from './shared-strings';
import { readStyles } from './styles';

export type SheetPart = { name: string; hidden: boolean; part: string };
export type OpenWorkbook = {
  archive: Archive;
  sheets: SheetPart[];
  date1904: boolean;
  strings: StringTable;
  /** By the style index of a cell. */
  formats: readonly NumberFormat[];
};

/**
 * Reads everything but the sheets. Fails with `xlsx-encrypted`, `xlsx-damaged`, `xlsx-too-large`, or `file-kind-not-read` for
 * the binary format that only looks like it.
 */
export async function openWorkbook(file: string, bytes: Uint8Array, limits: Limits): Promise<Result<OpenWorkbook>> {
  if (isEncryptedWorkbook(bytes)) return refuse('xlsx-encrypted', { file });
  const opened = openArchive(file, bytes, limits);
  if (!opened.ok) return opened;
  const archive = opened.value;
  if (archive.parts.has('xl/workbook.bin')) return refuse('file-kind-not-read', { file, kind: 'Excel (XLSB)' });
  const place = (await mainPart(archive)) ?? 'xl/workbook.xml';
  const folder = place.slice(0, place.lastIndexOf('/') + 1);
  const relations = await readRelations(archive, `${folder}_rels/${place.slice(folder.length)}.rels`, folder);

  const sheets: SheetPart[] = [];
  let date1904 = false;
  const end = await scanNamed(archive, place, {
    onOpen(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || sheets.length >= limits.sheets) return;
      const relation = relations.get(attributeOf(attributes, 'id') ?? '') ?? [...relations.values()].filter(isSheet)[sheets.length];
      // Sheets of charts and dialogs hold no cells.
      if (!relation || !isSheet(relation)) return;
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        hidden: /hidden/i.test(attributeOf(attributes, 'state') ?? ''),
        part: relation.target,
      });
    },
    onClose() {},
  });
  if (end === 'too-large') return tooLarge(file, limits);
  if (sheets.length === 0) return refuse('xlsx-damaged', { file });
  const problems: Problem[] = [];
  if (end !== 'done') problems.push(problem('warns', 'xlsx-part-damaged', [], { file, part: 'workbook.xml' }));

  const strings = createStringTable(limits.unpackedBytes / 4);
  const stringsPart = [...relations.values()].find(({ type }) => type === 'sharedstrings')?.target ?? `${folder}sharedStrings.xml`;
  const stringsEnd = await readStrings(archive, stringsPart, strings);
  if (stringsEnd === 'too-large' || stringsEnd === 'stopped') return tooLarge(file, limits);
  if (stringsEnd === 'damaged') problems.push(problem('warns', 'xlsx-part-damaged', [], { file, part: 'sharedStrings.xml' }));
  const stylesPart = [...relations.values()].find(({ type }) => type === 'styles')?.target ?? `${folder}styles.xml`;
  const styles = await readStyles(archive, stylesPart);
  if (styles.end === 'too-large') return failed(...tooLarge(file, limits).problems);
  if (styles.end === 'damaged') problems.push(problem('warns', 'xlsx-part-damaged', [], { file, part: 'styles.xml' }));
  return ok({ archive, sheets, date1904, strings, formats: styles.formats }, problems);
}

/** A workbook with a password is another container (the one of old Office files) around the packed one. */
export function isEncryptedWorkbook(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf || bytes[2] !== 0x11 || bytes[3] !== 0xe0) return false;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

type Relation = { type: string; target: string };

function isSheet({ type }: Relation): boolean {
  return type === 'worksheet';
}

/** The part that the package says is the workbook. */
async function mainPart(archive: Archive): Promise<string | undefined> {
  const relations = await readRelations(archive, '_rels/.rels', '');
  return [...relations.values()].find(({ type }) => type === 'officedocument')?.target;
}

async function readRelations(archive: Archive, part: string, folder: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  await scanNamed(archive, part, {
    onOpen(name, attributes) {
      const id = attributeOf(attributes, 'Id');
      const target = attributeOf(attributes, 'Target');
      if (name !== 'Relationship' || id === undefined || target === undefined || relations.size >= 10_000) return;
      // The last word of the type is the same in both editions of the standard.
      const type = (attributeOf(attributes, 'Type') ?? '').split('/').at(-1)?.toLowerCase() ?? '';
      relations.set(id, { type, target: resolve(folder, target) });
    },
    onClose() {},
  });
  return relations;
}

function resolve(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split(/[\\/]/)) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
