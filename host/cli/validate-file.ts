/** `masa validate FILE`: can the app open it, and what does it say about the journeys in it. */

import { checkJourney } from '../../shared/journey/check-journey';
import { journeyContext } from '../../shared/journey/journey-context';
import { textIn } from '../../shared/text';
import type { AppFolders } from '../app-folder';
import { createCatalogueReader } from '../catalogue';
import type { Words } from '../words';
import { readEngagement, tell } from './read-engagement';

/** 0 when the app opens the file (a blocked journey is work to do, not a broken file), else 1. */
export async function validateFile(file: string, words: Words, folders: AppFolders): Promise<number> {
  const opened = await readEngagement(file);
  tell(opened.problems, words);
  if (!opened.ok) {
    console.error(words.say('cli.invalid', { file }));
    return 1;
  }
  const catalogue = await createCatalogueReader(folders.assets)();
  if (!catalogue.ok) {
    tell(catalogue.problems, words);
    return 1;
  }
  const engagement = opened.value;
  const context = journeyContext(engagement, catalogue.value);
  let blocked = 0;
  for (const journey of engagement.journeys) {
    const problems = checkJourney(journey, context);
    if (problems.some((problem) => problem.severity === 'blocks')) blocked++;
    tell(problems, words, `${textIn(journey.name, words.language)} › `);
  }
  const fields = engagement.sources.flatMap((source) => source.objects).reduce((sum, object) => sum + object.fields.length, 0);
  const counts = { sources: engagement.sources.length, fields, attributes: engagement.record.attributes.length, journeys: engagement.journeys.length, blocked };
  console.log(words.say('cli.valid', { file, ...counts }));
  return 0;
}
