/** Values of settings in a client's words. A saying that gives nothing has no words for the value, only for that it changed. */
import { arrangeChapters, chapterNames } from '../../documents/chapters';
import { dateWords } from '../../documents/date-words';
import { reportKinds } from '../../documents/kinds';
import { chapterTitles } from '../../documents/make-report';
import type { ChapterChoice } from '../../documents/style-schema';
import { shortHash } from '../../engagement/engagement-hash';
import type { Note } from '../../engagement/schema';
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import { listed } from '../../journey/node-label';
import type { Mapping } from '../../record/schema';
import { describeTransform } from '../../record/transform-words';
import type { Link } from '../../sources/schema';
import { type Text, textIn } from '../../text';
import type { Speaker, ThingKind } from './speaker';

/** `star`: the name at `*` in the setting's path. */
export type Saying = (value: unknown, speaker: Speaker, star?: string) => string | undefined;

export const words: Saying = (value, { language }) => (typeof value === 'object' ? textIn(value as Text, language) : String(value));
/** Technical text of the client's own: a pattern, a type of a database. */
export const code: Saying = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);
/** There are no words for it that help anybody. */
export const silent: Saying = () => undefined;

const formatted =
  (options: (speaker: Speaker) => Intl.NumberFormatOptions): Saying =>
  (value, speaker) =>
    typeof value === 'number' ? numberFormat(localeOf[speaker.language], options(speaker)).format(value) : undefined;

export const number = formatted(() => ({ maximumFractionDigits: 4 }));
export const percent = formatted(() => ({ style: 'percent', maximumFractionDigits: 2 }));
export const money = formatted(({ currency }) => ({ style: 'currency', currency, maximumFractionDigits: 4, minimumFractionDigits: 0 }));
export const yesNo: Saying = (value, { translate }) => translate(value ? 'condition.yes' : 'condition.no');
export const day: Saying = (value, { timeZone, language }) => (typeof value === 'string' ? dateWords(value, timeZone, language) : undefined);
export const seal: Saying = (value) => shortHash(String(value));

/** One of a list that has words of its own. */
export const oneOf =
  (keyOf: (id: string) => string): Saying =>
  (value, { translate }) =>
    translate(keyOf(String(value)));

export const name =
  (kind: ThingKind): Saying =>
  (value, { nameOf }) =>
    nameOf(kind, String(value));

/** Several of them; none is said too. */
export const each =
  (saying: Saying): Saying =>
  (value, speaker) => {
    if (!Array.isArray(value)) return undefined;
    const said = value.flatMap((one) => saying(one, speaker) ?? []);
    return listed(said, speaker.language) || speaker.translate('brief.none');
  };

export const place = (type: 'region' | 'currency' | 'language'): Saying => {
  return (value, { language }) => {
    const id = String(value);
    try {
      return new Intl.DisplayNames(localeOf[language], { type }).of(id);
    } catch {
      return id;
    }
  };
};

/** A field with what is done to its values on the way. */
export const mapping: Saying = (value, { nameOf, translate }) => {
  const { field, transforms = [] } = value as Mapping;
  const steps = transforms.map((one) => describeTransform(one, translate, (id) => nameOf('field', id)));
  return steps.length > 0 ? `${nameOf('field', field)} (${steps.join('; ')})` : nameOf('field', field);
};

export const link: Saying = (value, { nameOf }) => {
  const { fields, object, toFields = [] } = value as Link;
  const to = toFields.length > 0 ? toFields.map((id) => nameOf('field', id)).join(' + ') : nameOf('object', object);
  return `${fields.map((id) => nameOf('field', id)).join(' + ')} = ${to}`;
};

/** What a note is about; a step goes by its journey. */
export const about: Saying = (value, { nameOf, translate }) => {
  const { kind, id, within = '' } = value as NonNullable<Note['about']>;
  return kind === 'node' ? translate('pack.step-in', { journey: nameOf('journey', within) }) : nameOf(kind, id);
};

/** The chapters a report has, in their order. */
export const chapters: Saying = (value, { translate, language }, star) => {
  const kind = reportKinds.find((one) => one === star);
  if (!kind) return undefined;
  const arranged = arrangeChapters(chapterNames(chapterTitles(kind), translate), value as ChapterChoice[]);
  return listed(
    arranged.filter(({ off }) => !off).map(({ title }) => title),
    language,
  );
};

/** An answer in the form its point asks for. */
export const answerValue: Saying = (value, speaker) => {
  if (typeof value === 'boolean') return yesNo(value, speaker);
  return typeof value === 'number' ? number(value, speaker) : each(words)(value, speaker);
};

/** By one part of each thing: its label, its name. */
export const by =
  (key: string, saying: Saying): Saying =>
  (value, speaker) => {
    const part = (value as Record<string, unknown>)[key];
    return part === undefined ? undefined : saying(part, speaker);
  };

/** Several parts of one thing, as they stand in an offer: "up to 10,000: ₪200". */
export const joined =
  (...sayings: Saying[]): Saying =>
  (value, speaker) =>
    sayings
      .map((saying) => saying(value, speaker))
      .filter((said) => said !== undefined && said !== '')
      .join(': ');
