/** SQL scripts: dumps and schemas of MySQL, MariaDB, PostgreSQL, SQL Server, SQLite and Oracle. */
import { failed, ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { ImportedSource, ObjectDraft } from '../../shared/sources/draft';
import { type Detected, detectEncoding } from '../csv/detect-encoding';
import { headOf } from '../csv/utf8-chunks';
import { baseName } from '../names';
import type { ReadContext } from '../reader';
import { createCharacters } from './characters';
import { lexisOf } from './dialect';
import { createLexer } from './lexer';
import { createRowSamples } from './row-samples';
import { createScript } from './script';
import { readStatements } from './statements';
import { toObjects } from './to-objects';

/** Bytes looked at to recognise the dialect. */
const HEAD = 256 * 1024;

/** One source with the tables of the script. `file` is its name. */
export async function readSql(file: string, bytes: Uint8Array, context: ReadContext): Promise<Result<ImportedSource[]>> {
  // A dump with pictures in it looks like a program; its first lines tell that it is none.
  const detected = detectEncoding(bytes) ?? detectEncoding(bytes.subarray(0, 4_096));
  if (!detected) return refuse('file-binary', { file });
  const head = headOf(bytes, detected, HEAD);
  const first = await readOnce(bytes, detected, head, context);
  // A text without an end may be one whose backslashes were read the wrong way: once more, the other way.
  const second = first.open ? await readOnce(bytes, detected, head, context, !lexisOf(head).backslash) : undefined;
  const { objects, problems } = second && !second.open && second.objects.length >= first.objects.length ? second : first;
  if (detected.encoding.startsWith('windows-')) problems.push(problem('informs', 'encoding-guessed', [], { encoding: detected.encoding }));
  if (head.includes('\ufffd')) problems.push(problem('warns', 'characters-broken', [], { encoding: detected.encoding }));
  if (objects.length === 0) return failed(problem('blocks', 'sql-no-tables', [], { file }), ...problems);
  return ok([{ name: baseName(file), kind: 'sql', file, objects }], problems);
}

type Once = { objects: ObjectDraft[]; problems: Problem[]; open: boolean };

async function readOnce(bytes: Uint8Array, detected: Detected, head: string, { limits, onProgress }: ReadContext, backslash?: boolean): Promise<Once> {
  const lexis = lexisOf(head, backslash);
  const characters = createCharacters(bytes, detected);
  const script = createScript(limits);
  const rows = createRowSamples(script, limits);
  const lexer = createLexer(characters, lexis);
  let told = 0;
  const tick = async () => {
    const share = characters.share();
    if (share - told < 0.01) return;
    told = share;
    onProgress?.(share);
    // A cancelling caller is heard here.
    await new Promise((resolve) => setImmediate(resolve));
  };
  await readStatements({ script, rows, lexer, characters, dialect: lexis.dialect, tick });
  const objects = toObjects(script, rows, lexis.dialect);
  if (script.full()) script.problems.push(problem('warns', 'sql-tables-left-out', [], { limit: limits.fields, tables: objects.length }));
  return { objects, problems: script.problems, open: lexer.openSince !== undefined };
}
