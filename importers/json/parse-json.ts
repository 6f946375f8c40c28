import { ok, problem, type Result, refuse } from '../../shared/problem';
import { findFault, placeOf } from './find-fault';

/**
 * The value of a JSON text. Of a file that only ends too soon (a broken download, a cut copy) the complete entries are
 * read; any other fault is a problem with its line and column.
 */
export function parseJson(file: string, text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    // Said below, with the place.
  }
  const fault = findFault(text);
  if (!fault) return refuse('file-nests-too-deep', { file });
  const { line, column } = placeOf(text, fault.position);
  if (fault.position < text.length) return refuse('json-broken', { file, line, column }, ['rows', line]);
  const whole = fault.whole?.();
  try {
    if (whole !== undefined) return ok(JSON.parse(whole), [problem('warns', 'json-cut', ['rows', line], { file, line })]);
  } catch {
    // Not even the part: the file is refused.
  }
  return refuse('json-ends-early', { file, line }, ['rows', line]);
}
