/** What each setting of a journey is called and how its value is said. The inspector's labels are the same words. */

import { type Language, languages } from '../text';

/** How a value is turned into words. `text`: words a person wrote; long ones are compared word by word. */
export type ValueKind =
  | 'text'
  | 'clock'
  | 'duration'
  | 'condition'
  | 'reference'
  | 'literal'
  | 'attribute'
  | 'event'
  | 'segment'
  | 'message'
  | 'channel'
  | 'message-class'
  | 'weekday'
  | 'suppression'
  | 'kpi'
  | 'node'
  | 'number'
  | 'percent'
  | 'yes-no'
  | 'code'
  | 'holiday-set'
  | 'trigger'
  | 'journey-status'
  | 'message-status'
  | 'task'
  | 'going-on'
  | 'late'
  | 'update-mode'
  | 'draw-unit'
  | 'suppression-action'
  | 'after-hold'
  | 'rule-kind'
  | 'exit-scope'
  | 'reentry'
  | 'republish'
  | 'timer'
  | 'zone-source'
  | 'scene'
  | 'stage'
  | 'rest'
  /** How it is drawn; said as a whole, not value by value. */
  | 'drawing';

export type SettingLook = { label: string; kind: ValueKind };
const look = (label: string, kind: ValueKind): SettingLook => ({ label, kind });

/** By path inside its part; `*` stands for a name. Texts are listed without their language. */
const node: Record<string, SettingLook> = {
  name: look('canvas.node-name', 'text'),
  'trigger/kind': look('canvas.starts-on', 'trigger'),
  'trigger/event': look('canvas.event', 'event'),
  'trigger/where': look('canvas.only-when', 'condition'),
  'trigger/segment': look('canvas.segment', 'segment'),
  'trigger/attribute': look('canvas.attribute', 'attribute'),
  'trigger/to': look('canvas.becomes', 'literal'),
  'trigger/offset': look('canvas.offset', 'duration'),
  'trigger/at': look('canvas.at', 'clock'),
  'trigger/every': look('canvas.every', 'duration'),
  audience: look('canvas.audience', 'condition'),
  'waves/people': look('canvas.waves-people', 'number'),
  'waves/per': look('canvas.waves-per', 'code'),
  'waves/every': look('canvas.waves-every', 'duration'),
  duration: look('canvas.wait-for', 'duration'),
  'align/at': look('canvas.then-at', 'clock'),
  'align/days': look('canvas.then-on', 'weekday'),
  until: look('canvas.until-date', 'reference'),
  offset: look('canvas.offset', 'duration'),
  at: look('canvas.at', 'clock'),
  onMissing: look('canvas.on-missing', 'going-on'),
  event: look('canvas.event', 'event'),
  match: look('canvas.match', 'condition'),
  timeout: look('canvas.timeout', 'duration'),
  days: look('canvas.days', 'weekday'),
  from: look('canvas.from', 'clock'),
  to: look('canvas.to', 'clock'),
  'cases/*/name': look('canvas.node-name', 'text'),
  'cases/*/when': look('canvas.when', 'condition'),
  salt: look('canvas.salt', 'code'),
  unit: look('canvas.draw-unit', 'draw-unit'),
  'arms/*/name': look('canvas.node-name', 'text'),
  'arms/*/weight': look('canvas.weight', 'percent'),
  hypothesis: look('canvas.hypothesis', 'text'),
  metric: look('canvas.metric', 'kpi'),
  minimumRunDays: look('canvas.minimum-days', 'number'),
  message: look('node.kind.send', 'message'),
  channel: look('canvas.channel', 'channel'),
  fallbackChannel: look('canvas.fallback', 'channel'),
  class: look('canvas.class', 'message-class'),
  ignores: look('canvas.ignores', 'suppression'),
  onSuppressed: look('canvas.on-suppressed', 'going-on'),
  onFailure: look('canvas.on-failure', 'going-on'),
  'late/policy': look('canvas.late', 'late'),
  'late/olderThan': look('canvas.late-than', 'duration'),
  attribute: look('canvas.attribute', 'attribute'),
  value: look('canvas.value', 'literal'),
  mode: look('canvas.update-mode', 'update-mode'),
  task: look('canvas.task', 'task'),
  assignTo: look('canvas.assign-to', 'attribute'),
  emits: look('canvas.emits', 'event'),
  within: look('canvas.within', 'duration'),
  whenDone: look('canvas.when-done', 'event'),
  params: look('canvas.params', 'code'),
  targets: look('canvas.targets', 'code'),
  payload: look('canvas.payload', 'attribute'),
  maxDelay: look('canvas.max-delay', 'duration'),
  reason: look('canvas.reason', 'code'),
  originalKind: look('node.kind.ext', 'code'),
  data: look('node.kind.ext', 'code'),
};

const message: Record<string, SettingLook> = {
  name: look('canvas.node-name', 'text'),
  channel: look('canvas.channel', 'channel'),
  class: look('canvas.class', 'message-class'),
  purpose: look('brief.message-purpose', 'text'),
  subject: look('canvas.subject', 'text'),
  preheader: look('canvas.preheader', 'text'),
  body: look('canvas.body', 'text'),
  status: look('journeys.status', 'message-status'),
};

const rule: Record<string, SettingLook> = {
  name: look('canvas.node-name', 'text'),
  classes: look('canvas.class', 'message-class'),
  channels: look('brief.channels', 'channel'),
  'rule/kind': look('brief.rule', 'rule-kind'),
  'rule/when': look('canvas.when', 'condition'),
  action: look('brief.does', 'suppression-action'),
  maxHold: look('canvas.max-hold', 'duration'),
  afterHold: look('canvas.after-hold', 'after-hold'),
};

const under = (path: string, looks: Record<string, SettingLook>): Record<string, SettingLook> =>
  Object.fromEntries(Object.entries(looks).map(([key, value]) => [`${path}/${key}`, value]));

const journey: Record<string, SettingLook> = {
  schemaVersion: look('brief.version', 'code'),
  id: look('brief.key', 'code'),
  key: look('brief.key', 'code'),
  from: look('journeys.template', 'code'),
  name: look('journeys.name', 'text'),
  purpose: look('brief.purpose', 'text'),
  version: look('brief.version', 'number'),
  status: look('journeys.status', 'journey-status'),
  kpis: look('brief.kpis', 'kpi'),
  ext: look('node.kind.ext', 'code'),
  'entry/filter': look('journeys.who-enters', 'condition'),
  'entry/reentry/mode': look('brief.reentry', 'reentry'),
  'entry/reentry/key': look('journeys.reentry-key', 'reference'),
  'entry/reentry/cooldown': look('journeys.cooldown', 'duration'),
  'policies/timeZone/source': look('journeys.zone-source', 'zone-source'),
  'policies/timeZone/fallback': look('journeys.zone', 'code'),
  'policies/priority': look('journeys.priority', 'number'),
  'policies/goal/name': look('canvas.node-name', 'text'),
  'policies/goal/when': look('journeys.goal', 'condition'),
  'policies/exits/*/name': look('canvas.node-name', 'text'),
  'policies/exits/*/when': look('canvas.when', 'condition'),
  'policies/exits/*/scope': look('brief.when', 'exit-scope'),
  'policies/suppressions': look('brief.restraints', 'suppression'),
  ...under('policies/own/*', rule),
  'policies/onRepublish/default': look('journeys.on-republish', 'republish'),
  'policies/onRepublish/byNode/*/action': look('journeys.on-republish', 'republish'),
  'policies/onRepublish/byNode/*/to': look('journeys.moves-to', 'node'),
  'policies/onRepublish/byNode/*/timer': look('journeys.timer', 'timer'),
  'policies/maxDuration': look('journeys.max-duration', 'duration'),
};

const frame: Record<string, SettingLook> = {
  name: look('storyboard.name', 'text'),
  when: look('storyboard.when', 'text'),
  scene: look('storyboard.picture', 'scene'),
  emotion: look('storyboard.emotion', 'text'),
  doubt: look('storyboard.doubt', 'text'),
  motivation: look('storyboard.motivation', 'text'),
  mood: look('storyboard.how-felt', 'number'),
  evidence: look('storyboard.evidence-short', 'text'),
  'toBe/mood': look('storyboard.to-be', 'number'),
  'toBe/emotion': look('storyboard.to-be', 'text'),
  contact: look('storyboard.contact', 'text'),
  planned: look('storyboard.plan', 'number'),
  'actual/count': look('storyboard.actual', 'number'),
  'actual/on': look('storyboard.counted-on', 'code'),
  'actual/source': look('storyboard.source', 'text'),
  pain: look('storyboard.pain', 'text'),
  opportunity: look('storyboard.opportunity', 'text'),
  owner: look('storyboard.owner', 'text'),
  kpi: look('storyboard.kpi', 'text'),
  stage: look('storyboard.stage', 'stage'),
};

const storyboard: Record<string, SettingLook> = {
  ...under('storyboard/*', frame),
  'sheet/persona': look('storyboard.persona', 'text'),
  'sheet/segment': look('storyboard.segment', 'segment'),
  'sheet/goal': look('storyboard.goal', 'text'),
  'sheet/reachedAt': look('storyboard.goal-here', 'number'),
  'touchpoints/*': look('storyboard.touchpoint', 'number'),
  'stages/*': look('storyboard.stage', 'stage'),
  optional: look('brief.optional', 'node'),
  'groups/*/name': look('canvas.group-name', 'text'),
  'groups/*/nodes': look('canvas.group', 'node'),
  'groups/*/folded': look('canvas.group', 'drawing'),
  'cards/*/text': look('canvas.card-text', 'text'),
  'cards/*/x': look('canvas.card', 'drawing'),
  'cards/*/y': look('canvas.card', 'drawing'),
  'cards/*/width': look('canvas.card', 'drawing'),
  'cards/*/height': look('canvas.card', 'drawing'),
  'cards/*/tint': look('canvas.card', 'drawing'),
  workshopNote: look('journeys.workshop-note', 'text'),
};

const segment: Record<string, SettingLook> = {
  name: look('canvas.node-name', 'text'),
  category: look('segments.category', 'code'),
  purpose: look('segments.purpose', 'text'),
  when: look('segments.who', 'condition'),
  administrative: look('segments.administrative', 'yes-no'),
  minimumSize: look('segments.minimum-size', 'number'),
};

const cap: Record<string, SettingLook> = {
  name: look('canvas.node-name', 'text'),
  classes: look('canvas.class', 'message-class'),
  channels: look('brief.channels', 'channel'),
  limit: look('canvas.timeout', 'number'),
  window: look('canvas.within', 'duration'),
  when: look('canvas.when', 'condition'),
};

const calendar: Record<string, SettingLook> = {
  name: look('calendar.name', 'text'),
  countries: look('calendar.countries', 'code'),
  'nights/from': look('calendar.nights', 'clock'),
  'nights/to': look('calendar.nights', 'clock'),
  rest: look('calendar.rest', 'rest'),
  shabbat: look('calendar.shabbat', 'yes-no'),
  holidays: look('calendar.holidays', 'holiday-set'),
  'sun/latitude': look('calendar.sun.latitude', 'number'),
  'sun/longitude': look('calendar.sun.longitude', 'number'),
  'sun/beforeSunset': look('calendar.sun.beforeSunset', 'number'),
  'sun/afterNightfall': look('calendar.sun.afterNightfall', 'number'),
  'days/*/name': look('calendar.name', 'text'),
  'days/*/from': look('calendar.from-date', 'code'),
  'days/*/to': look('calendar.to-date', 'code'),
};

const sender: Record<string, SettingLook> = {
  name: look('settings.sender-name', 'text'),
  address: look('settings.sender-address', 'text'),
  contact: look('settings.sender-contact', 'text'),
  marks: look('settings.sender-marks', 'yes-no'),
  mark: look('settings.sender-mark', 'text'),
};

/** Of the parts whose settings are told one by one. */
export const settingLooks = { sender, node, message, journey, storyboard, segment, suppression: rule, cap, calendar } as const;

export type SettingPart = keyof typeof settingLooks;

/** After these comes the name of one of several. */
const many: ReadonlySet<string> = new Set(['cases', 'arms', 'exits', 'own', 'byNode', 'storyboard', 'touchpoints', 'stages', 'days', 'groups', 'cards']);

export type Setting = {
  look: SettingLook | undefined;
  /** Which of several, and of what. */
  of?: { list: string; name: string };
  /** Of a text. */
  language?: Language;
};

/** What a path inside a part means. */
export function settingAt(part: SettingPart, path: string): Setting {
  const keys = path.split('/').filter((key) => key !== '');
  const at = keys.findIndex((key, i) => i > 0 && many.has(keys[i - 1] ?? '') && key !== '');
  const of = at > 0 ? { of: { list: keys[at - 1] ?? '', name: keys[at] ?? '' } } : {};
  const pattern = keys.map((key, i) => (i === at ? '*' : key));
  const looks: Record<string, SettingLook> = settingLooks[part];
  const language = languages.find((one) => one === pattern.at(-1));
  const text = language && looks[pattern.slice(0, -1).join('/')];
  return text?.kind === 'text' ? { look: text, language, ...of } : { look: looks[pattern.join('/')], ...of };
}
