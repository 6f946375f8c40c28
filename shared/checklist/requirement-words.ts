/** A requirement in words, for the heat map, the inspector and the gap report. */
import { localeOf, type Translate } from '../i18n/translator';
import { type Language, type Text, textIn } from '../text';
import type { Requirement } from './requirements';

export type RequirementSpeaker = {
  translate: Translate;
  language: Language;
  /** Of a source or an attribute. */
  nameOf: (id: string) => Text | undefined;
  /** Unit of the point's number, e.g. "fields". */
  unit?: Text | undefined;
};

/** The whole requirement, every member of a list named. */
export function requirementWords({ value }: Requirement, speaker: RequirementSpeaker): string {
  const { translate, language, unit } = speaker;
  switch (value.kind) {
    case 'number':
      if (value.of) return translate(`requirement.count.${value.of}`, { count: value.value });
      return unit ? translate('requirement.number', { value: value.value, unit }) : new Intl.NumberFormat(localeOf[language]).format(value.value);
    case 'needed':
      return translate('requirement.needed');
    case 'words':
      return value.value;
    case 'list':
      return value.values.map((id) => memberWords(value.of, id, speaker)).join(language === 'fa' ? '، ' : ', ');
  }
}

/** The same for a narrow cell: of a list with more than two members, how many there are. */
export function requirementBrief(requirement: Requirement, speaker: RequirementSpeaker): string {
  const { value } = requirement;
  if (value.kind !== 'list' || value.values.length <= 2) return requirementWords(requirement, speaker);
  return speaker.translate(`requirement.count.${value.of}`, { count: value.values.length });
}

type List = Extract<Requirement['value'], { kind: 'list' }>;

/** A member of a list requirement in words. */
export function memberWords(of: List['of'], id: string, { translate, language, nameOf }: RequirementSpeaker): string {
  switch (of) {
    case 'types':
      return translate(`type.${id}`);
    case 'transports':
      return translate(`transport.${id}`);
    case 'triggers':
      return translate(`trigger.${id}`);
    case 'nodes':
      return translate(`node.kind.${id}`);
    case 'channels':
      return translate(`channel.${id}`);
    case 'sources':
    case 'attributes':
      return `\u2068${textIn(nameOf(id), language) || id}\u2069`;
    case 'languages':
      return new Intl.DisplayNames(localeOf[language], { type: 'language' }).of(id) ?? id;
  }
}
