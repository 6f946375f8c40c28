import { LineCounter, parseAllDocuments } from 'yaml';
import { ok, type Result, refuse } from '../../shared/problem';

/** YAML takes some fifty times its size in memory and a second per two megabytes. */
const BYTES = 24 * 1024 * 1024;
/** Times that aliases may be followed: a few lines of aliases of aliases otherwise mean billions of values. */
const ALIASES = 1_000;
/** Brackets within brackets; far beyond what people write, far below what overflows. */
const NESTED = 500;

/** The values of all documents of a YAML text. A fault costs its document; its line is said. */
export function parseYaml(file: string, text: string): Result<unknown[]> {
  if (text.length > BYTES) return refuse('yaml-too-large', { file, megabytes: Math.ceil(text.length / 1_048_576), limit: BYTES / 1_048_576 });
  if (nestsTooDeep(text)) return refuse('file-nests-too-deep', { file });
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false, uniqueKeys: false, stringKeys: true });
    const values: unknown[] = [];
    const found = 'empty' in documents ? [] : documents;
    for (const document of found) {
      const [fault] = document.errors;
      if (fault) {
        const { line } = lines.linePos(fault.pos[0]);
        return refuse('yaml-broken', { file, line }, ['rows', line]);
      }
      try {
        values.push(document.toJS({ maxAliasCount: ALIASES }));
      } catch (error) {
        // Unresolved aliases and too many of them; anything else is a bug of ours.
        if (!(error instanceof ReferenceError)) throw error;
        return refuse('yaml-aliases', { file });
      }
    }
    return ok(values);
  } catch (error) {
    // Nested deeper than the library's recursion reaches.
    if (error instanceof RangeError) return refuse('file-nests-too-deep', { file });
    throw error;
  }
}

/** Counts what opens without closing, and what one line's indentation opens; quotation marks don't matter for a bound. */
function nestsTooDeep(text: string): boolean {
  let open = 0;
  let dashes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) open += 1;
    else if ((code === 93 || code === 125) && open > 0) open -= 1;
    else if (code === 10) dashes = 0;
    else if ((code === 45 || code === 63 || code === 58) && text.charCodeAt(i + 1) === 32) dashes += 1;
    if (open > NESTED || dashes > NESTED) return true;
  }
  return false;
}
