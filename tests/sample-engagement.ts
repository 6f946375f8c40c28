import { readFileSync } from 'node:fs';
import { openEngagement } from '../shared/engagement/open-engagement';
import type { Engagement } from '../shared/engagement/schema';
import type { Language } from '../shared/text';

const files: Record<Language, string> = { he: 'karmelon', en: 'karmelon.en', fa: 'karmelon.fa' };

/** The engagement the product ships, written in this language. */
export function sampleEngagement(language: Language): Engagement {
  const opened = openEngagement(JSON.parse(readFileSync(new URL(`../assets/samples/${files[language]}.masa.json`, import.meta.url), 'utf8')));
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}
