import type { Translate } from '../i18n/translator';

const keys = ['mood.very-low', 'mood.low', 'mood.even', 'mood.good', 'mood.very-good'] as const;

/** −2 → "very low". */
export function moodWords(mood: number, t: Translate): string {
  return t(keys[mood + 2] ?? 'mood.even');
}
