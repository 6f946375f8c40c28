/** What every part of a gap report needs, looked up once. */
import type { Catalogue } from '../../catalogue/schema';
import { dateWords as dayWords } from '../../documents/date-words';
import type { Engagement } from '../../engagement/schema';
import { numberFormat } from '../../i18n/number-format';
import { localeOf, type Translate } from '../../i18n/translator';
import type { Block, Inline } from '../../report';
import { type Language, textIn } from '../../text';
import { analyseGap, type GapAnalysis, type GapPlan, readPlan, type VendorAnalysis } from '../gap-analysis';
import { groupPoints, type KnownPoint, type PointGroup } from '../point-groups';
import { type Robustness, robustnessOf, robustnessSettings } from '../robustness';
import type { Answer } from '../schema';

export type GapCatalogue = Pick<Catalogue, 'checklist' | 'events'>;

export type GapSetting = {
  engagement: Engagement;
  catalogue: GapCatalogue;
  translate: Translate;
  language: Language;
  plan: GapPlan;
  analysis: GapAnalysis;
  robustness: Robustness;
  groups: PointGroup[];
  points: ReadonlyMap<string, KnownPoint>;
  candidates: VendorAnalysis[];
  /** Those with a place first, then the other candidates, what is used today last. */
  placed: VendorAnalysis[];
  answerOf(vendor: string, point: string): Answer | undefined;
};

export function createGapSetting(engagement: Engagement, catalogue: GapCatalogue, translate: Translate, language: Language): GapSetting {
  const plan = readPlan(engagement, catalogue);
  const analysis = analyseGap(engagement, plan);
  const groups = groupPoints(engagement.checklist.points, catalogue);
  const answers = new Map(engagement.checklist.answers.map((answer) => [`${answer.vendor} ${answer.point}`, answer]));
  return {
    engagement,
    catalogue,
    translate,
    language,
    plan,
    analysis,
    robustness: robustnessOf(engagement.checklist, robustnessSettings),
    groups,
    points: new Map(groups.flatMap(({ points }) => points.map((known) => [known.point.id, known]))),
    placed: [...analysis.vendors].sort((a, b) => standOf(a) - standOf(b)),
    candidates: analysis.vendors.filter(({ vendor }) => vendor.role === 'candidate'),
    answerOf: (vendor, point) => answers.get(`${vendor} ${point}`),
  };
}

function standOf({ vendor, score }: VendorAnalysis): number {
  return vendor.role === 'current' ? Number.MAX_VALUE : (score.rank ?? Number.MAX_SAFE_INTEGER);
}

type Speaker = Pick<GapSetting, 'language'>;

export function numberWords(value: number, { language }: Speaker): string {
  return numberFormat(localeOf[language], { maximumFractionDigits: 2 }).format(value);
}

export function percentWords(share: number | undefined, { language }: Speaker): string {
  return share === undefined ? '–' : numberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Prices of single messages need their cents; sums over years don't. */
export function moneyWords(amount: number, { language, engagement }: Pick<GapSetting, 'language' | 'engagement'>): string {
  const size = Math.abs(amount);
  // A mail costs a fraction of a cent: rounded to two places it would look free.
  const small = size < 0.1 ? 4 : 2;
  const digits = amount !== 0 && size < 100 ? small : 0;
  return numberFormat(localeOf[language], { style: 'currency', currency: engagement.client.currency, maximumFractionDigits: digits }).format(amount);
}

export function ofHundred(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(share * 100);
}

export function scoreWords(share: number | undefined, speaker: Speaker): string {
  const score = ofHundred(share);
  return score === undefined ? '–' : numberWords(score, speaker);
}

export function dateWords(at: string, { engagement, language }: Pick<GapSetting, 'language' | 'engagement'>): string {
  return dayWords(at, engagement.client.timeZone, language);
}

export function vendorName(id: string, { engagement }: Pick<GapSetting, 'engagement'>): string {
  return engagement.checklist.vendors.find((one) => one.id === id)?.name ?? id;
}

export function user(text: string): Inline {
  return { text, user: true };
}

export function pointName(id: string, { points, language }: Pick<GapSetting, 'points' | 'language'>): string {
  return textIn(points.get(id)?.label, language) || id;
}

export function journeyName(id: string, { engagement, language }: Pick<GapSetting, 'engagement' | 'language'>): string {
  const journey = engagement.journeys.find((one) => one.id === id);
  return textIn(journey?.name, language) || journey?.key || id;
}

/** "a, b" with each member isolated, so that names of the other direction stay in their order. */
export function listWords(members: readonly string[], { language }: Speaker): string {
  return members.map((member) => `\u2068${member}\u2069`).join(language === 'fa' ? '، ' : ', ');
}

export function small(text: string): Block {
  return { kind: 'paragraph', size: 'small', tone: 'quiet', text };
}
