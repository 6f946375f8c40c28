/** What is on disk: the truth that a window only shows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { allFields } from '../../shared/sources/find';
import type { Field } from '../../shared/sources/schema';

export function fileOf(home: string, id: string): string {
  return join(home, 'engagements', id, 'engagement.masa.json');
}

export function savedEngagement(home: string, id: string): Engagement {
  const opened = parseEngagementText(readFileSync(fileOf(home, id), 'utf8'));
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}

/** The saved field with this native name. */
export function savedField(home: string, id: string, nativeName: string): Field | undefined {
  return allFields(savedEngagement(home, id)).find(({ field }) => field.nativeName === nativeName)?.field;
}
