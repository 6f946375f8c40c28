import { ok, type Result, refuse } from '../shared/problem';

/** A full disk or a missing right is said in words, not by dying without any. */
export function tried<T>(file: string, act: () => T): Result<T> {
  try {
    return ok(act());
  } catch (error) {
    return refuse('executor-store-failed', { file, message: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
  }
}
