/** `masa check`: what the app itself says about sources, record, segments and journeys of an engagement. */
import { checkJourney } from '../../shared/journey/check-journey';
import { journeyContext } from '../../shared/journey/journey-context';
import { bySeverity, type Problem } from '../../shared/problem';
import { checkRecord } from '../../shared/record/check-record';
import { createLineage } from '../../shared/record/lineage';
import { checkSegments } from '../../shared/segments/check-segments';
import { checkSources } from '../../shared/sources/check-sources';
import type { AppFolders } from '../app-folder';
import { createCatalogueReader } from '../catalogue';
import type { Words } from '../words';
import { readEngagement, tell, tellFailure, toJson } from './read-engagement';

/** As linters: 0 when nothing blocks, 1 when something does, 2 when it could not be looked at. */
export async function checkEngagement({ file, json, words, folders }: { file: string; json: boolean; words: Words; folders: AppFolders }): Promise<number> {
  const opened = await readEngagement(file);
  if (!opened.ok) return unreadable(opened.problems, json, words);
  const catalogue = await createCatalogueReader(folders.assets)();
  if (!catalogue.ok) return unreadable(catalogue.problems, json, words);
  const engagement = opened.value;
  const context = journeyContext(engagement, catalogue.value);
  const journeys = engagement.journeys.filter(({ status }) => status !== 'retired').map((journey) => ({ journey, problems: checkJourney(journey, context) }));
  const problems: Problem[] = bySeverity([
    ...opened.problems,
    ...checkSources(engagement),
    ...checkRecord(engagement, createLineage(engagement), context.events),
    ...checkSegments(context),
    ...journeys.flatMap((one) => one.problems),
  ]);
  const counts = { blocks: 0, warns: 0, informs: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  if (json) {
    const byJourney = journeys.map(({ journey, problems: its }) => ({
      id: journey.id,
      key: journey.key,
      isBlocked: its.some(({ severity }) => severity === 'blocks'),
      problems: its.length,
    }));
    console.log(JSON.stringify({ ...counts, journeys: byJourney, problems: toJson(problems, words) }, null, 2));
  } else {
    tell(problems, words);
    console.log(words.say('cli.check.counts', counts));
  }
  return counts.blocks > 0 ? 1 : 0;
}

/** Not 1, as elsewhere: a script that asks whether anything blocks must not take a missing file for an answer. */
function unreadable(problems: readonly Problem[], json: boolean, words: Words): number {
  tellFailure(problems, json, words);
  return 2;
}
