import { createCatalogueReader } from '../../host/catalogue';
import { checkReferences } from '../../shared/engagement/check-references';
import { checkJourney } from '../../shared/journey/check-journey';
import { journeyContext } from '../../shared/journey/journey-context';
import type { Problem } from '../../shared/problem';
import { checkRecord } from '../../shared/record/check-record';
import { checkSources } from '../../shared/sources/check-sources';
import { languages } from '../../shared/text';
import { composeSample, toSampleText } from './compose';

/** The files of `assets/samples`, and what is wrong on purpose in the first of them, to be looked at. */
export async function writeSamples(assets: string): Promise<{ name: string; text: string; problems: string[] }[]> {
  const catalogue = await createCatalogueReader(assets)();
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.problems));
  return languages.map((language) => {
    const engagement = composeSample(catalogue.value, language);
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

function line(place: string, { severity, code, path, params }: Problem): string {
  const what = params.attribute ?? params.event ?? params.field ?? '';
  return `${severity} ${place}: ${code} ${String(what)} at ${path.slice(-2).join('/')}`;
}
