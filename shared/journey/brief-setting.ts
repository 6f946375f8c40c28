import type { PlanCase } from '../business-case/plan-case';
import type { Catalogue } from '../catalogue/schema';
import type { Condition } from '../condition/schema';
import { type ConditionNames, conditionSentence } from '../condition/sentence';
import type { Engagement } from '../engagement/schema';
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Problem } from '../problem';
import { textIn } from '../text';
import type { Graph } from './graph';
import type { Speaker } from './node-label';
import type { Journey } from './schema';
import type { planTests } from './test-plan/plan';

/** Systems by name only where the whole catalogue is at hand. */
export type BriefCatalogue = Pick<Catalogue, 'events' | 'kpi'> & Partial<Pick<Catalogue, 'dataSources'>>;

/** What every part of a brief needs, looked up once. */
export type BriefSetting = Speaker & {
  engagement: Engagement;
  journey: Journey;
  catalogue: BriefCatalogue;
  graph: Graph;
  problems: readonly Problem[];
  names: ConditionNames;
  /** Steps are numbered in reading order, so that tables can point at them. */
  numbers: ReadonlyMap<string, number>;
};

/** What the chapters for whoever builds the journey need besides, worked out when it is first asked for. */
export type BuildSetting = BriefSetting & {
  catalogue: BriefCatalogue & Pick<Catalogue, 'checklist'>;
  /** ISO 8601. */
  now: string;
  tests(): ReturnType<typeof planTests>;
  money(): PlanCase;
};

/** A condition in words. `event`: the one that `event.*` speaks of, where it is not the event that starts the journey. */
export function sentenceOf(
  condition: Condition,
  { names, translate, language }: Pick<BriefSetting, 'names' | 'translate' | 'language'>,
  event?: string,
): string {
  const here =
    event === undefined ? names : { ...names, property: (of: string | undefined, id: string) => names.property(of ?? event, id) ?? names.property(of, id) };
  return conditionSentence(condition, here, translate, language);
}

/** A step's number as the language writes it. */
export function stepNumber(id: string, { numbers, language }: Pick<BriefSetting, 'numbers' | 'language'>): string {
  return numberFormat(localeOf[language]).format(numbers.get(id) ?? 0);
}

/** A system that is called: as the client names it, else as the library does. */
export function systemName(target: string, { engagement, catalogue, language }: Pick<BriefSetting, 'engagement' | 'catalogue' | 'language'>): string {
  const own = engagement.sources.find(({ id, from }) => id === target || from === target);
  return textIn(own?.name, language) || textIn(catalogue.dataSources?.sources.find(({ id }) => id === target)?.label, language) || target;
}

/** A line that stands alone begins with a capital, in the languages that have them. */
export function capitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
