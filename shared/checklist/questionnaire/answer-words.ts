/** An answer as it stands in the cells of a questionnaire, and as a person reads it in the list of changes. */
import { localeOf, type Translate } from '../../i18n/translator';
import { type Language, textIn } from '../../text';
import type { KnownPoint } from '../point-groups';
import { memberWords, type RequirementSpeaker } from '../requirement-words';
import type { Answer, AnswerValue } from '../schema';
import type { PlanList } from './plan-lists';

/** "Yes" where anything is claimed but no. */
export function hasWords({ applies, claimedValue }: Pick<Answer, 'applies' | 'claimedValue'>, translate: Translate): string | null {
  if (!applies) return translate('questionnaire.not-applicable');
  if (claimedValue === undefined) return null;
  const isNone = claimedValue === false || (Array.isArray(claimedValue) && claimedValue.length === 0);
  return translate(isNone ? 'questionnaire.no' : 'questionnaire.yes');
}

/** What stands in the cell of the value: nothing of yes and no, and of lists that have a sheet of their own. */
export function valueCell(
  { claimedValue }: Pick<Answer, 'claimedValue'>,
  known: KnownPoint,
  list: PlanList | undefined,
  language: Language,
): string | number | undefined {
  if (typeof claimedValue === 'number') return Number(claimedValue.toPrecision(15));
  if (!Array.isArray(claimedValue) || list) return undefined;
  return claimedValue.map((one) => optionWords(one, known, language)).join('\n') || undefined;
}

/** Undefined value: nothing said. */
export function valueWords(
  { applies, claimedValue }: { applies: boolean; claimedValue: AnswerValue | undefined },
  known: KnownPoint,
  { list, speaker }: { list: PlanList | undefined; speaker: RequirementSpeaker },
): string {
  const { translate, language } = speaker;
  if (!applies) return translate('questionnaire.not-applicable');
  if (claimedValue === undefined) return '';
  if (typeof claimedValue === 'boolean') return translate(claimedValue ? 'questionnaire.yes' : 'questionnaire.no');
  if (typeof claimedValue === 'number') {
    const number = new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 6 }).format(claimedValue);
    const unit = textIn(known.known?.unit ?? known.point.own?.unit, language);
    return unit ? `${number} ${unit}` : number;
  }
  if (claimedValue.length === 0) return translate('questionnaire.none-of-them');
  const words = claimedValue.map((one) => (list?.values.includes(one) ? memberWords(list.of, one, speaker) : optionWords(one, known, language)));
  return words.join(language === 'fa' ? '، ' : ', ');
}

function optionWords(id: string, known: KnownPoint, language: Language): string {
  const option = known.known?.options?.find((one) => one.id === id);
  return option ? textIn(option.label, language) : id;
}
