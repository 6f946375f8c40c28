/** Leads somebody along a way: whenever she stands still, what the next branch asks for is made so, just before her time comes. */
import { evaluate } from '../../condition/evaluate';
import type { Json } from '../../condition/facts';
import { refsOf } from '../../condition/refs';
import type { Condition } from '../../condition/schema';
import { addDuration, approximateMs } from '../../time/duration';
import { consentAttributes } from '../deployment-attributes';
import type { Edge, NodeOf } from '../schema';
import { factsOf } from '../step-facts';
import { type Beginning, beginningFor, type Demand } from './begin';
import { type Play, startPlay, type TestAction, type TestOutcome, type TestScript } from './play';
import type { Setting } from './setting';
import { waysTo } from './wishes';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Nobody is watched for longer, and no journey moved further. */
const MOST_STANDS = 600;
const LONGEST_MS = 800 * DAY_MS;
/** How often time passes without anybody having come in. */
const MOST_LOOKS = 200;

/** What a test is to do beside going its way. */
export type Turn =
  /** The condition of entry does not hold. */
  | { kind: 'kept-out' }
  /** These come true on the way: before this step is reached, or at the first stop. */
  | { kind: 'interrupt'; demands: readonly Demand[]; before?: string }
  /** What starts it comes again: while she is inside, right after she left, or when she may come in again. */
  | { kind: 'again'; when: 'inside' | 'after' | 'later' }
  /** As many messages as a cap allows came from elsewhere, just before this step. */
  | { kind: 'capped'; before: string; messages: readonly Readonly<Record<string, Json>>[] };

export type Direction = {
  route: readonly Edge[];
  from: number;
  /** Which of the ways to meet a condition is taken. */
  way: number;
  turn?: Turn;
  /** What the test is there for has been seen: it ends at the next stop. Absent: she is followed to the end. */
  isEnough?(outcome: TestOutcome): boolean;
  /** Known of her from the start. */
  given?: Readonly<Record<string, Json>>;
};

export type Directed = { script: TestScript; outcome: TestOutcome };

export function direct(setting: Setting, direction: Direction): Directed | undefined {
  const { route, from, way, turn, isEnough, given = {} } = direction;
  const { journey, graph, program } = setting;
  const trigger = graph.nodes.get(route[0]?.from ?? '');
  if (trigger?.kind !== 'trigger') return undefined;
  const arms: Record<string, string> = {};
  for (const { from: node, port } of route) if (graph.nodes.get(node)?.kind === 'ab') arms[node] = port;

  const entry = entryOf(setting, direction, trigger);
  const { goal, exits } = journey.policies;
  const wanted = turn?.kind !== 'kept-out';
  const isAtOnce = turn && 'before' in turn && turn.before !== undefined && isAhead(setting, route, 0, turn.before);
  const demands: Demand[] = [
    ...('where' in trigger.trigger && trigger.trigger.where ? [{ when: trigger.trigger.where, want: true }] : []),
    ...(trigger.audience && wanted ? [{ when: trigger.audience, want: true }] : []),
    ...(journey.entry.filter ? [{ when: journey.entry.filter, want: wanted }] : []),
    ...(goal ? [{ when: goal.when, want: false }] : []),
    ...exits.filter(({ scope }) => scope === 'immediate').map(({ when }) => ({ when, want: false })),
    ...program.deployment.suppressions.flatMap(({ rule }) => (rule.kind === 'condition' ? [{ when: rule.when, want: false }] : [])),
    ...aheadOf(setting, route, 0).filter(({ when }) => !isSinceEntry(when)),
    ...(turn?.kind === 'interrupt' && isAtOnce ? turn.demands : []),
  ];
  const dates = datesOf(setting, route, from);
  const beginning = beginningFor(setting, { trigger, from, way, demands, given: { ...dates, ...given }, entry });
  if (turn?.kind === 'capped' && isAtOnce)
    for (const [i, properties] of turn.messages.entries())
      beginning.history.push({ uid: `capped-${i + 1}`, name: 'message-sent', at: from - (i + 1) * 60_000, properties: { ...properties } });
  const play = startPlay(program, { from, attributes: beginning.attributes, history: beginning.history, arms });
  const actions: TestAction[] = [];
  const act = (action: TestAction) => {
    actions.push(action);
    play.act(action);
  };
  for (const action of beginning.actions) act(action);
  for (let n = 0; n < MOST_LOOKS && !play.hasBegun() && wanted && beginning.actions.length === 0; n++) play.advance(play.nextAt() ?? play.now);

  follow(setting, direction, play, act, beginning);
  if (turn?.kind === 'again' && turn.when !== 'inside') {
    const { reentry } = journey.entry;
    const cooldown = reentry.mode !== 'never' ? reentry.cooldown : undefined;
    const at = turn.when === 'later' && cooldown !== undefined ? addDuration(play.now, cooldown, setting.zone) + DAY_MS : play.now + HOUR_MS;
    restore(setting, beginning, at, trigger, act, play);
    repeat(setting, beginning, at, turn.when, act, play);
    if (turn.when === 'later' && !isEnough?.(play.outcome())) run(play);
  }
  return { script: { from, attributes: beginning.attributes, history: beginning.history, arms, actions, until: play.now }, outcome: play.outcome() };
}

function follow(setting: Setting, { route, way, turn, isEnough }: Direction, play: Play, act: (action: TestAction) => void, beginning: Beginning): void {
  let isTurned = turn === undefined || turn.kind === 'kept-out' || (turn.kind === 'again' && turn.when !== 'inside');
  let place = -1;
  let visit: number | undefined;
  for (let n = 0; n < MOST_STANDS; n++) {
    const stand = play.standing();
    if (!stand || play.now - stand.run.enteredAt > LONGEST_MS) return;
    const { run: one, due } = stand;
    // A held message is followed until it is known what becomes of it.
    if (isTurned && isEnough?.(play.outcome()) && setting.graph.nodes.get(one.node)?.kind !== 'send') return;
    const from = one.visit === visit ? place : place + 1;
    visit = one.visit;
    const next = route.findIndex((edge, i) => i >= from && edge.from === one.node);
    const edge = route[next];
    if (!edge) {
      play.advance(Math.max(due, play.now));
      continue;
    }
    place = next;
    const node = setting.graph.nodes.get(one.node);
    const awaited = node?.kind === 'wait-event' && edge.port === 'happened' ? node : undefined;
    // Early where something is waited for, late where a time is: most of a wait is over before the customer does what matters.
    const half = Math.min(HOUR_MS, Math.max(0, due - play.now) / 2);
    const at = Math.round(awaited ? play.now + half : due - half);
    const comes =
      !isTurned && (turn?.kind === 'again' || (turn && 'before' in turn && turn.before !== undefined ? isAhead(setting, route, next, turn.before) : true));
    if (comes && turn?.kind === 'again') repeat(setting, beginning, at, 'inside', act, play);
    if (comes && turn?.kind === 'capped')
      for (const [i, properties] of turn.messages.entries()) act({ kind: 'event', at: at + i * 1000, event: 'message-sent', properties: { ...properties } });
    const demands = [...aheadOf(setting, route, next), ...(comes && turn?.kind === 'interrupt' ? turn.demands : [])];
    if (comes) isTurned = true;
    if (makeSo(setting, demands, play, { at, due: awaited ? at : due, way }, act)) continue;
    if (awaited && play.standing()?.run.visit === visit) {
      act({ kind: 'event', at, event: awaited.event, properties: eventFor(setting, awaited, play, { at, way }) });
      if (play.standing()?.run.visit !== visit) continue;
    }
    play.advance(Math.max(play.standing()?.due ?? play.now, play.now));
  }
}

/** What is demanded is wished for where it is not so; true when she has moved for it. */
function makeSo(
  setting: Setting,
  demands: readonly Demand[],
  play: Play,
  { at, due, way }: { at: number; due: number; way: number },
  act: (action: TestAction) => void,
): boolean {
  for (const { when, want } of demands) {
    const stand = play.standing();
    if (!stand) return true;
    const facts = factsOf(setting.program.deployment, stand.run, play.facts(), Math.max(due, play.now), setting.zone);
    if (evaluate(when, facts) === want) continue;
    const ways = waysTo(when, want, { ...setting, entry: stand.run.entry.properties, now: due });
    for (const wish of ways[way % Math.max(1, ways.length)] ?? []) {
      if (wish.kind === 'attribute') act({ kind: 'change', at, attribute: wish.id, value: wish.value });
      if (wish.kind === 'happened')
        for (let n = 0; n < wish.times; n++)
          act({ kind: 'event', at: at + n * 60_000, event: wish.event, properties: filled(setting, wish.event, wish.properties, at) });
    }
    const after = play.standing();
    if (!after || after.run.visit !== stand.run.visit) return true;
  }
  return false;
}

/** Consent is said by an event that names its channel. */
function filled({ samples }: Setting, event: string, properties: Readonly<Record<string, Json>>, at: number): Record<string, Json> {
  if ((event !== 'consent-withdrawn' && event !== 'consent-granted') || properties.channel !== undefined) return { ...properties };
  const channel = samples.property(event, 'channel', at);
  return { ...properties, channel: channel === 'T-1' ? 'email' : channel };
}

function eventFor(setting: Setting, node: NodeOf<'wait-event'>, play: Play, { at, way }: { at: number; way: number }): Record<string, Json> {
  const entry = play.standing()?.run.entry.properties ?? {};
  const ways = node.match ? waysTo(node.match, true, { ...setting, entry, now: at }) : [];
  const properties: Record<string, Json> = {};
  // The first way may ask for something else to be missing; the fullest says most of the event.
  const fullest = ways.toSorted((a, b) => ofEvent(b) - ofEvent(a));
  for (const wish of fullest[way % Math.max(1, fullest.length)] ?? []) if (wish.kind === 'event') properties[wish.path] = wish.value;
  return properties;
}

function ofEvent(way: readonly { kind: string }[]): number {
  return way.filter(({ kind }) => kind === 'event').length;
}

/** What has to hold at the steps that are passed from this place of the way up to the next stop. */
function aheadOf({ graph }: Setting, route: readonly Edge[], place: number): Demand[] {
  const demands: Demand[] = [];
  for (let i = place; i < route.length; i++) {
    const edge = route[i];
    const node = edge && graph.nodes.get(edge.from);
    if (!node) break;
    if (i > place && isStop(node.kind)) break;
    if (node.kind === 'decision')
      for (const one of node.cases) {
        demands.push({ when: one.when, want: one.port === edge.port });
        if (one.port === edge.port) break;
      }
    if (node.kind === 'send' && edge.port === 'suppressed')
      for (const channel of [node.channel, ...(node.fallbackChannel ? [node.fallbackChannel] : [])]) {
        const consent = consentAttributes[channel];
        if (consent !== undefined) demands.push({ when: { op: 'eq', left: { kind: 'customer', path: consent }, right: 'granted' }, want: false });
      }
  }
  return demands;
}

/** Whether the step is passed before the next stop. */
function isAhead({ graph }: Pick<Setting, 'graph'>, route: readonly Edge[], place: number, step: string): boolean {
  for (let i = place; i < route.length; i++) {
    const node = graph.nodes.get(route[i]?.from ?? '');
    if (!node || (i > place && isStop(node.kind))) return false;
    if (node.id === step) return true;
  }
  return false;
}

function isStop(kind: string): boolean {
  return kind === 'wait' || kind === 'wait-until' || kind === 'wait-event' || kind === 'window';
}

/** Nothing that is asked since entry can be brought about before. */
function isSinceEntry(when: Condition): boolean {
  switch (when.op) {
    case 'and':
    case 'or':
      return when.args.some(isSinceEntry);
    case 'not':
      return isSinceEntry(when.arg);
    case 'performed':
      return when.window?.sinceEntry === true;
    default:
      return false;
  }
}

/** Values of the starting event: any of the right type, but what a branch of the way asks for. */
function entryOf(setting: Setting, { route, from, way }: Direction, { trigger }: NodeOf<'trigger'>): Record<string, Json> {
  const entry: Record<string, Json> = {};
  if (trigger.kind !== 'event') return entry;
  const properties = setting.entryProperties(trigger.event);
  for (const id of properties) entry[id] = setting.samples.property(trigger.event, id, from);
  const known = new Set(properties);
  for (const [i] of route.entries())
    for (const { when, want } of aheadOf(setting, route.slice(i, i + 1), 0)) {
      const ways = waysTo(when, want, { ...setting, entry: {}, now: from });
      for (const wish of ways[way % Math.max(1, ways.length)] ?? []) if (wish.kind === 'entry' && known.has(wish.path)) entry[wish.path] = wish.value;
    }
  for (const [ref, at] of laterDates(setting, route, from))
    if (ref.startsWith('entry ') && known.has(ref.slice(6))) entry[ref.slice(6)] = new Date(at).toISOString();
  return entry;
}

/** Attributes that hold a day which is waited for: far enough ahead that none of the waits is over when it begins. */
function datesOf(setting: Setting, route: readonly Edge[], from: number): Record<string, Json> {
  const dates: Record<string, Json> = {};
  for (const [ref, at] of laterDates(setting, route, from))
    if (ref.startsWith('customer ')) {
      const path = ref.slice(9);
      const iso = new Date(at).toISOString();
      dates[path] = setting.samples.isDay({ kind: 'customer', path }) ? iso.slice(0, 10) : iso;
    }
  return dates;
}

function laterDates({ graph }: Setting, route: readonly Edge[], from: number): Map<string, number> {
  const dates = new Map<string, number>();
  for (const edge of route) {
    const node = graph.nodes.get(edge.from);
    if (node?.kind !== 'wait-until') continue;
    const ahead = node.offset?.startsWith('-') ? approximateMs(node.offset.slice(1)) : 0;
    const key = `${node.until.kind} ${node.until.path}`;
    dates.set(key, Math.max(dates.get(key) ?? 0, from + ahead + 5 * DAY_MS));
  }
  return dates;
}

/** What set it off comes again; of another thing where each has a run of its own. */
function repeat(
  { journey }: Setting,
  { actions, undo }: Beginning,
  at: number,
  when: 'inside' | 'after' | 'later',
  act: (action: TestAction) => void,
  play: Play,
): void {
  const { reentry } = journey.entry;
  const key = when === 'later' && reentry.mode === 'parallel-by-key' && reentry.cooldown === undefined ? reentry.key.path : undefined;
  for (const action of [...undo, ...actions]) {
    const again = { ...action, at };
    if (again.kind === 'event' && key !== undefined) again.properties = { ...again.properties, [key]: `${String(again.properties[key] ?? 'T')}-2` };
    act(again);
  }
  if (actions.length === 0) play.advance(at + DAY_MS);
}

/** What entry asks of her is as it was when she came in first: on the way it may have been used up. */
function restore(
  { journey, isComputed }: Setting,
  { attributes }: Beginning,
  at: number,
  { audience }: NodeOf<'trigger'>,
  act: (action: TestAction) => void,
  play: Play,
): void {
  const facts = play.facts();
  for (const attribute of refsOf(journey.entry.filter, audience).attributes) {
    const before = attributes[attribute];
    if (before === undefined || isComputed(attribute) || JSON.stringify(facts.attribute(attribute)) === JSON.stringify(before)) continue;
    act({ kind: 'change', at, attribute, value: before });
  }
}

/** To the end, whatever way it goes. */
function run(play: Play): void {
  for (let n = 0; n < MOST_STANDS; n++) {
    const stand = play.standing();
    if (!stand || play.now - stand.run.enteredAt > LONGEST_MS) return;
    play.advance(Math.max(stand.due, play.now));
  }
}
