/** Another version of a journey: what is meant for those inside, and how one of them goes on in it. */
import type { Journey, Node, Placement } from '../../shared/journey/schema';
import { holds, referred } from './conditions';
import { plus } from './wall-clock';
import { customerOf, type Fates, type Line, nodeOf, type Program, type Run, type Standing, viewOf, type World } from './world';

const finishes: Placement = { action: 'finish-on-old' };
/** Digits by which people know a version. */
const short = (program: Program) => program.hash.slice(0, 7);
const isSame = (one: unknown, other: unknown) => inOrder(one ?? null) === inOrder(other ?? null);

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const said = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${said
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${key}:${inOrder(one)}`)
    .join()}}`;
}

/** Runs begin at a trigger, and nobody is made to have reached the goal. */
export function mayStandAt(node: Node | undefined): node is Node {
  return node !== undefined && !['trigger', 'goal', 'ext'].includes(node.kind);
}

/**
 * Whether the time somebody waits at one step says anything at another. When a window opens, and what goes by a date of hers, is read off
 * the wall or her record again; how long a message is held is no length of waiting, and when a window would have opened is none either.
 */
export function canKeepTime(from: Node, to: Node): boolean {
  if (to.kind === 'send') return true;
  if (to.kind === 'window' || (to.kind === 'wait-until' && to.until.kind === 'customer')) return false;
  const isWait = to.kind === 'wait' || to.kind === 'wait-event' || to.kind === 'wait-until';
  return from.kind !== 'send' && !(isWait && from.kind === 'window');
}

/** What the two versions say of those inside when the publisher says nothing: on the step, the new one first; then on all. */
export function ownWord(old: Journey, next: Journey): Fates {
  const inNext = (id: string) => next.nodes.find((node) => node.id === id);
  const fates: Fates = {};
  for (const node of old.nodes) {
    const possible = [next, old].flatMap(({ policies: { onRepublish } }): Placement[] => {
      const said = onRepublish.byNode?.[node.id];
      if (said?.action !== 'migrate') return said ? [said] : [];
      const to = inNext(said.to);
      if (node.kind === 'trigger' || !mayStandAt(to)) return [];
      return [{ ...said, timer: canKeepTime(node, to) ? said.timer : 'restart' }];
    });
    fates[node.id] = possible[0] ?? onAll(node);
  }
  return fates;

  function onAll(node: Node): Placement {
    const { default: said } = next.policies.onRepublish;
    if (said !== 'migrate') return { action: said };
    if (node.kind === 'trigger') return finishes;
    // At the same step, or at the one she would come to next, as long as there is only one way.
    const been: Node[] = [];
    for (let at: Node | undefined = node; at && !been.includes(at); at = onlyNext(at)) {
      been.push(at);
      const there = inNext(at.id);
      if (mayStandAt(there)) return { action: 'migrate', to: there.id, timer: canKeepTime(node, there) ? 'keep' : 'restart' };
    }
    return finishes;
  }

  function onlyNext({ id, kind }: Node): Node | undefined {
    const isWay = (port: string) => (kind === 'wait-event' ? port === 'timeout' : kind !== 'send' || port === 'out');
    const ways = old.edges.filter(({ from, port }) => from === id && isWay(port));
    return ways.length === 1 ? old.nodes.find((node) => node.id === ways[0]?.to) : undefined;
  }
}

/** Lets a run go on in the next version, where it may; false: she stays. What it hears of then is for the caller. */
export function goOver(world: World, run: Run, next: Program, { to: id, timer }: Extract<Placement, { action: 'migrate' }>): boolean {
  const { program: old, stands } = run;
  const from = nodeOf(old, run.node);
  const to = nodeOf(next, id);
  const customer = customerOf(world, run.customer);
  const line = (program: Program, node: Node, rest: Partial<Line> & Pick<Line, 'what'>) =>
    world.lines.push({ at: world.now, program, customer: run.customer, run, node: node.id, ...rest });
  const view = viewOf(world, next, customer, run.entry, run);

  const { filter, reentry } = next.journey.entry;
  if (filter && !isSame(filter, old.journey.entry.filter) && !holds(filter, view)) {
    line(next, to, { what: 'not-entered', run: undefined, reason: { code: 'entry-filter', params: {} } });
    return false;
  }

  if (stands?.kind === 'hold' && !(from.kind === 'send' && to.kind === 'send' && from.message === to.message)) {
    run.sent.delete(from.id);
    line(old, from, { what: 'not-sent', reason: { code: 'run-moved', params: { deployment: short(next) } } });
  }
  passOver(world, run, next);

  const end = (program: Program) => {
    const { maxDuration, timeZone } = program.journey.policies;
    return maxDuration === undefined ? Number.POSITIVE_INFINITY : plus(run.enteredAt, maxDuration, timeZone.fallback);
  };
  // What the old version's longest stay would have ended had not its own time.
  const isKept = timer === 'keep' && stands !== undefined && canKeepTime(from, to) && stands.until < end(old);
  line(old, from, { what: 'moved', reason: { code: 'moved-to', params: { deployment: short(next), node: to.id } } });
  line(next, to, { what: 'moved', reason: { code: 'moved-from', params: { deployment: short(old), node: from.id } } });
  if (!isSame(reentry, old.journey.entry.reentry)) {
    const key = reentry.mode === 'parallel-by-key' ? referred(reentry.key, view) : undefined;
    run.key = key === undefined || key === null ? '' : String(key);
  }
  run.program = next;
  run.node = to.id;
  if (isKept) {
    run.stands = { ...stands, kind: kindAt(to, stands), until: Math.min(stands.until, end(next)) };
    if (run.stands.kind !== 'hold') delete run.stands.reason;
    const until = new Date(run.stands.until).toISOString();
    if (run.stands.kind === 'hold') line(next, to, { what: 'held', reason: run.stands.reason });
    else if (to.kind === 'wait-event') line(next, to, { what: 'waiting', reason: { code: 'waiting-for-event', params: { event: to.event, until } } });
    else line(next, to, { what: 'waiting', reason: { code: 'waiting-until', params: { until } } });
  } else {
    run.stands = undefined;
    run.visit += 1;
  }
  return true;
}

function kindAt(to: Node, { kind }: Standing): Standing['kind'] {
  if (to.kind === 'wait-event') return 'event';
  return to.kind === 'send' && kind === 'hold' ? 'hold' : 'timer';
}

/** Steps of the next version whose message she has had, unless the old one would have sent it there once more from where she stood. */
function passOver(world: World, run: Run, next: Program): void {
  const { program: old } = run;
  const messageAt = ({ journey }: Program, id: string) => {
    const node = journey.nodes.find((one) => one.id === id);
    return node?.kind === 'send' ? node.message : undefined;
  };
  const ahead = new Set<string>([run.node]);
  for (let size = 0; size < ahead.size; ) {
    size = ahead.size;
    for (const { from, to } of old.journey.edges) if (ahead.has(from)) ahead.add(to);
  }
  const ofRun = world.outgoing.filter((one) => one.run === run && one.kind === 'send').map(({ content }) => content.message);
  const hers = new Set([...ofRun, ...[...run.sent].map((id) => messageAt(old, id))]);
  const others = new Set([...run.sentBefore].map((id) => messageAt(old, id)));
  // Steps that are not there now may come back in yet another version.
  const passed = new Set([...run.sentBefore].filter((id) => messageAt(next, id) === undefined));
  for (const node of next.journey.nodes) {
    if (node.kind !== 'send') continue;
    const before = messageAt(old, node.id);
    const isTheSame = before === node.message;
    if (run.sentBefore.has(node.id) && (isTheSame || before === undefined)) passed.add(node.id);
    else if (ahead.has(node.id) && isTheSame) continue;
    else if (hers.has(node.message)) {
      passed.add(node.id);
      run.sent.add(node.id);
    } else if (others.has(node.message)) passed.add(node.id);
  }
  run.sentBefore = passed;
}
