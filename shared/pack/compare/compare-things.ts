/** Things of a list told apart by what they are called, setting by setting. */
import { toCanonicalJson } from '../../canonical-json';
import { numberFormat } from '../../i18n/number-format';
import { localeOf, type Translate } from '../../i18n/translator';
import { ORDER, toFacts } from '../../journey/diff-facts';
import { type Language, languageSchema } from '../../text';
import type { ChangeEntry, ChangeLine } from './changes';

export type Reader = { translate: Translate; language: Language };
export type Telling<T> = { kind: string; keyOf: (thing: T) => string; titleOf: (thing: T) => string };

/** The later order, then what is gone. */
export function compareThings<T extends object>(
  before: readonly T[],
  after: readonly T[],
  { kind, keyOf, titleOf }: Telling<T>,
  reader: Reader,
): ChangeEntry[] {
  const old = new Map(before.map((thing) => [keyOf(thing), thing]));
  const now = new Map(after.map((thing) => [keyOf(thing), thing]));
  const entry = (key: string, sign: ChangeEntry['sign'], thing: T, lines: ChangeLine[] = []) => ({
    id: `${kind} ${key}`,
    sign,
    kind,
    title: titleOf(thing),
    lines,
  });
  return [
    ...[...now].flatMap(([key, is]) => {
      const was = old.get(key);
      if (!was) return [entry(key, 'added', is)];
      const lines = settingChanges(was, is, reader);
      return lines ? [entry(key, 'changed', is, lines)] : [];
    }),
    ...[...old].flatMap(([key, was]) => (now.has(key) ? [] : [entry(key, 'removed', was)])),
  ];
}

/** One line for each setting that is otherwise; undefined: nothing is. A change that has no words of its own gives no line. */
export function settingChanges(before: unknown, after: unknown, reader: Reader): ChangeLine[] | undefined {
  if (toCanonicalJson(before ?? null) === toCanonicalJson(after ?? null)) return undefined;
  const [old, now] = [toFacts(before), toFacts(after)];
  const lines = [...new Set([...old.keys(), ...now.keys()])].flatMap((path): ChangeLine[] => {
    const [was, is] = [old.get(path), now.get(path)];
    if (toCanonicalJson(was ?? null) === toCanonicalJson(is ?? null) || path.endsWith(ORDER)) return [];
    const said = { before: sayPlain(path, was, reader), after: sayPlain(path, is, reader) };
    return [
      { label: labelOf(path, reader), ...(said.before !== undefined && { before: said.before }), ...(said.after !== undefined && { after: said.after }) },
    ];
  });
  return lines.slice(0, mostLines);
}

/** Enough to see what happened; who wants every figure has the data of both. */
const mostLines = 40;
const longest = 300;

/** Settings that have a word, by their name in the data. */
const names: Readonly<Record<string, string>> = {
  name: 'name',
  label: 'name',
  description: 'description',
  type: 'type',
  pii: 'personal-data',
  basis: 'basis',
  origin: 'origin',
  survivorship: 'winner',
  sources: 'fields',
  formula: 'formula',
  values: 'values',
  group: 'group',
  note: 'note',
  weight: 'weight',
  priority: 'priority',
  wanted: 'wanted',
  switchedOff: 'switched-off',
  requirement: 'requirement',
  role: 'role',
  product: 'product',
  contact: 'contact',
  costs: 'costs',
  score: 'score',
  applies: 'applies',
  claim: 'claim',
  claimedScore: 'claimed-score',
  claimedValue: 'claimed-value',
  verified: 'verified',
  verifiedValue: 'verified-value',
  evidence: 'evidence',
  links: 'links',
  files: 'files',
  by: 'by',
  at: 'at',
  confidence: 'confidence',
  fallback: 'fallback',
  fallbackCost: 'fallback-cost',
  cost: 'cost',
  text: 'text',
  owner: 'owner',
  due: 'due',
  state: 'state',
  answer: 'answer',
  date: 'date',
  channel: 'channel',
  segment: 'segment',
  recipients: 'recipients',
  journeys: 'journeys',
  start: 'start',
  contacts: 'contacts',
  customers: 'customers',
  ordersPerMonth: 'orders-per-month',
  eventsPerMonth: 'events-per-month',
  growthPerYear: 'growth',
  averageOrderValue: 'order-value',
  margin: 'margin',
  messagePrices: 'message-prices',
  subject: 'subject',
  body: 'body',
  status: 'status',
  documentLanguage: 'document-language',
  customerLanguages: 'customer-languages',
  country: 'country',
  industry: 'industry',
  timeZone: 'time-zone',
  currency: 'currency',
};

/** "Subject (Hebrew)", "Events per month: order-placed". */
function labelOf(path: string, { translate }: Reader): string {
  const [first = '', ...rest] = path.split('/');
  const known = Object.hasOwn(names, first) ? names[first] : undefined;
  const name = known ? translate(`pack.setting.${known}`) : first;
  const language = languageSchema.safeParse(rest.at(-1)).data;
  if (language) return translate('diff.in-language', { setting: name, language: translate(`language.${language}`) });
  return rest.length > 0 ? translate('diff.setting-of', { setting: name, thing: rest.join(' ') }) : name;
}

/** Words there are for the ids of a setting. */
const families: Readonly<Record<string, string>> = {
  type: 'type',
  pii: 'pii',
  basis: 'record.basis',
  origin: 'origin',
  survivorship: 'survivorship',
  priority: 'priority',
  channel: 'channel',
  confidence: 'gap.confidence',
};

function sayPlain(path: string, value: unknown, { translate, language }: Reader): string | undefined {
  if (value === undefined || value === null) return undefined;
  const [first = ''] = path.split('/');
  if (typeof value === 'number') return numberFormat(localeOf[language], { maximumFractionDigits: 4 }).format(value);
  if (typeof value === 'boolean') return translate(value ? 'condition.yes' : 'condition.no');
  if (typeof value !== 'string') return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(', ').slice(0, longest) : undefined;
  const family = !path.includes('/') && Object.hasOwn(families, first) ? families[first] : undefined;
  const said = family ? translate(`${family}.${value}`) : value;
  return said.length > longest ? `${said.slice(0, longest)}…` : said;
}
