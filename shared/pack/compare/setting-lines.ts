/** The settings of one thing that are otherwise, one line each, in words. */
import { toCanonicalJson } from '../../canonical-json';
import { languageSchema, type Text } from '../../text';
import type { ChangeLine } from './changes';
import type { Look, Looks } from './looks';
import type { Speaker } from './speaker';

/** Enough to see what happened; who wants every figure has the data of both. */
const MOST_LINES = 40;
const LONGEST = 240;

type Setting = { look: Look | undefined; star?: string; value: unknown };

/** Undefined: nothing is. What changed and has no words still gives a line. */
export function settingLines(before: unknown, after: unknown, looks: Looks, speaker: Speaker): ChangeLine[] | undefined {
  if (toCanonicalJson(before ?? null) === toCanonicalJson(after ?? null)) return undefined;
  const [old, now] = [settingsOf(before, looks), settingsOf(after, looks)];
  const lines = [...new Set([...old.keys(), ...now.keys()])].flatMap((path): ChangeLine[] => {
    const [was, is] = [old.get(path), now.get(path)];
    if (toCanonicalJson(was?.value ?? null) === toCanonicalJson(is?.value ?? null)) return [];
    const { look, star } = is ?? was ?? {};
    return look?.isText ? textLines(look, was?.value, is?.value, speaker) : [lineOf(look, star, was?.value, is?.value, speaker)];
  });
  const told = [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
  return told.length > 0 ? told.slice(0, MOST_LINES) : [{ label: speaker.translate('pack.changed-in-detail') }];
}

function lineOf(look: Look | undefined, star: string | undefined, before: unknown, after: unknown, speaker: Speaker): ChangeLine {
  const { translate } = speaker;
  if (!look) return { label: translate('pack.changed-in-detail') };
  const setting = translate(look.label);
  const label = star === undefined ? setting : translate('diff.setting-of', { setting, thing: starWords(look, star, speaker) });
  const say = (value: unknown) => (value === undefined ? undefined : look.say(value, speaker, star));
  return saidLine(label, [before !== undefined, say(before)], [after !== undefined, say(after)], speaker);
}

/** Where both are said alike, or can't be said, that it changed is all there is to say. */
function saidLine(
  label: string,
  [hadValue, was]: [boolean, string | undefined],
  [hasValue, is]: [boolean, string | undefined],
  { translate }: Speaker,
): ChangeLine {
  if (was === is || (hadValue && was === undefined) || (hasValue && is === undefined)) {
    const sign = hadValue && hasValue ? 'changed' : hasValue ? 'added' : 'removed';
    return { label: translate('pack.setting-is', { setting: label, sign: translate(`diff.sign.${sign}`) }) };
  }
  const [before, after] = aroundDifference(was, is);
  return { label, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function textLines(look: Look, before: unknown, after: unknown, speaker: Speaker): ChangeLine[] {
  const { translate } = speaker;
  const [was, is] = [before as Text | undefined, after as Text | undefined];
  return languageSchema.options.flatMap((language): ChangeLine[] => {
    const [old, now] = [was?.[language] || undefined, is?.[language] || undefined];
    if (old === now) return [];
    const label = translate('diff.in-language', { setting: translate(look.label), language: translate(`language.${language}`) });
    return [saidLine(label, [old !== undefined, old], [now !== undefined, now], speaker)];
  });
}

function starWords({ each }: Look, star: string, { translate, nameOf }: Speaker): string {
  if (each === undefined) return star;
  return typeof each === 'string' ? nameOf(each, star) : translate(each(star));
}

/** By path. A path that has no look is a setting of its own, so that nothing is passed over. */
function settingsOf(thing: unknown, looks: Looks): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  const visit = (value: unknown, path: string, pattern: string, star: string | undefined): void => {
    if (value === undefined) return;
    const look = Object.hasOwn(looks, pattern) ? looks[pattern] : undefined;
    const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (look || !isBranch || (pattern !== '' && !leads(looks, pattern))) settings.set(path, { look, value, ...(star !== undefined && { star }) });
    else
      for (const [key, item] of Object.entries(value)) {
        const named = pattern === '' ? key : `${pattern}/${key}`;
        const isNamed = Object.hasOwn(looks, named) || leads(looks, named);
        const starred = pattern === '' ? '*' : `${pattern}/*`;
        const isStar = !isNamed && (Object.hasOwn(looks, starred) || leads(looks, starred));
        visit(item, `${path}/${key}`, isStar ? starred : named, isStar ? key : star);
      }
  };
  visit(thing, '', '', undefined);
  return settings;
}

function leads(looks: Looks, pattern: string): boolean {
  return Object.keys(looks).some((path) => path.startsWith(`${pattern}/`));
}

/** Of long words, the part where they begin to differ. */
function aroundDifference(before: string | undefined, after: string | undefined): [string | undefined, string | undefined] {
  const [was, is] = [before ?? '', after ?? ''];
  let from = 0;
  while (from < was.length && was[from] === is[from]) from++;
  const start = Math.max(0, from - 40);
  const cut = (text: string | undefined) => {
    if (text === undefined || text.length <= LONGEST) return text;
    const end = start + LONGEST;
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  };
  return [cut(before), cut(after)];
}
