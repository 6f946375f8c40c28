/**
 * The tests of a journey, derived from its drawing: ways through it until each edge, each end and each rule occurs in one, played with the
 * simulator so that what is said to come of them is what comes of them. What no test shows is named, with the reason.
 */
import type { Json } from '../../condition/facts';
import type { Problem } from '../../problem';
import { capApplies } from '../caps';
import { consentAttributes, runtimeAttributes } from '../deployment-attributes';
import type { Graph } from '../graph';
import type { Cap, Edge, NodeOf, Suppression } from '../schema';
import { type Directed, type Direction, direct, type Turn } from './direct';
import type { TestOutcome, TestScript } from './play';
import { type Point, pointKey, shownBy } from './points';
import { goOn, routeTo, WORTH_OF_SEND, worthOf } from './routes';
import { type Setting, type SettingOrder, testSetting } from './setting';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Beginnings from the working morning on: that night, on Friday and on Saturday, and on Friday afternoon. */
const QUIET_TRIES_MS = [13 * HOUR_MS, 3 * DAY_MS, 4 * DAY_MS, 3 * DAY_MS + 6 * HOUR_MS];
/** Messages at which a rule is tried. */
const MOST_PLACES = 3;
/** Ways that are tried for one edge. */
const MOST_TRIES = 4;

/** What a test is there for: the main way, or what it shows that none before it did. */
export type Aim = { kind: 'main' } | Point;

export type TestCase = {
  aim: Aim;
  script: TestScript;
  outcome: TestOutcome;
  /** Keys of all it shows. */
  shown: ReadonlySet<string>;
};

export type UnshownReason =
  /** No trigger leads there. */
  | 'no-way'
  /** Nobody falls that way: its share is nothing. */
  | 'no-share'
  /** Only when another system fails, which has to be made to happen. */
  | 'by-hand'
  /** The goal, or an exit rule, ended every run that came near. */
  | 'goal-first'
  | 'exit-first'
  /** Nobody could be let in. */
  | 'not-entered'
  /** No customer was found for whom it happens. */
  | 'not-found';
export type Unshown = { point: Point; why: UnshownReason };

export type TestPlan = {
  cases: TestCase[];
  unshown: Unshown[];
  zone: string;
  /** What is known of everybody who is tried, unless a test says otherwise. */
  base: Readonly<Record<string, Json>>;
};

/** The problems are there where the journey can't be made ready to run. */
export function planTests(order: SettingOrder): { plan: TestPlan } | { problems: Problem[] } {
  const setting = testSetting(order);
  return setting.ok ? { plan: planFor(setting.value, order.engagement.caps) } : { problems: setting.problems };
}

type Tried = TestCase & { rank: number };

export function planFor(setting: Setting, caps: readonly Cap[]): TestPlan {
  const { graph, from } = setting;
  const tried: Tried[] = [];
  const shown = new Set<string>();
  const keep = (aim: Aim, { script, outcome }: Directed, more: readonly string[] = []): Tried => {
    const one = { aim, script, outcome, shown: new Set([...shownBy(outcome, setting), ...more]), rank: tried.length };
    tried.push(one);
    for (const key of one.shown) shown.add(key);
    return one;
  };
  const worth = worthOf(graph);
  const unshown = new Map<string, Unshown>();
  const fail = (point: Point, why: UnshownReason) => unshown.set(pointKey(point), { point, why });

  const doubtful = new Set<string>();
  const main = mainCourse(setting, worth);
  let mainRoute: readonly Edge[] = [];
  if (main) {
    mainRoute = main.direction.route;
    keep({ kind: 'main' }, main.directed);
  }

  for (const id of graph.order)
    for (const edge of graph.out.get(id) ?? []) {
      const point: Point = { kind: 'edge', edge: edge.id };
      const why = neverTaken(edge, setting);
      if (why) {
        fail(point, why);
        continue;
      }
      let last: UnshownReason = 'not-found';
      /** What starts it may itself bar the way: then it is begun by another trigger. */
      const avoided = new Set(doubtful);
      for (let n = 0; n < MOST_TRIES && !shown.has(pointKey(point)); n++) {
        const way = routeTo(edge, graph, avoided);
        if (!way) {
          last = 'no-way';
          break;
        }
        // What comes behind may ask for something that ends the run before it: then it goes on as is easiest.
        const isWanted = (one: Edge) => n === 0 && !shown.has(pointKey({ kind: 'edge', edge: one.id })) && !doubtful.has(one.id) && !neverTaken(one, setting);
        const done = direct(setting, { route: goOn(way, { graph, isWanted, worth }), from, way: n });
        if (!done) break;
        const before = shown.size;
        const mine = shownBy(done.outcome, setting);
        for (const one of way) {
          const key = pointKey({ kind: 'edge', edge: one.id });
          if (one !== edge && !mine.has(key) && !shown.has(key)) doubtful.add(one.id);
        }
        if ([...mine].some((key) => !shown.has(key))) keep(point, done);
        if (mine.has(pointKey(point))) break;
        for (const one of [...doubtful, ...(way[0] ? [way[0].id] : [])]) avoided.add(one);
        last = reasonOf(done.outcome);
        if (shown.size === before && n > 1) break;
      }
      if (shown.has(pointKey(point))) continue;
      doubtful.add(edge.id);
      fail(point, last);
    }

  for (const one of specialTurns(setting, mainRoute, caps)) {
    const key = pointKey(one.point);
    let last: UnshownReason = 'not-found';
    let isShown = false;
    for (const direction of one.directions) {
      const done = direct(setting, { ...direction, isEnough: (outcome) => shownBy(outcome, setting).has(key) });
      if (!done) continue;
      const mine = shownBy(done.outcome, setting);
      // Who is not meant at all is passed over without a word.
      if (one.point.kind === 'kept-out' && one.point.reason === 'entry-filter' && done.outcome.lines.length === 0) mine.add(key);
      const byOther = one.viaOther?.some((node) => mine.has(pointKey({ kind: 'other-channel', node }))) === true;
      if (mine.has(key) || byOther) {
        keep(one.point, done, [key]);
        isShown = true;
        break;
      }
      if (one.point.kind !== 'kept-out') last = reasonOf(done.outcome);
    }
    if (!isShown && !shown.has(key)) fail(one.point, last);
  }

  return { cases: chosen(tried), unshown: [...unshown.values()].filter(({ point }) => !shown.has(pointKey(point))), zone: setting.zone, base: setting.base };
}

/** As few as show everything: the main way first, each rule's own test, then whatever shows most that is new; told in the order of the drawing. */
function chosen(tried: readonly Tried[]): TestCase[] {
  const missing = new Set(tried.flatMap((one) => [...one.shown]));
  const taken: Tried[] = [];
  const take = (one: Tried) => {
    taken.push(one);
    for (const key of one.shown) missing.delete(key);
  };
  for (const one of tried) if (one.aim.kind !== 'edge') take(one);
  let left = tried.filter((one) => one.aim.kind === 'edge');
  while (missing.size > 0 && left.length > 0) {
    let best: Tried | undefined;
    let most = 0;
    for (const one of left) {
      let fresh = 0;
      for (const key of one.shown) if (missing.has(key)) fresh++;
      if (fresh > most) [best, most] = [one, fresh];
    }
    if (!best) break;
    const found = best;
    take(found);
    left = left.filter((one) => one !== found);
  }
  const order = (one: Tried) => (one.aim.kind === 'main' ? 0 : one.aim.kind === 'edge' ? 1 : 2);
  return taken.sort((a, b) => order(a) - order(b) || a.rank - b.rank).map(({ aim, script, outcome, shown }) => ({ aim, script, outcome, shown }));
}

/** From the first trigger that lets somebody in, along most messages; begun in a week in which as little as possible is held. */
function mainCourse(setting: Setting, worth: ReadonlyMap<string, number>): { direction: Direction; directed: Directed } | undefined {
  const { graph, from } = setting;
  let first: { direction: Direction; directed: Directed } | undefined;
  for (const id of graph.order) {
    const edge = graph.nodes.get(id)?.kind === 'trigger' ? graph.out.get(id)?.[0] : undefined;
    if (!edge) continue;
    const direction = { route: goOn([edge], { graph, isWanted: (one) => isWaitedFor(one, graph, worth), worth }), from, way: 0 };
    const directed = direct(setting, direction);
    if (!directed) continue;
    first ??= { direction, directed };
    if (directed.outcome.runs.length > 0) return { direction, directed };
  }
  return first;
}

/** What a step waits for, unless it leads aside: to no message, though there would be one without it, and not straight to the goal. */
function isWaitedFor({ from, port, to }: Edge, graph: Graph, worth: ReadonlyMap<string, number>): boolean {
  if (graph.nodes.get(from)?.kind !== 'wait-event' || port !== 'happened') return false;
  const sends = (id: string) => (worth.get(id) ?? 0) >= WORTH_OF_SEND;
  return graph.nodes.get(to)?.kind === 'goal' || sends(to) || !(graph.out.get(from) ?? []).some((other) => sends(other.to));
}

function neverTaken(edge: Edge, { graph }: Setting): UnshownReason | undefined {
  if (!graph.reached.has(edge.from)) return 'no-way';
  const node = graph.nodes.get(edge.from);
  if (edge.port === 'failed' && (node?.kind === 'webhook' || node?.kind === 'send')) return 'by-hand';
  if (node?.kind === 'ab' && node.arms.find(({ port }) => port === edge.port)?.weight === 0) return 'no-share';
  return undefined;
}

function reasonOf({ lines, runs }: TestOutcome): UnshownReason {
  if (runs.length === 0) return 'not-entered';
  const codes = new Set(runs.map(({ exit }) => exit?.code));
  if (codes.has('goal') && lines.some(({ what, reason }) => what === 'goal' && reason?.code === 'goal-reached')) return 'goal-first';
  return codes.has('exit-rule') || codes.has('suppressed') ? 'exit-first' : 'not-found';
}

type Special = { point: Point; directions: Direction[] /** Steps whose second channel shows it. */; viaOther?: readonly string[] };

/** What is no edge: goal, exits, rules, consent, coming again. */
function specialTurns(setting: Setting, route: readonly Edge[], caps: readonly Cap[]): Special[] {
  const { journey, graph, program, from } = setting;
  if (route.length === 0) return [];
  const { entry, policies } = journey;
  const plain: Direction = { route, from, way: 0 };
  const turned = (turn: Turn, more: Partial<Direction> = {}): Direction[] => [0, 1, 2, 3, 4, 5].map((way) => ({ ...plain, way, turn, ...more }));
  const specials: Special[] = [];

  if (policies.goal) specials.push({ point: { kind: 'goal' }, directions: turned({ kind: 'interrupt', demands: [{ when: policies.goal.when, want: true }] }) });
  for (const { id, when } of policies.exits)
    specials.push({ point: { kind: 'exit', exit: id }, directions: turned({ kind: 'interrupt', demands: [{ when, want: true }] }) });

  if (entry.filter) specials.push({ point: { kind: 'kept-out', reason: 'entry-filter' }, directions: turned({ kind: 'kept-out' }) });
  const { reentry } = entry;
  const isNever = reentry.mode === 'never';
  specials.push({ point: { kind: 'kept-out', reason: isNever ? 'entered-before' : 'already-inside' }, directions: turned({ kind: 'again', when: 'inside' }) });
  if (!isNever) {
    if (reentry.cooldown !== undefined)
      specials.push({ point: { kind: 'kept-out', reason: 'cooldown' }, directions: turned({ kind: 'again', when: 'after' }) });
    specials.push({ point: { kind: 'again' }, directions: turned({ kind: 'again', when: 'later' }) });
  }
  if (program.deployment.administrative.test !== undefined)
    specials.push({ point: { kind: 'kept-out', reason: 'test-record' }, directions: [{ ...plain, given: { [runtimeAttributes.test]: true } }] });

  const sends = route.flatMap(({ from: id }) => {
    const node = graph.nodes.get(id);
    return node?.kind === 'send' ? [node] : [];
  });
  const marketing = sends.filter((node) => node.class === 'marketing' && consentAttributes[node.channel] !== undefined);
  if (marketing.length > 0) {
    const withdrawn = (node: NodeOf<'send'>): Turn => ({
      kind: 'interrupt',
      before: node.id,
      demands: [node.channel, ...(node.fallbackChannel ? [node.fallbackChannel] : [])].flatMap((channel) => {
        const path = consentAttributes[channel];
        return path === undefined ? [] : [{ when: { op: 'eq' as const, left: { kind: 'customer' as const, path }, right: 'granted' }, want: false }];
      }),
    });
    specials.push({ point: { kind: 'no-consent' }, directions: marketing.slice(0, MOST_PLACES).map((node) => ({ ...plain, turn: withdrawn(node) })) });
  }
  for (const rule of program.deployment.suppressions) {
    const point: Point = { kind: 'rule', suppression: rule.id };
    // Where she may come in at all, the rule often bars the way in: then it shows at a later message.
    const targets = sends.filter((node) => isFor(rule, node)).slice(0, MOST_PLACES);
    const [first] = targets;
    if (!first) continue;
    switch (rule.rule.kind) {
      case 'condition': {
        const demands = [{ when: rule.rule.when, want: true }];
        const directions = targets.flatMap(({ id }) => turned({ kind: 'interrupt', demands, before: id }));
        specials.push({ point, directions, ...(rule.action === 'use-other-channel' ? { viaOther: targets.map(({ id }) => id) } : {}) });
        break;
      }
      case 'caps':
        specials.push({ point, directions: targets.flatMap((target) => cappedTurns(target, caps)).map((turn) => ({ ...plain, turn })) });
        break;
      case 'quiet-times':
        specials.push({ point, directions: QUIET_TRIES_MS.map((later) => ({ ...plain, from: from + later })) });
        break;
      case 'consent':
      case 'manual':
        break;
    }
  }
  for (const node of journey.nodes)
    if (node.kind === 'wait-until' && node.onMissing === 'exit' && node.until.kind === 'customer') {
      const way = graph.out.get(node.id)?.[0] && routeTo(graph.out.get(node.id)?.[0] as Edge, graph, new Set());
      if (way)
        specials.push({ point: { kind: 'missing-date', node: node.id }, directions: [{ route: way, from, way: 0, given: { [node.until.path]: null } }] });
    }
  return specials;
}

function isFor(rule: Suppression, node: NodeOf<'send'>): boolean {
  if (node.ignores.includes(rule.id) || !rule.classes.includes(node.class)) return false;
  return !rule.channels?.length || rule.channels.includes(node.channel);
}

/** As many messages as a cap allows, from another journey. */
function cappedTurns(target: NodeOf<'send'>, caps: readonly Cap[]): Turn[] {
  return caps
    .filter((cap) => cap.limit > 0 && cap.limit <= 20 && capApplies(cap, target.class, target.channel))
    .map((cap) => ({
      kind: 'capped',
      before: target.id,
      messages: Array.from({ length: cap.limit }, () => ({ 'message-class': target.class, channel: target.channel, 'journey-id': 'other-journey' })),
    }));
}
