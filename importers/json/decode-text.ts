import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import { detectEncoding } from '../csv/detect-encoding';

/** The whole file as text. Fails with `file-binary`. */
export function decodeText(file: string, bytes: Uint8Array): Result<string> {
  const detected = detectEncoding(bytes);
  if (!detected) return refuse('file-binary', { file });
  const text = new TextDecoder(detected.encoding, { ignoreBOM: true }).decode(bytes.subarray(detected.skip));
  const problems: Problem[] = [];
  if (detected.encoding.startsWith('windows-')) problems.push(problem('informs', 'encoding-guessed', [], { encoding: detected.encoding }));
  return ok(text, problems);
}
