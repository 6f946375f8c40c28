/** Names of files in a pack that came back: which of them are safe, which are the operating system's, and what lies in one folder. */
import { packPaths } from '../../shared/pack/manifest';
import { packLimits } from './pack-limits';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a name with such a character is the point
const odd = /[\u0000-\u001f\u007f-\u009f\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Windows takes these for devices, whatever stands behind the dot. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether it is a relative path that stays inside any folder on any system; a folder ends with `/`. */
export function isSafePath(path: string): boolean {
  const parts = path.replace(/\/$/, '').split('/');
  const isSafe = (part: string) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part) && !device.test(part);
  return path.length <= packLimits.pathLength && !odd.test(path) && parts.every(isSafe);
}

/** As it can be put into a sentence. */
export function shownPath(path: string): string {
  return path.slice(0, 200).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�');
}

/** Two paths with the same key are one file on some system. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase();
}

/** What macOS and Windows lay down beside files when somebody looks at a folder or packs it. */
export function isSystemFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return path.startsWith('__MACOSX/') || path.includes('/__MACOSX/') || name.startsWith('._') || /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name);
}

/** The one folder everything lies in, with its `/`; '': the files lie at the top, as they were made. */
export function topFolder(paths: readonly string[]): string {
  if (paths.includes(packPaths.manifest)) return '';
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return paths.every((path) => path.startsWith(folder)) && paths.includes(`${folder}${packPaths.manifest}`) ? folder : '';
}
