/** Commands on the business case. What does not fit changes nothing. */
import type { Engagement } from '../engagement/schema';
import { typedOptional } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { growthInput, growthLimits } from './case-model';
import type { Limits } from './figure';
import type { JourneyFigureName } from './journey-case';
import { type BusinessCase, businessCaseSchema, type JourneyCase, type Span } from './schema';

/** An end set to `undefined` is forgotten. */
export type SpanPatch = { [end in keyof Span]?: number | undefined };

const isShare: Record<JourneyFigureName, boolean> = { perMonth: false, reach: true, conversion: true, incremental: true, value: false };
const mostOfAnything = 1e12;

/** One journey's own figure, or an end of it. Shares are 0 to 1, nothing is below 0, and the ends lie on their side of the middle. */
export function setJourneyFigure(engagement: Engagement, { journey, name, span }: { journey: string; name: JourneyFigureName; span: SpanPatch }): Engagement {
  if (!engagement.journeys.some(({ id }) => id === journey)) return engagement;
  const old = caseOf(engagement, journey);
  const next = mergeSpan(old[name], span, { least: 0, most: isShare[name] ? 1 : mostOfAnything });
  return next === false ? engagement : withJourney(engagement, { ...old, [name]: next });
}

/** Where a journey's figures come from; empty forgets it. */
export function setJourneySource(engagement: Engagement, { journey, source }: { journey: string; source: string }): Engagement {
  if (!engagement.journeys.some(({ id }) => id === journey)) return engagement;
  return withJourney(engagement, { ...caseOf(engagement, journey), source: typedOptional(source, 1000) } as JourneyCase);
}

/** How low and how high an input of the formulas may turn out. Its expected value is the client's number, set elsewhere. */
export function setInputRange(engagement: Engagement, { input, span }: { input: string; span: Omit<SpanPatch, 'expected'> }): Engagement {
  if (!isName(input)) return engagement;
  const { businessCase } = engagement;
  const next = mergeSpan(own(businessCase.ranges, input), span, input === growthInput ? growthLimits : { least: 0, most: mostOfAnything });
  return next === false ? engagement : withCase(engagement, { ranges: withoutUndefined({ ...businessCase.ranges, [input]: next }) });
}

/** Where an input comes from, in the consultant's words; empty forgets it. */
export function setInputSource(engagement: Engagement, { input, source }: { input: string; source: string }): Engagement {
  if (!isName(input)) return engagement;
  return withCase(engagement, { sources: withoutUndefined({ ...engagement.businessCase.sources, [input]: typedOptional(source, 1000) }) });
}

/** Whose price is reckoned with; `undefined`: the first of the ranking that has one. A vendor that is not there changes nothing. */
export function setPlatform(engagement: Engagement, { platform }: { platform: string | undefined }): Engagement {
  if (platform !== undefined && platform !== 'typed' && !engagement.checklist.vendors.some(({ id }) => id === platform)) return engagement;
  return withCase(engagement, { platform });
}

/** Undefined: nothing is left of it; false: it does not fit. */
function mergeSpan(old: Span | undefined, patch: SpanPatch, { least, most }: Limits): Span | undefined | false {
  // A file has no −0.
  const given = Object.fromEntries(Object.entries(patch).map(([end, value]) => [end, value === 0 ? 0 : value]));
  const next: Span = withoutUndefined({ ...old, ...given });
  const { low, expected, high } = next;
  if (Object.values(next).some((value) => value !== undefined && !(value >= least && value <= most))) return false;
  const inOrder = [low, expected, high].filter((value) => value !== undefined);
  // A middle that moves past an end takes the end along: it was said of another number.
  if (inOrder.some((value, i) => i > 0 && value < (inOrder[i - 1] ?? value))) {
    if (patch.expected === undefined) return false;
    return withoutUndefined({
      expected,
      low: low !== undefined && low > patch.expected ? undefined : low,
      high: high !== undefined && high < patch.expected ? undefined : high,
    });
  }
  return inOrder.length === 0 ? undefined : next;
}

function caseOf({ businessCase }: Engagement, journey: string): JourneyCase {
  return businessCase.journeys.find((one) => one.journey === journey) ?? { journey };
}

function withJourney(engagement: Engagement, next: { journey: string }): Engagement {
  const { journeys } = engagement.businessCase;
  const kept = withoutUndefined(next) as JourneyCase;
  const isEmpty = Object.keys(kept).length === 1;
  const isThere = journeys.some(({ journey }) => journey === kept.journey);
  if (isEmpty && !isThere) return engagement;
  if (isEmpty) return withCase(engagement, { journeys: journeys.filter(({ journey }) => journey !== kept.journey) });
  return withCase(engagement, { journeys: isThere ? journeys.map((one) => (one.journey === kept.journey ? kept : one)) : [...journeys, kept] });
}

function withCase(engagement: Engagement, patch: { [part in keyof BusinessCase]?: BusinessCase[part] | undefined }): Engagement {
  const next = businessCaseSchema.safeParse(withoutUndefined({ ...engagement.businessCase, ...patch }));
  return next.success ? { ...engagement, businessCase: next.data } : engagement;
}

function isName(input: string): boolean {
  return /^[a-z][a-z0-9_]{0,63}$/.test(input);
}

function own<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
