import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalogueReader } from '../../host/catalogue';
import { writeSampleRows } from '../../host/sample-rows';
import { createPeopleAsker } from '../../host/workbench/ask-people';
import { checkReferences } from '../../shared/engagement/check-references';
import { keepSegmentCounts } from '../../shared/engagement/edit-measured';
import type { Engagement } from '../../shared/engagement/schema';
import { checkJourney } from '../../shared/journey/check-journey';
import { journeyContext } from '../../shared/journey/journey-context';
import type { Problem } from '../../shared/problem';
import { checkRecord } from '../../shared/record/check-record';
import { type SegmentReport, segmentReportSchema } from '../../shared/segments/size-report';
import { checkSources } from '../../shared/sources/check-sources';
import { languages } from '../../shared/text';
import { composeSample, toSampleText } from './compose';
import { comparedSegments, countedAt } from './plan';

/** The files of `assets/samples`, and what is wrong on purpose in the first of them, to be looked at. */
export async function writeSamples(assets: string): Promise<{ name: string; text: string; problems: string[] }[]> {
  const catalogue = await createCatalogueReader(assets)();
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.problems));
  const report = await countOnRows(composeSample(catalogue.value, 'he'), assets);
  return languages.map((language) => {
    const engagement = keepSegmentCounts(composeSample(catalogue.value, language), { report, at: countedAt });
    const context = journeyContext(engagement, catalogue.value);
    const problems: [string, Problem[]][] = [
      ['references', checkReferences(engagement)],
      ['sources', checkSources(engagement)],
      ['record', checkRecord(engagement, undefined, context.events)],
      ...engagement.journeys.map((journey): [string, Problem[]] => [journey.key, checkJourney(journey, context)]),
    ];
    return {
      // The client's own language is the sample; the others are for those who do not read it.
      name: language === 'he' ? 'karmelon.masa.json' : `karmelon.${language}.masa.json`,
      text: toSampleText(engagement),
      problems:
        language === 'he' ? problems.flatMap(([place, all]) => all.filter(({ severity }) => severity !== 'informs').map((one) => line(place, one))) : [],
    };
  });
}

/** What the segments page counts on the rows that come with the sample, with the segments compared that the campaigns of the year go to. */
async function countOnRows(engagement: Engagement, assets: string): Promise<SegmentReport> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-rows-'));
  try {
    await writeSampleRows(folder, engagement, { until: countedAt.slice(0, 10) });
    const ask = createPeopleAsker(assets, () => Date.parse(countedAt));
    const found = await ask(
      { kind: 'segments', rows: { folder }, args: { document: JSON.parse(toSampleText(engagement)), compare: [...comparedSegments] } },
      engagement,
      () => {},
    );
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
    return segmentReportSchema.parse(found.value);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function line(place: string, { severity, code, path, params }: Problem): string {
  const what = params.attribute ?? params.event ?? params.field ?? '';
  return `${severity} ${place}: ${code} ${String(what)} at ${path.slice(-2).join('/')}`;
}
