import type { Translate } from '../i18n/translator';
import { durationWords } from '../journey/duration-words';
import type { Language } from '../text';
import type { IdentityRule } from './schema';

/** Windows that are offered by name; days, because years and months differ in length. */
export const windows = { week: 'P7D', month: 'P30D', year: 'P365D' } as const;
export type WindowName = keyof typeof windows;
export const windowNames = Object.keys(windows) as WindowName[];

export function windowNameOf(window: string | undefined): WindowName | undefined {
  return windowNames.find((name) => windows[name] === window);
}

/** "at most 5 a year", "at most 1 ever", "any number". */
export function limitWords({ limit, window }: Pick<IdentityRule, 'limit' | 'window'>, t: Translate, language: Language): string {
  if (limit === undefined) return t('identity.limit.none');
  if (window === undefined) return t('identity.limit.ever', { count: limit });
  const name = windowNameOf(window);
  return name ? t(`identity.limit.${name}`, { count: limit }) : t('identity.limit.within', { count: limit, duration: durationWords(window, t, language) });
}
