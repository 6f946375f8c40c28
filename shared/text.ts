import { z } from 'zod';

export const languages = ['en', 'he', 'fa'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;
export type Direction = 'ltr' | 'rtl';

/** Text by language. What the catalogue ships has all three; what a person types has at least one. */
export const textSchema = z.object({ en: z.string().optional(), he: z.string().optional(), fa: z.string().optional() });
export type Text = z.infer<typeof textSchema>;

export function directionOf(language: Language): Direction {
  return language === 'en' ? 'ltr' : 'rtl';
}

/** The text in `language`, else in another language that has one (en, he, fa), else ''. */
export function textIn(text: Text | undefined, language: Language): string {
  if (!text) return '';
  return text[language] || text.en || text.he || text.fa || '';
}

export function isEmptyText(text: Text | undefined): boolean {
  return !text || !(text.en || text.he || text.fa);
}
