import { LineCounter, parseAllDocuments } from 'yaml';
import { ok, type Result, refuse } from '../../shared/problem';
import { valueOfYaml } from './yaml-value';

/** YAML takes some fifty times its size in memory and a second per two megabytes. */
const BYTES = 24 * 1024 * 1024;
/** Brackets within brackets; far beyond what people write, far below what overflows. */
const NESTED = 500;

/** The values of all documents of a YAML text. A fault costs the file; its line is said. */
export function parseYaml(file: string, text: string): Result<unknown[]> {
  if (text.length > BYTES) return refuse('yaml-too-large', { file, megabytes: Math.ceil(text.length / 1_048_576), limit: BYTES / 1_048_576 });
  if (nestsTooDeep(text)) return refuse('file-nests-too-deep', { file });
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      logLevel: 'silent',
      prettyErrors: false,
      uniqueKeys: false,
      stringKeys: true,
      // Whatever version a document says it is of: only plain values.
      schema: 'core',
    });
    const values: unknown[] = [];
    const found = 'empty' in documents ? [] : documents;
    for (const document of found) {
      const [fault] = document.errors;
      if (fault?.code === 'RESOURCE_EXHAUSTION') return refuse('file-nests-too-deep', { file });
      if (fault) {
        const { line } = lines.linePos(fault.pos[0]);
        return refuse('yaml-broken', { file, line }, ['rows', line]);
      }
      const made = valueOfYaml(document.contents);
      if (!made) return refuse('yaml-aliases', { file });
      values.push(made.value);
    }
    return ok(values);
  } catch (error) {
    // Nested deeper than the library's recursion reaches.
    if (error instanceof RangeError) return refuse('file-nests-too-deep', { file });
    throw error;
  }
}

/** Counts what opens without closing, and what one line's beginning opens (`- - - a`); quotation marks don't matter for a bound. */
function nestsTooDeep(text: string): boolean {
  let open = 0;
  let dashes = 0;
  let isBeginning = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) open += 1;
    else if ((code === 93 || code === 125) && open > 0) open -= 1;
    if (code === 10) {
      dashes = 0;
      isBeginning = true;
    } else if (isBeginning && code !== 32 && code !== 9) {
      isBeginning = (code === 45 || code === 63 || code === 58) && text.charCodeAt(i + 1) <= 32;
      if (isBeginning) dashes += 1;
    }
    if (open > NESTED || dashes > NESTED) return true;
  }
  return false;
}
