/** What reports about the whole plan need, looked up once: the journeys, what each rests on, the vendors and the money. */
import { type Amounts, createAmounts } from '../business-case/amounts';
import { type PlanCase, planCase } from '../business-case/plan-case';
import type { Catalogue } from '../catalogue/schema';
import { createGapSetting, type GapSetting } from '../checklist/report/setting';
import { type ConditionNames, createConditionNames } from '../condition/sentence';
import type { Engagement, Note, Phase } from '../engagement/schema';
import { thingName } from '../engagement/thing-name';
import { type WayForward, wayForward } from '../engagement/way-forward';
import { numberFormat } from '../i18n/number-format';
import { localeOf, type Translate } from '../i18n/translator';
import type { BriefSetting } from '../journey/brief-setting';
import { durationWords } from '../journey/duration-words';
import { createBriefSetting } from '../journey/journey-brief';
import { type JourneyContext, journeyContext } from '../journey/journey-context';
import { nodeLabel, readable } from '../journey/node-label';
import type { Journey } from '../journey/schema';
import type { Cap } from '../journey/schema-messages';
import { once } from '../once';
import { createLineage, type Lineage } from '../record/lineage';
import type { Block, Inline, Line } from '../report';
import { coverageOfJourneys, type JourneyCoverage } from '../sources/coverage';
import { type FieldPlace, fieldsById } from '../sources/find';
import { type Language, textIn } from '../text';
import { dateWords } from './date-words';
import type { Frame } from './frame-report';

export type PlanOrder = Frame & { catalogue: Catalogue };

export type PlanSetting = {
  engagement: Engagement;
  catalogue: Catalogue;
  translate: Translate;
  language: Language;
  /** ISO date at the client's. */
  today: string;
  context: JourneyContext;
  names: ConditionNames;
  lineage: Lineage;
  /** Of every journey that is not retired, in their order. */
  briefs: readonly BriefSetting[];
  coverage: readonly JourneyCoverage[];
  way: WayForward;
  /** The first phase that has the journey, with its place. */
  phaseOf: ReadonlyMap<string, { phase: Phase; index: number }>;
  amounts: Amounts;
  gap(): GapSetting;
  money(): PlanCase;
};

export function createPlanSetting({ engagement, catalogue, translate, language, now }: PlanOrder): PlanSetting {
  const context = journeyContext(engagement, catalogue);
  const lineage = createLineage(engagement);
  const journeys = engagement.journeys.filter(({ status }) => status !== 'retired');
  const phaseOf = new Map<string, { phase: Phase; index: number }>();
  for (const [index, phase] of engagement.phases.entries()) for (const id of phase.journeys) if (!phaseOf.has(id)) phaseOf.set(id, { phase, index });
  const gap = once(() => createGapSetting(engagement, catalogue, translate, language));
  return {
    engagement,
    catalogue,
    translate,
    language,
    today: dayIn(now, engagement.client.timeZone),
    context,
    names: createConditionNames(engagement, catalogue.events),
    lineage,
    briefs: journeys.map((journey) => createBriefSetting(journey, { engagement, catalogue, translate, language }, context)),
    coverage: coverageOfJourneys(engagement, lineage),
    way: wayForward(engagement, lineage),
    phaseOf,
    amounts: createAmounts(localeOf[language], engagement.client.currency),
    gap,
    money: once(() => planCase(engagement, catalogue, gap().plan)),
  };
}

function dayIn(moment: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(moment));
}

type Speaker = Pick<PlanSetting, 'language' | 'translate' | 'engagement'>;

export function number(value: number, { language }: Pick<Speaker, 'language'>): string {
  return numberFormat(localeOf[language], { maximumFractionDigits: 1 }).format(value);
}

/** "Confirmed: 100 · Asked: 9": only of what there is. */
export function tally(counts: readonly (readonly [string, number])[], setting: Pick<Speaker, 'language'>): string {
  return counts
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what}: ${number(count, setting)}`)
    .join(' · ');
}

export function day(date: string, { engagement, language }: Pick<Speaker, 'language' | 'engagement'>): string {
  return dateWords(date, engagement.client.timeZone, language);
}

export function user(text: string): Inline {
  return { text, user: true };
}

export function journeyTitle({ name, key }: Pick<Journey, 'name' | 'key'>, { language }: Pick<Speaker, 'language'>): string {
  return textIn(name, language) || key;
}

export function phaseTitle(phase: Phase, index: number, { translate, language }: Pick<Speaker, 'language' | 'translate'>): string {
  return textIn(phase.name, language) || translate('case.phase-n', { number: index + 1 });
}

/** Members with a dot between them, each isolated from its neighbours. */
export function dotted(names: readonly string[]): Inline[] {
  return names.flatMap((name, i): Inline[] => (i === 0 ? [user(name)] : [' · ', user(name)]));
}

/** The system in words, the field as it is spelled there. */
export function fieldLine({ source, object, field }: FieldPlace, { language }: Pick<Speaker, 'language'>): Inline[] {
  return [user(textIn(source.name, language)), ' ', { text: `${object.nativeName}.${field.nativeName}`, code: true }];
}

/** What a note is about; '' when it is about the whole engagement. */
export function aboutLine(
  { about }: Pick<Note, 'about'>,
  setting: Pick<PlanSetting, 'engagement' | 'catalogue' | 'language' | 'translate' | 'briefs' | 'context'>,
): Line {
  const { engagement, catalogue, language, translate, briefs } = setting;
  if (!about) return '';
  if (about.kind === 'field') {
    const place = fieldsById(engagement).get(about.id);
    return place ? fieldLine(place, setting) : translate('questions.gone');
  }
  const named = thingName(about, engagement, catalogue);
  if (!named) return translate('questions.gone');
  const name = about.kind === 'message' ? readable(textIn(named.name, language), setting) : textIn(named.name, language);
  const brief = about.kind === 'node' ? briefs.find(({ journey }) => journey.id === about.within) : undefined;
  const node = brief?.graph.nodes.get(about.id);
  return [named.technical ? { text: name, code: true } : user(name), ...(brief && node ? [' · ', user(nodeLabel(node, brief).title)] : [])];
}

export function small(text: Line): Block {
  return { kind: 'paragraph', size: 'small', tone: 'quiet', text };
}

/** Said instead of what is not there. */
export function missing(text: string): Block[] {
  return [{ kind: 'callout', tone: 'waiting', text }];
}

export function title(text: string, level: 2 | 3 = 2): Block {
  return { kind: 'heading', level, text };
}

/** How many messages a cap lets through; one that lets none through is no count. */
export function capWords({ limit, window }: Pick<Cap, 'limit' | 'window'>, { translate, language }: Pick<PlanSetting, 'translate' | 'language'>): string {
  return limit === 0 ? translate('workshop.cap-none') : translate('workshop.cap', { limit, window: durationWords(window, translate, language) });
}

/** The name of a system a journey calls: the catalogue's, where the journey names one of its kinds. */
export function targetName(target: string, { catalogue, language }: Pick<PlanSetting, 'catalogue' | 'language'>): string {
  return textIn(catalogue.dataSources.sources.find(({ id }) => id === target)?.label, language) || target;
}
