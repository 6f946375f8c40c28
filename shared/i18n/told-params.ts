/** The values of a problem's sentence where they are themselves words: what is wrong with a value, and what the operating system said. */
import type { Problem } from '../problem';

type Told = Problem['params'];

/** What systems say, by the code in it or by SQLite's own fixed sentence. */
const causes: [RegExp, string][] = [
  [/\b(ENOSPC|EDQUOT)\b|database or disk is full/, 'cause.disk-full'],
  [/\b(EACCES|EPERM)\b/, 'cause.not-allowed'],
  [/\bEROFS\b|readonly database/, 'cause.read-only'],
  [/^not a folder/, 'cause.not-a-folder'],
  [/\b(ENOENT|ENOTDIR)\b|unable to open database file/, 'cause.not-there'],
  [/\b(EBUSY|ETXTBSY)\b|database is locked/, 'cause.in-use'],
  [/\b(EMFILE|ENFILE)\b/, 'cause.too-many-files'],
  [/\bEIO\b|disk I\/O error/, 'cause.disk-broken'],
  [/\b(ECONNREFUSED|ECONNRESET|EPIPE)\b|fetch failed|socket hang up/, 'cause.no-connection'],
  [/timeout|timed out|aborted/i, 'cause.too-slow'],
  [/malformed|not a database/, 'cause.damaged'],
];

/** Problems whose `message` is what a system said; elsewhere it may be the name of a message to a customer. */
const saidBySystem: ReadonlySet<string> = new Set([
  'backup-failed',
  'restore-failed',
  'executor-store-failed',
  'executor-unreachable',
  'file-failed',
  'file-not-allowed',
  'workbench-crashed',
]);

/** `message` in the reader's language, as far as there are words for it; what is known only as the system's own sentence stays that. */
export function toldParams({ code, params, path }: Problem, translate: (key: string, params?: Told) => string): Told {
  const { fault, message } = params;
  if (typeof fault === 'string') {
    const what = translate(`fault.${fault}`, params);
    // Some sentences say the place themselves.
    return { ...params, message: path.length === 0 || 'place' in params ? what : translate('fault.at', { place: path.join('.'), what }) };
  }
  const { attributeType, fieldType } = params;
  if (typeof attributeType === 'string' && typeof fieldType === 'string')
    return { ...params, attributeType: translate(`type.${attributeType}`), fieldType: translate(`type.${fieldType}`) };
  if (typeof message !== 'string' || !saidBySystem.has(code)) return params;
  const cause = causes.find(([said]) => said.test(message))?.[1];
  return cause === undefined ? params : { ...params, message: translate(cause) };
}
