import { cleanName } from './table/header-names';

/** What a file is called without folders and its ending; never empty. */
export function baseName(file: string): string {
  const last = file.split(/[\\/]/).at(-1) ?? file;
  return cleanName(last.replace(/\.[A-Za-z0-9]{1,8}$/, '')) || 'table';
}
