/** Somebody who comes into the journey: who she is by then, what she did before, and what sets the journey off. */
import { evaluate } from '../../condition/evaluate';
import type { EventRecord, Json } from '../../condition/facts';
import type { Condition } from '../../condition/schema';
import { createWorld } from '../../simulation/world';
import { addDuration, approximateMs, localParts } from '../../time/duration';
import { toIso } from '../../time/moment';
import type { NodeOf } from '../schema';
import { factsOf } from '../step-facts';
import type { TestAction } from './play';
import type { Setting } from './setting';
import { type Wish, waysTo } from './wishes';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MOST_PASSES = 3;

/** Something that has to hold, or must not. */
export type Demand = { when: Condition; want: boolean };

export type Beginning = {
  attributes: Record<string, Json>;
  history: EventRecord[];
  /** What sets it off; none where time does. */
  actions: TestAction[];
  /** What has to be undone before it can be set off again. */
  undo: TestAction[];
};

export type BeginOptions = {
  trigger: NodeOf<'trigger'>;
  from: number;
  /** Which of the ways to meet a condition is taken. */
  way: number;
  demands: readonly Demand[];
  /** Known before anything is asked; wins over what conditions wish. */
  given: Readonly<Record<string, Json>>;
  /** Properties of the event that starts it. */
  entry: Readonly<Record<string, Json>>;
};

/** Guesses, met one after the other and looked at anew: what is wished for one condition may be another's undoing. */
export function beginningFor(setting: Setting, options: BeginOptions): Beginning {
  const { trigger: node, from } = options;
  const { trigger } = node;
  switch (trigger.kind) {
    case 'event': {
      const { attributes, history, entry } = meet(setting, options, trigger.event);
      const event: TestAction = { kind: 'event', at: from, event: trigger.event, properties: entry, ...(node.audience ? { isNobodys: true } : {}) };
      return { attributes, history, actions: [event], undo: [] };
    }
    case 'attribute-changed': {
      const { attribute, to } = trigger;
      const ref = { kind: 'customer' as const, path: attribute };
      const isSet: Demand = { when: { op: 'exists', left: ref }, want: true };
      const met = meet(
        setting,
        to === null
          ? { ...options, given: { [attribute]: null, ...options.given } }
          : { ...options, demands: [to === undefined ? isSet : { when: { op: 'eq', left: ref, right: to }, want: true }, ...options.demands] },
      );
      const after = met.attributes[attribute] ?? null;
      const before = typeof after === 'number' ? after - 1 : (setting.samples.others(ref, [after]).find((one) => one !== null) ?? null);
      const attributes = { ...met.attributes };
      const start = setting.samples.isDay(ref) || typeof after !== 'string' ? before : setting.isListed(attribute) ? before : null;
      if (start === null) delete attributes[attribute];
      else attributes[attribute] = start;
      return {
        attributes,
        history: met.history,
        actions: [{ kind: 'change', at: from, attribute, value: after }],
        undo: [{ kind: 'change', at: from, attribute, value: start }],
      };
    }
    case 'segment-enter':
    case 'segment-exit': {
      const inside: Condition = { op: 'in-segment', segment: trigger.segment };
      const enters = trigger.kind === 'segment-enter';
      const before = meet(setting, { ...options, demands: [...options.demands, { when: inside, want: !enters }] });
      const after = meet(setting, { ...options, demands: [...options.demands, { when: inside, want: enters }] });
      const ids = [...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])].filter(
        (id) => JSON.stringify(before.attributes[id]) !== JSON.stringify(after.attributes[id]),
      );
      const change = (to: Record<string, Json>) => ids.map((attribute): TestAction => ({ kind: 'change', at: from, attribute, value: to[attribute] ?? null }));
      const news = after.history.slice(before.history.length).map(({ name, properties }): TestAction => ({ kind: 'event', at: from, event: name, properties }));
      return { attributes: before.attributes, history: before.history, actions: [...change(after.attributes), ...news], undo: change(before.attributes) };
    }
    case 'date-attribute': {
      const offset = trigger.offset.startsWith('-') ? trigger.offset.slice(1) : `-${trigger.offset}`;
      const at = addDuration(from + DAY_MS, offset, setting.zone);
      const isDay = setting.samples.isDay({ kind: 'customer', path: trigger.attribute });
      const { attributes, history } = meet(setting, {
        ...options,
        given: { [trigger.attribute]: isDay ? localParts(at, setting.zone).date : toIso(at), ...options.given },
      });
      return { attributes, history, actions: [], undo: [] };
    }
    case 'schedule': {
      const { attributes, history } = meet(setting, options);
      return { attributes, history, actions: [], undo: [] };
    }
    case 'manual':
    case 'api': {
      const { attributes, history } = meet(setting, options);
      return { attributes, history, actions: [{ kind: 'start', at: from }], undo: [] };
    }
  }
}

type Met = { attributes: Record<string, Json>; history: EventRecord[]; entry: Record<string, Json> };

function meet(setting: Setting, { from, way, demands, given, entry: said }: BeginOptions, event?: string): Met {
  const met: Met = { attributes: { ...setting.base, ...given }, history: [], entry: { ...said } };
  for (const [id, value] of Object.entries(met.attributes)) if (value === null) delete met.attributes[id];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let all = true;
    for (const { when, want } of demands) {
      const facts = factsAt(setting, met, from, event);
      if (evaluate(when, facts) === want) continue;
      all = false;
      const ways = waysTo(when, want, { ...setting, entry: met.entry, now: from });
      const wishes = ways[way % Math.max(1, ways.length)] ?? [];
      for (const wish of wishes) grant(wish, met, { from, given, pass, read: (id) => facts.attribute(id) });
    }
    if (all) break;
  }
  return met;
}

type Granting = { from: number; given: Readonly<Record<string, Json>>; pass: number; read(id: string): Json | undefined };

function grant(wish: Wish, met: Met, { from, given, pass, read }: Granting): void {
  switch (wish.kind) {
    case 'attribute': {
      if (Object.hasOwn(given, wish.id)) return;
      const now = read(wish.id);
      const before = met.attributes[wish.id];
      // The event that starts it is counted in already: a first order is one, so there were none before.
      const isCounted = pass > 0 && typeof wish.value === 'number' && typeof now === 'number' && typeof before === 'number';
      const value = isCounted ? Number(before) + Number(wish.value) - Number(now) : wish.value;
      if (value === null) delete met.attributes[wish.id];
      else met.attributes[wish.id] = value;
      return;
    }
    case 'entry':
    case 'event':
      met.entry[wish.path] = wish.value;
      return;
    case 'happened': {
      if (wish.window?.sinceEntry) return;
      const apart = Math.min(HOUR_MS, wish.window?.last === undefined ? HOUR_MS : approximateMs(wish.window.last) / (wish.times + 2));
      for (let n = 1; n <= wish.times; n++)
        met.history.push({ uid: `before-${met.history.length + 1}`, name: wish.event, at: Math.round(from - n * apart), properties: wish.properties });
      return;
    }
  }
}

/** She as she is when the journey asks whether she may enter: what starts it has happened by then. */
function factsAt({ program, zone }: Setting, met: Met, from: number, event: string | undefined) {
  const start: EventRecord = { uid: 'start', name: event ?? '', at: from, properties: met.entry };
  const world = createWorld({ programs: [program], from, lookEveryMs: DAY_MS, watcher: { onTrace: () => {} } });
  const changed = Object.fromEntries(Object.keys(met.attributes).map((id) => [id, from - 60_000]));
  const customer = world.add({ attributes: met.attributes, changed, history: event === undefined ? met.history : [...met.history, start] });
  const run = { enteredAt: from, entry: { uid: 'start', event: event ?? '', at: from, properties: met.entry }, outcomes: {} };
  return factsOf(program.deployment, run, world.facts(program, customer), from, zone, event === undefined ? undefined : start);
}
