/**
 * What each setting is called, and how its value is said, by its path inside the thing; `*` stands for a name of the client's.
 * A path ends where words begin: what lies below is said as one. Journeys and the rules around them have their own
 * (`shared/journey/diff-settings.ts`).
 */
import { durationWords } from '../../journey/duration-words';
import type { Saying } from './sayings';
import * as say from './sayings';
import type { ThingKind } from './speaker';

/** `each`: in which words the name at `*` is said; absent there: the name is the client's own. */
export type Look = { label: string; say: Saying; each?: ThingKind | ((id: string) => string); isText?: true };

const look = (label: string, saying: Saying, each?: Look['each']): Look => ({ label, say: saying, ...(each && { each }) });
/** By the words of this list, `pack.setting.…`. */
const own = (label: string, saying: Saying, each?: Look['each']): Look => look(`pack.setting.${label}`, saying, each);
const text = (label: string): Look => inLanguages(`pack.setting.${label}`);
const inLanguages = (label: string): Look => ({ ...look(label, say.words), isText: true });
const { code, day, money, name, number, oneOf, percent, seal, silent, words, yesNo } = say;

const engagement = {
  format: own('form', silent),
  formatVersion: own('form', silent),
  id: own('project', silent),
  createdAt: own('begun', day),
  name: own('name', words),
};

const client = {
  name: own('name', words),
  industry: own('industry', words),
  country: own('country', say.place('region')),
  timeZone: own('time-zone', code),
  currency: own('currency', say.place('currency')),
};

const languages = {
  document: own(
    'document-language',
    oneOf((id) => `language.${id}`),
  ),
  customers: own('customer-languages', say.each(oneOf((id) => `language.${id}`))),
};

const source = {
  from: own('template', silent),
  product: own('product', words),
  transports: own('transports', say.each(oneOf((id) => `transport.${id}`))),
  direction: own(
    'direction',
    oneOf((id) => `source-direction.${id}`),
  ),
  frequency: own('frequency', words),
  owner: own('owner', words),
  contact: own('contact', words),
  note: own('note', words),
};

const object = {
  from: own('template', silent),
  label: text('label'),
  model: text('model'),
  note: own('note', words),
  links: own('links-to', say.each(say.link)),
};

const field = {
  from: own('template', silent),
  label: text('label'),
  example: own('example', words),
  pii: own(
    'personal-data',
    oneOf((id) => `pii.${id}`),
  ),
  use: own(
    'use',
    oneOf((id) => `field-use.${id}`),
  ),
  eventProperties: own('event-properties', say.each(name('event-property'))),
  profile: own('sample', say.joined(say.by('rows', number), say.by('filled', number))),
  typeReason: own('type-reason', silent),
  owner: own('owner', words),
  note: own('note', words),
};

const group = { label: text('name') };

const attribute = {
  group: own('group', name('group')),
  label: text('name'),
  description: text('description'),
  type: own(
    'type',
    oneOf((id) => `type.${id}`),
  ),
  values: own('values', say.each(say.by('label', words))),
  pii: own(
    'personal-data',
    oneOf((id) => `pii.${id}`),
  ),
  basis: own(
    'basis',
    oneOf((id) => `record.basis.${id}`),
  ),
  origin: own(
    'origin',
    oneOf((id) => `origin.${id}`),
  ),
  identifier: look(
    'identity.strength',
    say.by(
      'strength',
      oneOf((id) => `identity.strength.${id}`),
    ),
  ),
  survivorship: own(
    'winner',
    oneOf((id) => `survivorship.${id}`),
  ),
  sources: own('fields', say.each(say.mapping)),
  formula: own('formula', code),
  refused: own('refused', say.each(name('field'))),
  note: own('note', words),
};

const identifier = {
  strength: look(
    'identity.strength',
    oneOf((id) => `identity.strength.${id}`),
  ),
  owner: look(
    'identity.owner',
    oneOf((id) => `identity.owner.${id}`),
  ),
  normaliser: look(
    'identity.normaliser',
    oneOf((id) => `identity.normaliser.${id}`),
  ),
  ignoreGmailDots: look('identity.gmail-dots', yesNo),
  limit: look('identity.limit', number),
  window: own('within', (value, { translate, language }) => durationWords(String(value), translate, language)),
  // Values of people's: how many, never which.
  blocked: look('identity.blocked', (value, speaker) => number((value as string[]).length, speaker)),
  atMost: look('identity.at-most', say.each(say.joined(say.by('attribute', name('attribute')), say.by('values', number)))),
};

const identity = {
  'policy/anonymousAndKnown': look(
    'identity.policy-question.anonymous',
    oneOf((id) => `identity.choice.${id}`),
  ),
  'policy/knownByStrong': look(
    'identity.policy-question.strong',
    oneOf((id) => `identity.choice.${id}`),
  ),
  'policy/knownByMedium': look(
    'identity.policy-question.medium',
    oneOf((id) => `identity.choice.${id}`),
  ),
  'alarm/records': look('identity.alarm.records', number),
  'alarm/names': look('identity.alarm.names', number),
};

const message = {
  name: text('name'),
  channel: own(
    'channel',
    oneOf((id) => `channel.${id}`),
  ),
  class: look(
    'canvas.class',
    oneOf((id) => `message-class.${id}`),
  ),
  purpose: text('purpose'),
  subject: text('subject'),
  preheader: inLanguages('canvas.preheader'),
  body: text('body'),
  status: own(
    'status',
    oneOf((id) => `message-status.${id}`),
  ),
};

const vendor = {
  name: own('name', words),
  role: own(
    'role',
    oneOf((id) => `pack.role.${id}`),
  ),
  product: own('product', words),
  contact: own('contact', words),
  note: own('note', words),
  'costs/perMonth': look('gap.cost.licence-month', money),
  'costs/tiers/by': look(
    'gap.cost.tier-by',
    oneOf((id) => `gap.cost.tier.${id}`),
  ),
  'costs/tiers/steps': own('price-steps', say.each(say.joined(say.by('upTo', number), say.by('perMonth', money)))),
  'costs/tiers/perThousandAbove': own('per-thousand', money),
  'costs/messages/*/price': own('message-price', money, (id) => `channel.${id}`),
  'costs/messages/*/included': look('gap.cost.included', number, (id) => `channel.${id}`),
  'costs/messages/*/minimumPerMonth': look('gap.cost.minimum', money, (id) => `channel.${id}`),
  'costs/addOns': look(
    'gap.cost.part.add-ons',
    say.each(say.joined(say.by('name', words), say.by('once', money), say.by('perMonth', money), say.by('point', name('point')))),
  ),
  'costs/implementation': look('gap.cost.part.implementation', money),
  'costs/migration': look('gap.cost.part.migration', money),
  'costs/training': look('gap.cost.part.training', money),
  'costs/exit': look('gap.cost.part.exit', money),
  'costs/yearlyIncrease': look('gap.cost.increase', percent),
  'costs/discount': look('gap.cost.discount', percent),
};

const point = {
  weight: own('weight', number),
  priority: own(
    'priority',
    oneOf((id) => `priority.${id}`),
  ),
  wanted: own('wanted', number),
  switchedOff: own('switched-off', words),
  'own/category': own('category', name('category')),
  'own/question': text('question'),
  'own/why': text('why'),
  'own/evidence': text('evidence'),
  'own/redFlag': text('red-flag'),
  'own/costQuestion': text('cost-question'),
  'own/answerType': own(
    'answer-type',
    oneOf((id) => `gap.answer-type.${id}`),
  ),
  'own/unit': text('unit'),
  'own/ordinal': own('point-number', number),
  'requirement/value': own('requirement', words),
  'requirement/reason': own('reason', words),
};

const answer = {
  applies: own('applies', yesNo),
  score: own('score', number),
  claim: own('claim', words),
  claimedScore: own('claimed-score', number),
  claimedValue: own('claimed-value', say.answerValue),
  verified: own('verified', yesNo),
  verifiedValue: own('verified-value', say.answerValue),
  evidence: own('evidence', words),
  links: own('links', say.each(code)),
  files: own('files', say.each(say.by('name', words))),
  by: own('by', words),
  at: own('at', day),
  confidence: own(
    'confidence',
    oneOf((id) => `gap.confidence.${id}`),
  ),
  fallback: own('fallback', words),
  'fallbackCost/once': own('fallback-once', money),
  'fallbackCost/perMonth': own('fallback-month', money),
  cost: own('cost', words),
};

const trialTask = { task: own('text', words), weight: own('weight', number), minutes: look('gap.trial.minutes', number) };

const trialResult = {
  outcome: own(
    'outcome',
    oneOf((id) => `gap.trial.outcome.${id}`),
  ),
  minutes: look('gap.trial.minutes', number),
  ease: own('ease', number),
  by: own('by', words),
  note: own('note', words),
};

const volumes = {
  contacts: own('contacts', number),
  customers: own('customers', number),
  ordersPerMonth: own('orders-per-month', number),
  'eventsPerMonth/*': own('events-per-month', number, 'event'),
  growthPerYear: own('growth', percent),
  averageOrderValue: own('order-value', money),
  margin: own('margin', percent),
  'messagePrices/*': own('message-prices', money, (id) => `channel.${id}`),
};

const kpiInputs = { '*': own('figure', number, 'input') };

const span = (path: string, label: string, saying: Saying, each?: ThingKind): Record<string, Look> => ({
  [path]: own(label, say.joined(say.by('low', saying), say.by('expected', saying), say.by('high', saying)), each),
});

const businessCase = {
  ...span('ranges/*', 'range', number, 'input'),
  'sources/*': own('figure-source', words, 'input'),
  platform: look('case.platform', (value, { translate, nameOf }) => (value === 'typed' ? translate('case.platform.typed') : nameOf('vendor', String(value)))),
};

const figureSpan = (figure: string, saying: Saying): Look =>
  look(`case.figure.${figure}`, say.joined(say.by('low', saying), say.by('expected', saying), say.by('high', saying)));

const journeyCase = {
  perMonth: figureSpan('perMonth', number),
  reach: figureSpan('reach', percent),
  conversion: figureSpan('conversion', percent),
  value: figureSpan('value', money),
  incremental: figureSpan('incremental', percent),
  source: own('figure-source', words),
};

const plannedSend = {
  name: own('name', words),
  date: own('date', day),
  channel: own(
    'channel',
    oneOf((id) => `channel.${id}`),
  ),
  segment: own('segment', name('segment')),
  recipients: own('recipients', number),
};

const phase = { name: text('name'), journeys: own('journeys', say.each(name('journey'))), start: own('start', day), note: own('note', words) };

const note = {
  kind: own(
    'kind',
    oneOf((id) => `questions.kind.${id}`),
  ),
  text: own('text', words),
  owner: own('owner', words),
  due: own('due', day),
  state: own(
    'state',
    oneOf((id) => `pack.note-state.${id}`),
  ),
  answer: own('answer', words),
  evidence: own('evidence', words),
  about: own('about', say.about),
  'decision/choice': own(
    'choice',
    oneOf((id) => `pack.choice.${id}`),
  ),
  'decision/vendor': own('chosen', name('vendor')),
  'decision/on': own('date', day),
  'decision/conditions': look('decision.field.conditions', words),
  'decision/next': look('decision.field.next', words),
  'decision/hash': look('brief.seal', seal),
  'decision/draws': own('draws', number),
  'decision/standing': own('standing', say.each(say.joined(say.by('name', words), say.by('share', percent)))),
  createdAt: own('written', day),
};

const documents = {
  'logo/mime': look('document-style.logo.consultant', silent),
  'logo/data': look('document-style.logo.consultant', silent),
  'logo/plate': own('consultant-plate', yesNo),
  'clientLogo/mime': look('document-style.logo.client', silent),
  'clientLogo/data': look('document-style.logo.client', silent),
  'clientLogo/plate': own('client-plate', yesNo),
  cover: look(
    'document-style.cover',
    oneOf((id) => `document-style.cover.${id}`),
  ),
  coverNote: look('document-style.text.coverNote', words),
  header: look('document-style.text.header', words),
  footer: look('document-style.text.footer', words),
  'chapters/*': look('document-style.chapters', say.chapters, (id) => `document.kind.${id}`),
  'colors/main': look('document-style.color.main', code),
  'colors/accent': look('document-style.color.accent', code),
};

const measured = {
  identity: own('counted-people', say.joined(say.by('people', number), say.by('at', day))),
  segments: own('counted-segments', say.joined(say.by('people', number), say.by('at', day))),
};

export const looks = {
  ...{ engagement, client, languages, source, object, field, group, attribute, identifier, identity, message, vendor, point, answer },
  ...{ trialTask, trialResult, volumes, kpiInputs, businessCase, journeyCase, plannedSend, phase, note, documents, measured },
} as const satisfies Record<string, Record<string, Look>>;

export type Looks = Readonly<Record<string, Look>>;
