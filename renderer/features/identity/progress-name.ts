import type { IdentityNames } from './identity-names';

/** Rows lie in files named after their object: who waits wants to read the object's own name. */
export function progressName(file: string, names: IdentityNames): string {
  return names.object(file.replace(/\.[a-z]+$/i, ''));
}
