/** Things of a list told apart by what they are called, setting by setting. */
import type { ChangeEntry, ChangeLine } from './changes';
import type { Looks } from './looks';
import { settingLines } from './setting-lines';
import type { Speaker } from './speaker';

/** `id` of things that have none of their own, such as an answer. `leaves`: keys that are no setting of the thing. */
export type Telling<T> = { kind: string; keyOf: (thing: T) => string; titleOf: (thing: T) => string; looks: Looks; leaves?: readonly (keyof T)[] };

/** The later order, then what is gone, then that those which stayed stand in another order. */
export function compareThings<T extends object>(before: readonly T[], after: readonly T[], telling: Telling<T>, speaker: Speaker): ChangeEntry[] {
  const { kind: name, keyOf, titleOf, looks, leaves = [] } = telling;
  const kind = speaker.translate(`pack.kind.${name}`);
  const old = new Map(before.map((thing) => [keyOf(thing), thing]));
  const now = new Map(after.map((thing) => [keyOf(thing), thing]));
  const entry = (key: string, sign: ChangeEntry['sign'], thing: T, lines: ChangeLine[] = []) => ({
    ...{ id: `${name} ${key}`, sign, kind },
    ...{ title: titleOf(thing), lines },
  });
  const settings = (thing: T) => Object.fromEntries(Object.entries(thing).filter(([key]) => !leaves.some((one) => one === key)));
  return [
    ...[...now].flatMap(([key, is]) => {
      const was = old.get(key);
      if (!was) return [entry(key, 'added', is)];
      const lines = settingLines(settings(was), settings(is), looks, speaker);
      return lines ? [entry(key, 'changed', is, lines)] : [];
    }),
    ...[...old].flatMap(([key, was]) => (now.has(key) ? [] : [entry(key, 'removed', was)])),
    ...compareOrder(name, [...old.keys()], [...now.keys()], speaker),
  ];
}

/** One entry where those that are in both stand otherwise. */
export function compareOrder(kind: string, before: readonly string[], after: readonly string[], { translate }: Speaker): ChangeEntry[] {
  const common = (keys: readonly string[], others: readonly string[]) => {
    const known = new Set(others);
    return keys.filter((key) => known.has(key)).join('\n');
  };
  if (common(before, after) === common(after, before)) return [];
  return [{ id: `${kind} order`, sign: 'moved', kind: translate(`pack.kind.${kind}`), title: translate('pack.in-another-order'), lines: [] }];
}

/** Settings there are once: volumes, the client. */
export function compareOne(name: string, title: string, before: unknown, after: unknown, looks: Looks, speaker: Speaker): ChangeEntry[] {
  const lines = settingLines(before, after, looks, speaker);
  return lines ? [{ id: `settings ${name}`, sign: 'changed', kind: speaker.translate('pack.kind.settings'), title, lines }] : [];
}
