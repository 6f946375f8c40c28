/** The catalogue's common suppressions as suppressions, frequency caps and calendars of an engagement. */
import { compileRule } from '../condition/compile-rule';
import type { Condition } from '../condition/schema';
import { type Calendar, type Cap, type MessageClass, messageClassSchema, type Suppression, type Weekday, weekdays } from '../journey/schema';
import type { Text } from '../text';
import type { CommonSuppression } from './journey-template';
import type { EventRule, Rule } from './rule';
import type { Catalogue } from './schema';

export type ContactRules = { suppressions: Suppression[]; caps: Cap[]; calendars: Calendar[] };

/** The catalogue explains each in a sentence; lists and traces need a name. */
const names: ReadonlyMap<string, Text> = new Map<string, Text>([
  ['no-channel-consent', { en: 'No consent for the channel', he: 'אין הסכמה לערוץ', fa: 'نبود رضایت برای کانال' }],
  ['do-not-contact', { en: 'Do not contact', he: 'אין ליצור קשר', fa: 'عدم تماس' }],
  ['test-or-employee', { en: 'Test record or employee', he: 'רשומת בדיקה או עובד', fa: 'رکورد آزمایشی یا کارمند' }],
  ['bad-address', { en: 'E-mail address does not work', he: 'כתובת האימייל אינה תקינה', fa: 'نشانی ایمیل کار نمی‌کند' }],
  ['list-cleaning', { en: 'Stopped by list cleaning', he: 'הופסק בניקוי רשימה', fa: 'متوقف با پاک‌سازی لیست' }],
  ['frequency-cap', { en: 'Contact frequency reached', he: 'תדירות הקשר מוצתה', fa: 'سقف دفعات تماس پر شد' }],
  ['quiet-hours', { en: 'Quiet times', he: 'זמני שקט', fa: 'زمان سکوت' }],
  ['open-ticket', { en: 'Open service ticket', he: 'פניית שירות פתוחה', fa: 'درخواست باز خدمات' }],
]);

export function compileSuppressions(catalogue: Catalogue): ContactRules {
  const rules: ContactRules = { suppressions: [], caps: [], calendars: [] };
  for (const common of catalogue.journeys.commonSuppressions) {
    rules.suppressions.push(compileSuppression(common));
    if (isCapRule(common)) rules.caps.push(...compileCaps(common, common.rule.any));
    if (common.schedule) rules.calendars.push(...compileCalendars(common.schedule));
  }
  return rules;
}

/** The catalogue's words for what a suppression does, in the journey definition's. */
export function toSuppressionAction(action: CommonSuppression['action']): Suppression['action'] {
  switch (action) {
    case 'skip-message':
      return 'skip';
    case 'use-other-channel-or-skip':
      return 'use-other-channel';
    case 'exit':
    case 'hold':
      return action;
  }
}

function compileSuppression(common: CommonSuppression): Suppression {
  return {
    id: common.id,
    name: names.get(common.id) ?? common.text,
    classes: common.appliesTo,
    ...(common.channels && { channels: common.channels }),
    rule: ruleOf(common),
    action: toSuppressionAction(common.action),
    // What follows the longest hold is the late policy of the message.
    ...(common.maxHold !== undefined && { maxHold: common.maxHold }),
  };
}

function ruleOf(common: CommonSuppression): Suppression['rule'] {
  if (common.engineCheck) return { kind: 'consent' };
  if (common.schedule) return { kind: 'quiet-times' };
  if (isCapRule(common)) return { kind: 'caps' };
  return common.rule ? { kind: 'condition', when: compileRule(common.rule) } : { kind: 'manual' };
}

/** A rule that counts sent messages is a cap: the sender can then say when the next message may go. */
function isCapRule(common: CommonSuppression): common is CommonSuppression & { rule: { any: Rule[] } } {
  return common.rule !== null && 'any' in common.rule && common.rule.any.some((arm) => sentRule(arm) !== undefined);
}

function sentRule(rule: Rule): EventRule | undefined {
  return 'event' in rule && rule.event === 'message-sent' && rule.op === 'count-gte' ? rule : undefined;
}

const capNames: ReadonlyMap<string, Text> = new Map<string, Text>([
  ['marketing-per-1d', { en: 'One marketing message a day', he: 'הודעה שיווקית אחת ביום', fa: 'روزی یک پیام تبلیغاتی' }],
  ['marketing-per-7d', { en: 'Three marketing messages a week', he: 'שלוש הודעות שיווקיות בשבוע', fa: 'هفته‌ای سه پیام تبلیغاتی' }],
  ['chosen-weekly', { en: 'One a week, as the customer chose', he: 'אחת בשבוע, לפי בחירת הלקוח', fa: 'هفته‌ای یک پیام، به انتخاب مشتری' }],
  ['chosen-monthly', { en: 'One a month, as the customer chose', he: 'אחת בחודש, לפי בחירת הלקוח', fa: 'ماهی یک پیام، به انتخاب مشتری' }],
  ['chosen-essential', { en: 'Only what is essential, as the customer chose', he: 'רק הכרחי, לפי בחירת הלקוח', fa: 'فقط پیام ضروری، به انتخاب مشتری' }],
]);

/** Each arm of the rule is one cap: a count, a count for some customers, or nothing at all for some customers. */
function compileCaps(common: CommonSuppression, arms: readonly Rule[]): Cap[] {
  const caps = arms.map((arm): Cap => {
    const parts = 'all' in arm ? arm.all : [arm];
    const sent = parts.map(sentRule).find((rule) => rule !== undefined);
    const others = parts.filter((part) => !sentRule(part));
    const chosen = others.map((part) => ('field' in part && part.field === 'contact-frequency' && typeof part.value === 'string' ? part.value : undefined))[0];
    const id = chosen !== undefined ? `chosen-${chosen}` : `marketing-per-${sent?.windowDays ?? 1}d`;
    return {
      id,
      name: capNames.get(id) ?? common.text,
      classes: classesOf(sent) ?? common.appliesTo,
      limit: sent?.value ?? 0,
      window: `P${sent?.windowDays ?? 1}D`,
      ...(others.length > 0 && { when: compileRule({ all: others }) }),
    };
  });
  // The record lets customers choose "monthly" and journeys set it; the catalogue's rule only knows the other two.
  if (caps.some(({ id }) => id === 'chosen-weekly') && !caps.some(({ id }) => id === 'chosen-monthly')) {
    const when: Condition = { op: 'eq', left: { kind: 'customer', path: 'contact-frequency' }, right: 'monthly' };
    caps.push({ id: 'chosen-monthly', name: capNames.get('chosen-monthly') ?? {}, classes: common.appliesTo, limit: 1, window: 'P30D', when });
  }
  return caps;
}

function classesOf(rule: EventRule | undefined): MessageClass[] | undefined {
  const wanted = rule?.where?.find(({ property, op }) => property === 'message-class' && op === 'eq')?.value;
  const parsed = messageClassSchema.safeParse(wanted);
  return parsed.success ? [parsed.data] : undefined;
}

/** Countries whose holidays are known. Where Shabbat goes by the sun, the catalogue's clock times are only an approximation of it. */
const holidaysIn: ReadonlyMap<string, Pick<Calendar, 'shabbat' | 'holidays' | 'sun'>> = new Map<string, Pick<Calendar, 'shabbat' | 'holidays' | 'sun'>>([
  ['IL', { shabbat: true, holidays: ['israel-jewish'], sun: { latitude: 31.77, longitude: 35.21, beforeSunset: 40, afterNightfall: 0 } }],
  ['IR', { holidays: ['iran-official'] }],
]);

const restNames: ReadonlyMap<string, Text> = new Map<string, Text>([
  ['IL', { en: 'Shabbat and holidays in Israel', he: 'שבת וחגים בישראל', fa: 'شبات و تعطیلات اسرائیل' }],
  ['IR', { en: 'Fridays and holidays in Iran', he: 'ימי שישי וחגים באיראן', fa: 'جمعه‌ها و تعطیلات ایران' }],
]);

function compileCalendars({ quietFrom, quietTo, restDays }: NonNullable<CommonSuppression['schedule']>): Calendar[] {
  const nights: Calendar = { id: 'nights', name: { en: 'Nights', he: 'לילות', fa: 'شب‌ها' }, countries: [], nights: { from: quietFrom, to: quietTo }, rest: [] };
  const weekly = restDays.map(({ country, from, to }): Calendar => {
    const [start, end] = [weekTimeOf(from), afterLastMinute(weekTimeOf(to))];
    return {
      id: `rest-${country.toLowerCase()}`,
      name: restNames.get(country) ?? { en: `Weekly rest in ${country}` },
      countries: [country],
      rest: holidaysIn.get(country)?.shabbat ? [] : [{ fromDay: start.day, from: start.clock, toDay: end.day, to: end.clock }],
      ...holidaysIn.get(country),
    };
  });
  return [nights, ...weekly];
}

const weekdayOf: ReadonlyMap<string, Weekday> = new Map<string, Weekday>([
  ['monday', 'mo'],
  ['tuesday', 'tu'],
  ['wednesday', 'we'],
  ['thursday', 'th'],
  ['friday', 'fr'],
  ['saturday', 'sa'],
  ['sunday', 'su'],
]);

/** 23:59 is meant as the whole day; a calendar's end is the first minute that is open again. */
function afterLastMinute(time: { day: Weekday; clock: string }): { day: Weekday; clock: string } {
  if (time.clock !== '23:59') return time;
  return { day: weekdays[(weekdays.indexOf(time.day) + 1) % 7] ?? 'mo', clock: '00:00' };
}

/** `friday 14:00` */
function weekTimeOf(text: string): { day: Weekday; clock: string } {
  const [word = '', clock = '00:00'] = text.split(' ');
  return { day: weekdayOf.get(word) ?? 'mo', clock };
}
