/** The settings of a provider as somebody fills them in: which there are, and from the form to what the executor takes. */
import { ok, type Problem, problem, problemsOfZod, type Result } from '../problem';
import { type ProviderId, type ProviderSettings, providerSettingsSchema } from './channels';

/** One line of the form. `path`: in the settings, with dots. */
export type SettingField = {
  path: string;
  kind: 'text' | 'long' | 'number' | 'choice' | 'attribute';
  options?: readonly string[];
  /** What stands there before anybody has typed; the executor takes the same where nothing is said. */
  preset?: string;
  optional?: true;
  /** What few have to touch. */
  seldom?: true;
};

const perSecond: SettingField = { path: 'perSecond', kind: 'number', optional: true, seldom: true };
const baseUrl = (preset: string): SettingField => ({ path: 'baseUrl', kind: 'text', preset, seldom: true });

export const settingFields: Record<ProviderId, readonly SettingField[]> = {
  smtp: [
    { path: 'from.name', kind: 'text', preset: '', optional: true },
    { path: 'from.address', kind: 'text' },
    { path: 'host', kind: 'text' },
    { path: 'port', kind: 'number' },
    { path: 'security', kind: 'choice', options: ['starttls', 'tls', 'none'] },
    { path: 'user', kind: 'text', optional: true },
    { path: 'replyTo', kind: 'text', optional: true, seldom: true },
    { path: 'certificate', kind: 'long', optional: true, seldom: true },
    { path: 'look.accent', kind: 'text', optional: true, seldom: true },
    { path: 'look.logo.url', kind: 'text', optional: true, seldom: true },
    { path: 'look.logo.alt', kind: 'text', preset: '', seldom: true },
    { path: 'look.logo.width', kind: 'number', optional: true, seldom: true },
    { path: 'connections', kind: 'number', preset: '5', seldom: true },
    perSecond,
  ],
  twilio: [{ path: 'accountSid', kind: 'text' }, { path: 'from', kind: 'text' }, baseUrl('https://api.twilio.com'), perSecond],
  meta: [
    { path: 'phoneNumberId', kind: 'text' },
    { path: 'apiVersion', kind: 'text', preset: 'v23.0', seldom: true },
    baseUrl('https://graph.facebook.com'),
    perSecond,
  ],
  fcm: [
    { path: 'projectId', kind: 'text' },
    { path: 'tokenAttribute', kind: 'attribute', preset: 'push-token' },
    baseUrl('https://fcm.googleapis.com'),
    perSecond,
  ],
  http: [{ path: 'url', kind: 'text' }, perSecond],
  webhook: [perSecond],
  inbox: [{ path: 'expiresAfterDays', kind: 'number', preset: '30' }],
};

/** A target of calls, or a template by message, which Twilio knows by its `contentSid` alone; rows, because a name that is being typed may stand there twice for a moment. */
export type TargetRow = { name: string; url: string };
export type TemplateRow = { message: string; name: string; language: string; parameters: ('subject' | 'body')[] };
export type ProviderDraft = { provider: ProviderId; values: Record<string, string>; targets: TargetRow[]; templates: TemplateRow[] };

/** What somebody begins with who chooses this provider. */
export function newDraft(provider: ProviderId): ProviderDraft {
  const begin: Partial<Record<ProviderId, Record<string, string>>> = { smtp: { port: '587', security: 'starttls' } };
  const presets = settingFields[provider].map(({ path, preset = '' }) => [path, begin[provider]?.[path] ?? preset]);
  return { provider, values: Object.fromEntries(presets), targets: [], templates: [] };
}

export function toDraft(settings: ProviderSettings): ProviderDraft {
  const values = settingFields[settings.provider].map(({ path }) => [path, textOf(settings, path)]);
  return {
    provider: settings.provider,
    values: Object.fromEntries(values),
    targets: settings.provider === 'webhook' ? Object.entries(settings.targets).map(([name, url]) => ({ name, url })) : [],
    templates: templateRows(settings),
  };
}

function templateRows(settings: ProviderSettings): TemplateRow[] {
  switch (settings.provider) {
    case 'meta':
      return Object.entries(settings.templates).map(([message, template]) => ({ message, ...template }));
    case 'twilio':
      return Object.entries(settings.templates).map(([message, { contentSid, parameters }]) => ({ message, name: contentSid, language: '', parameters }));
    default:
      return [];
  }
}

function textOf(settings: ProviderSettings, path: string): string {
  let value: unknown = settings;
  for (const part of path.split('.')) value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  return value === undefined ? '' : String(value);
}

/**
 * Refuses `setting-needed` and `setting-twice`, and `invalid-value` with what is wrong in `fault`. The path of each problem names the field, and of
 * a row its place: ['targets', 1, 'url'].
 */
export function toSettings({ provider, values, targets, templates }: ProviderDraft): Result<ProviderSettings> {
  const problems: Problem[] = [];
  const raw: Record<string, unknown> = { provider };
  for (const { path, kind, optional, preset } of settingFields[provider]) {
    const text = values[path]?.trim() ?? '';
    if (text !== '' || preset === '') put(raw, path.split('.'), kind === 'number' ? Number(text) : text);
    else if (!optional && preset === undefined) problems.push(problem('blocks', 'setting-needed', path.split('.')));
  }
  const rows =
    provider === 'webhook'
      ? { key: 'targets', names: targets.map((row) => row.name.trim()) }
      : { key: 'templates', names: templates.map((row) => row.message) };
  rows.names.forEach((name, at) => {
    if (name === '') problems.push(problem('blocks', 'setting-needed', [rows.key, at, 'name']));
    else if (rows.names.indexOf(name) < at) problems.push(problem('blocks', 'setting-twice', [rows.key, at, 'name'], { name }));
  });
  if (provider === 'webhook') raw.targets = Object.fromEntries(targets.map(({ url }, at) => [rows.names[at], url.trim()]));
  if (provider === 'meta')
    raw.templates = Object.fromEntries(
      templates.map(({ message, name, language, parameters }) => [message, { name: name.trim(), language: language.trim(), parameters }]),
    );
  if (provider === 'twilio')
    raw.templates = Object.fromEntries(templates.map(({ message, name, parameters }) => [message, { contentSid: name.trim(), parameters }]));
  if (!values['look.logo.url']?.trim()) delete (raw.look as { logo?: unknown } | undefined)?.logo;
  const read = providerSettingsSchema.safeParse(raw);
  // What is missing is said once, as that.
  const isSaid = (path: Problem['path']) =>
    problems.some((one) => startsWith(one.path, path) || (path[0] === rows.key && one.code !== 'invalid-value' && startsWith(one.path, path.slice(0, 2))));
  for (const one of read.success ? [] : problemsOfZod(read.error)) {
    const path = one.path[0] === rows.key ? rowPath(one.path, rows.names, provider === 'webhook' ? 'url' : 'name') : one.path;
    if (!isSaid(path)) problems.push({ ...one, path });
  }
  return read.success && problems.length === 0 ? ok(read.data) : { ok: false, problems };
}

/** Settings know a row by its name, the form by its place. */
function rowPath([key = '', name, ...rest]: Problem['path'], names: readonly string[], itself: string): Problem['path'] {
  // What Twilio calls by a number of its own stands where others have a name.
  return [key, names.indexOf(String(name)), ...(rest.length > 0 ? rest.map((part) => (part === 'contentSid' ? 'name' : part)) : [itself])];
}

function startsWith(path: Problem['path'], beginning: Problem['path']): boolean {
  return beginning.every((part, at) => path[at] === part);
}

function put(into: Record<string, unknown>, [first = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) into[first] = value;
  else {
    const inner = (into[first] ?? {}) as Record<string, unknown>;
    into[first] = inner;
    put(inner, rest, value);
  }
}
