/** Questions whose requirement is a list of the plan's own: the vendor says of each member whether it is there. */
import type { Engagement } from '../../engagement/schema';
import type { Translate } from '../../i18n/translator';
import type { Language, Text } from '../../text';
import type { KnownPoint } from '../point-groups';
import type { RequirementSpeaker } from '../requirement-words';
import type { Requirement } from '../requirements';
import type { AnswerType } from '../schema';

export type PlanList = { of: Extract<Requirement['value'], { kind: 'list' }>['of']; values: readonly string[] };

export function typeOf({ known, point }: KnownPoint): AnswerType {
  return known?.answerType ?? point.own?.answerType ?? 'text';
}

/** Undefined: the point is answered by one value or in words. */
export function planListOf(known: KnownPoint, requirement: Requirement | undefined): PlanList | undefined {
  const type = typeOf(known);
  if ((type !== 'choice' && type !== 'text') || requirement?.value.kind !== 'list' || requirement.value.values.length === 0) return undefined;
  return requirement.value;
}

export function createSpeaker(engagement: Pick<Engagement, 'sources' | 'record'>, translate: Translate, language: Language, unit?: Text): RequirementSpeaker {
  const nameOf = (id: string): Text | undefined =>
    engagement.sources.find((source) => source.id === id)?.name ?? engagement.record.attributes.find((attribute) => attribute.id === id)?.label;
  return { translate, language, nameOf, unit };
}
