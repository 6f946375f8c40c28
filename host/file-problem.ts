/** What the operating system says about a file, as a problem in words: full disk, no permission, gone. */
import { failed, problem } from '../shared/problem';

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** `disk-full`, `file-not-allowed` or `file-failed`, each with {file, message}. */
export function refuseFile(file: string, error: unknown): { ok: false; problems: ReturnType<typeof problem>[] } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const kind = ['ENOSPC', 'EDQUOT'].includes(code) ? 'disk-full' : ['EACCES', 'EPERM', 'EROFS'].includes(code) ? 'file-not-allowed' : 'file-failed';
  return failed(problem('blocks', kind, [], { file, message: message.slice(0, 300) }));
}
