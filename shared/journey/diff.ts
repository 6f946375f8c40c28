/**
 * What is different between two versions of a journey: facts, without words. Putting the changes on the older version gives
 * the newer one (`applyChanges`); a change is `executable` when it makes customers be treated differently.
 */
import { toCanonicalJson } from '../canonical-json';
import { executableAttribute, executableCalendar, executableJourney, executableMessage, executableNode, executableSegment, unnamed } from './content-hash';
import { type Facts, fromFacts, toFacts } from './diff-facts';
import type { Journey } from './schema';
import type { JourneyVersion } from './to-bundle';

/** `way`: where a port leads. `order`: the order of the nodes. Rules around the journey stand last. */
export const diffParts = [
  'node',
  'way',
  'order',
  'message',
  'journey',
  'storyboard',
  'layout',
  'segment',
  'suppression',
  'cap',
  'calendar',
  'attribute',
  'identity',
  'sender',
] as const;
export type DiffPart = (typeof diffParts)[number];

/** One setting: its path inside the part, and what was and is there; absent: nothing. */
export type SettingChange = { path: string; before?: unknown; after?: unknown };

export type Change = {
  part: DiffPart;
  /** Of a node, message or rule; of a way `node port`; of a journey's setting its path. */
  id: string;
  sign: 'added' | 'removed' | 'changed';
  settings: SettingChange[];
  executable: boolean;
};

/** A version taken apart: by part and id, what is there. */
export type Parts = Readonly<Record<DiffPart, ReadonlyMap<string, unknown>>>;

/** In the order of the parts; within one as the newer version has them, what is gone first. */
export function diffVersions(before: JourneyVersion, after: JourneyVersion): Change[] {
  const old = partsOf(before);
  const now = partsOf(after);
  return diffParts.flatMap((part) => {
    const counts = executableIn(part, before, after);
    const gone = [...old[part].keys()].filter((id) => !now[part].has(id));
    return [...gone, ...now[part].keys()].flatMap((id): Change[] => {
      const [was, is] = [old[part].get(id), now[part].get(id)];
      if (was === is || toCanonicalJson(was ?? null) === toCanonicalJson(is ?? null)) return [];
      const sign = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
      return [{ part, id, sign, settings: compare(toFacts(was), toFacts(is)), executable: counts(id, was, is) }];
    });
  });
}

/** The parts of the older version with the changes on them: those of the newer one. */
export function applyChanges(parts: Parts, changes: readonly Change[]): Parts {
  const result = Object.fromEntries(diffParts.map((part) => [part, new Map(parts[part])])) as Record<DiffPart, Map<string, unknown>>;
  for (const { part, id, sign, settings } of changes) {
    if (sign === 'removed') {
      result[part].delete(id);
      continue;
    }
    const facts = new Map(toFacts(result[part].get(id)));
    for (const { path, after } of settings) {
      if (after === undefined) facts.delete(path);
      else facts.set(path, after);
    }
    result[part].set(id, fromFacts(facts));
  }
  return result;
}

export function partsOf(version: JourneyVersion): Parts {
  const { journey } = version;
  const { nodes, edges, layout, annotations, entry, policies, ...others } = journey;
  const ways = new Map<string, string[]>();
  for (const { from, port, to } of edges) ways.set(wayId(from, port), [...(ways.get(wayId(from, port)) ?? []), to].sort());
  const under = (name: string, settings: object) => Object.entries(settings).map(([key, value]) => [`${name}/${key}`, value] as const);
  return {
    node: byId(nodes),
    way: ways,
    order: new Map([['', nodes.map(({ id }) => id)]]),
    message: byId(version.messages),
    journey: present([...Object.entries(others), ...under('entry', entry), ...under('policies', policies)]),
    storyboard: present(Object.entries(annotations)),
    layout: present(Object.entries(layout)),
    segment: byId(version.segments),
    suppression: byId(version.suppressions),
    cap: byId(version.caps),
    calendar: byId(version.calendars),
    attribute: byId(version.record.attributes),
    identity: new Map([['', version.identity]]),
    sender: new Map(version.sender ? [['', version.sender]] : []),
  };
}

/** Names a way: node ids and ports hold no spaces. */
export function wayId(node: string, port: string): string {
  return `${node} ${port}`;
}

function compare(was: Facts, is: Facts): SettingChange[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const [before, after] = [was.get(path), is.get(path)];
    if (before !== undefined && after !== undefined && toCanonicalJson(before) === toCanonicalJson(after)) return [];
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}

type Counts = (id: string, was: unknown, is: unknown) => boolean;

/** Whether a change of this part makes a difference to what is run, as the content hash sees it. */
function executableIn(part: DiffPart, before: JourneyVersion, after: JourneyVersion): Counts {
  const by =
    <T>(toExecutable: (thing: T) => unknown): Counts =>
    (_id, was, is) =>
      was === undefined || is === undefined || toCanonicalJson(toExecutable(was as T)) !== toCanonicalJson(toExecutable(is as T));
  switch (part) {
    case 'node':
      return by(executableNode);
    case 'message':
      return by(executableMessage);
    case 'segment':
      return by(executableSegment);
    case 'suppression':
    case 'cap':
      return by((rule: { name?: unknown }) => unnamed(rule));
    case 'calendar':
      return by(executableCalendar);
    case 'attribute':
      return by(executableAttribute);
    case 'way':
    case 'identity':
    case 'sender':
      return () => true;
    case 'order':
      // Nodes that come or go are changes of their own.
      return (_id, was, is) => toCanonicalJson(among(was, is)) !== toCanonicalJson(among(is, was));
    case 'storyboard':
    case 'layout':
      return () => false;
    case 'journey':
      return (id) => {
        const hashed = (from: Journey) =>
          toCanonicalJson(executableJourney({ ...before.journey, ...withSetting(before.journey, from, id), nodes: [], edges: [] }));
        return hashed(before.journey) !== hashed(after.journey);
      };
  }
}

/** The part of a journey that holds this setting, with the setting as `from` has it. */
function withSetting(journey: Journey, from: Journey, id: string): Partial<Journey> {
  const [name = '', key] = id.split('/');
  const of = (one: Journey) => one[name as keyof Journey] as Record<string, unknown> | undefined;
  return { [name]: key === undefined ? of(from) : { ...of(journey), [key]: of(from)?.[key] } };
}

function among(list: unknown, others: unknown): unknown[] {
  const known = new Set(others as string[]);
  return (list as string[]).filter((id) => known.has(id));
}

function byId<T extends { id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function present(entries: readonly (readonly [string, unknown])[]): Map<string, unknown> {
  return new Map(entries.filter(([, value]) => value !== undefined));
}
