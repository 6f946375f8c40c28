import { type Problem, problem } from '../../shared/problem';

/** A file with its bytes; one that was moved or can't be read since it was chosen costs a problem, not the others. */
export async function loadFile(file: File): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | Problem> {
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return problem('blocks', 'file-unreadable', [file.name], { file: file.name });
  }
}
