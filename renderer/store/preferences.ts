/** Language, scheme and density of this install. Kept by the host: browser storage belongs to a port. */
import { create } from 'zustand';
import type { Preferences } from '../../shared/platform';
import type { Language } from '../../shared/text';
import { platform } from '../platform/platform';

export const preferencesStore = create<Preferences & { language: Language }>(() => ({ language: guessLanguage(), scheme: 'auto', density: 'normal' }));

function guessLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.includes('he') ? 'he' : wanted.includes('fa') ? 'fa' : 'en';
}

export async function loadPreferences(): Promise<void> {
  const reply = await platform['preferences.get']({});
  if (reply.ok) preferencesStore.setState({ ...reply.value, language: reply.value.language ?? guessLanguage() });
}

export function setPreferences(change: Partial<Preferences>): void {
  preferencesStore.setState(change);
  void platform['preferences.set'](preferencesStore.getState());
}
