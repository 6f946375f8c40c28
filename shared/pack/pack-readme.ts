/** The few words that go with a pack, for whoever opens it without Masa. Plain text in each of its languages. */
import { withoutMarks } from '../direction-marks';
import { dateWords } from '../documents/date-words';
import { createTranslate } from '../i18n/translator';
import type { Language } from '../text';
import { type Manifest, packPaths } from './manifest';

export type ReadmeFacts = Omit<Manifest, 'files'> & { paths: readonly string[]; timeZone: string };

/** Old editors of Windows know neither end of a line but this. */
const LINE_END = '\r\n';
const RULE = '—'.repeat(40);

export function packReadme(facts: ReadmeFacts): string {
  const parts = facts.languages.map((language) => inLanguage(facts, language).join(LINE_END));
  return `${parts.join(`${LINE_END}${LINE_END}${RULE}${LINE_END}${LINE_END}`)}${LINE_END}`;
}

function inLanguage({ engagement, seal, madeBy, notMade, paths, timeZone }: ReadmeFacts, language: Language): string[] {
  const translate = createTranslate(language);
  // An editor of plain text shows the marks as boxes.
  const say: typeof translate = (key, params) => withoutMarks(translate(key, params));
  const has = (beginning: string) => paths.some((path) => path.startsWith(beginning));
  return [
    say('pack.readme.title', { client: engagement.client }),
    '',
    say('pack.readme.of', { name: engagement.name, revision: engagement.revision, date: dateWords(engagement.updatedAt, timeZone, language) }),
    `${say('brief.seal')}: ${seal.printed}`,
    seal.hash,
    '',
    say('pack.readme.inside'),
    `  *.pdf, *.html, *.xlsx — ${say('pack.readme.documents')}`,
    `  *.html — ${say('pack.readme.pages')}`,
    ...(has('journeys/') ? [`  journeys/ — ${say('pack.readme.journeys')}`] : []),
    `  schemas/ — ${say('pack.readme.schemas')}`,
    `  ${packPaths.engagement} — ${say('pack.readme.data')}`,
    `  ${packPaths.manifest} — ${say('pack.readme.manifest')}`,
    ...(notMade.length > 0 ? ['', say('pack.readme.not-made'), ...notMade.map(({ path }) => `  ${path}`)] : []),
    '',
    say('pack.readme.check'),
    '  masa verify PACK.zip',
    `  sha256sum ${packPaths.engagement}`,
    '',
    say('pack.readme.made-by', { version: madeBy.version }),
  ];
}
