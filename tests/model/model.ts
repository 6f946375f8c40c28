/**
 * The reference: what a journey means, read off its definition as plainly as can be and without a line of the engine's. Events come
 * in, time passes, and it writes down what becomes of everybody. Slow, in memory, and searched through from the beginning each time.
 */
import type { EventEnvelope, ProfileUpdate } from '../../shared/executor/api';
import { customerId } from '../../shared/runtime/customer-id';
import { runIdOf } from '../../shared/runtime/run-id';
import { ask, type Because, type Door, enter, membershipChanges } from './entering';
import { merge } from './merging';
import { type Customer, identify, isTest, type Kept, learn, saidBy } from './people';
import { createPublishing, isOut } from './publishing';
import { walk } from './walking';
import { clockOn, dateAt, HOUR, nextAt, plus, spanOf } from './wall-clock';
import {
  attributeOf,
  customerOf,
  emptyWorld,
  type Job,
  type News,
  type Planned,
  type Program,
  priorityOf,
  type Run,
  record,
  type TriggerNode,
  zoneFor,
} from './world';

export type Model = ReturnType<typeof createModel>;

/** Names on the wire are the same names with another line between their words. */
const named = (wire: string) => wire.replaceAll('_', '-');

export function createModel(start: number) {
  const world = emptyWorld(start);

  const versions = createPublishing(world, { plan, goLive, catchUp });

  // ---------------------------------------------------------------- who speaks first
  const byPriority = (programs: readonly Program[]) => [...programs].sort((a, b) => priorityOf(b) - priorityOf(a) || b.deployedAt - a.deployedAt || b.n - a.n);
  const triggersOf = (program: Program) => program.journey.nodes.filter((node): node is TriggerNode => node.kind === 'trigger');

  // ---------------------------------------------------------------- news
  function react(first: News): void {
    const queue = [first];
    for (let i = 0; i < queue.length && i < 100; i++) {
      const news = queue[i];
      if (news) hear(news, queue);
    }
  }

  function hear({ customer: n, event, changed }: News, queue: News[]): void {
    if (n === undefined) {
      for (const program of byPriority(world.programs))
        if (event && program.state === 'live' && !(event.isTest && program.bundle.mode === 'live'))
          for (const node of triggersOf(program))
            if (node.audience && node.trigger.kind === 'event' && node.trigger.event === event.name)
              plan({ kind: 'audience', program, node, event, due: world.now });
      return;
    }
    const customer = customerOf(world, n);
    const waiting = world.runs
      .filter((run) => run.customer === n && !run.left && run.parked === undefined && isConcerned(run, event, changed))
      .sort((a, b) => priorityOf(b.program) - priorityOf(a.program) || a.n - b.n);
    for (const run of waiting) queue.push(...walk(world, run, event ? { kind: 'event', event } : { kind: 'changed' }));

    for (const program of byPriority(world.programs)) {
      planDates(program, customer, changed);
      const isLooked = !world.jobs.some((job) => job.kind === 'first-look' && job.program === program && n <= (job.upTo ?? 0));
      const moves = !isOut(program.state) && isLooked ? membershipChanges(world, program, customer) : [];
      if (program.state !== 'live') continue;
      const triggers = triggersOf(program);
      const doors: Door[] = [];
      if (event) for (const node of triggers) if (node.trigger.kind === 'event' && node.trigger.event === event.name) doors.push({ node, because: { event } });
      for (const attribute of changed)
        for (const node of triggers)
          if (node.trigger.kind === 'attribute-changed' && node.trigger.attribute === attribute) doors.push({ node, because: { change: 'attribute-changed' } });
      doors.push(...doorsOf(program, moves));
      enter(world, program, doors, customer, queue);
    }
  }

  function doorsOf(program: Program, moves: readonly (Because & { segment?: string })[]): Door[] {
    return moves.flatMap((because) =>
      triggersOf(program)
        .filter(({ trigger }) => 'change' in because && trigger.kind === because.change && 'segment' in trigger && trigger.segment === because.segment)
        .map((node) => ({ node, because })),
    );
  }

  /** A run that stands still hears of what its goal, its immediate exits, its reasons for holding a message and its waits name. */
  function isConcerned({ program }: Run, event: Kept | undefined, changed: ReadonlySet<string>): boolean {
    const { journey, bundle } = program;
    const rules = [...bundle.suppressions.filter(({ id }) => journey.policies.suppressions.includes(id)), ...journey.policies.own];
    const conditions = JSON.stringify([
      journey.policies.goal,
      journey.policies.exits.filter(({ scope }) => scope === 'immediate'),
      rules,
      rules.some(({ rule }) => rule.kind === 'caps') ? bundle.caps : [],
    ]);
    const waits = journey.nodes.filter(({ kind }) => kind === 'wait-event' || kind === 'wait-until');
    if (conditions.includes('"in-segment"')) return true;
    if (event && (conditions.includes(`"event":"${event.name}"`) || JSON.stringify(waits).includes(`"event":"${event.name}"`))) return true;
    const isQuiet = rules.some(({ rule }) => rule.kind === 'quiet-times');
    const goesByHerClock =
      isQuiet || (journey.policies.timeZone.source === 'customer' && journey.nodes.some(({ kind }) => kind === 'wait-until' || kind === 'window'));
    const isConsentAwaited = rules.some(({ rule, action }) => rule.kind === 'consent' && action === 'hold');
    for (const attribute of changed) {
      if (conditions.includes(`"kind":"customer","path":"${attribute}"`)) return true;
      if (waits.some((node) => node.kind === 'wait-until' && node.until.kind === 'customer' && node.until.path === attribute)) return true;
      if (goesByHerClock && (attribute === 'time-zone' || attribute === 'country')) return true;
      if (isConsentAwaited && attribute.endsWith('-consent')) return true;
    }
    return false;
  }

  /** When a date of hers will start a run, as far as that is not over already. */
  function planDates(program: Program, customer: Customer, changed: ReadonlySet<string> | undefined): void {
    if (isOut(program.state)) return;
    for (const node of triggersOf(program)) {
      const { trigger } = node;
      if (trigger.kind !== 'date-attribute') continue;
      if (changed && !changed.has(trigger.attribute) && !changed.has('time-zone') && !changed.has('country')) continue;
      const zone = zoneFor(program, customer);
      const date = spanOf(attributeOf(customer, trigger.attribute), zone)?.from;
      const moved = date === undefined ? undefined : plus(date, trigger.offset, zone);
      const due = moved === undefined ? undefined : trigger.at ? clockOn(dateAt(moved, zone), trigger.at, zone) : moved;
      world.planned = world.planned.filter((one) => one.program !== program || one.node !== node || one.customer !== customer.n || one.event !== undefined);
      if (due !== undefined && due > world.now) world.planned.push({ program, node, customer: customer.n, due, event: undefined });
    }
  }

  // ---------------------------------------------------------------- what falls due
  function plan(job: Omit<Job, 'n'>): void {
    world.jobs.push({ ...job, n: ++world.counted });
  }

  const dueOf = (run: Run) => (run.left || run.parked !== undefined ? undefined : (run.stands?.until ?? run.enteredAt));

  /** Does everything that is due now: runs that wait, then dates and waves, then what goes over everybody; each by time, priority, age. */
  function settle(): void {
    for (;;) {
      const runs = world.runs
        .filter((run) => (dueOf(run) ?? Number.POSITIVE_INFINITY) <= world.now)
        .sort((a, b) => (dueOf(a) ?? 0) - (dueOf(b) ?? 0) || priorityOf(b.program) - priorityOf(a.program) || a.n - b.n);
      for (const run of runs) if ((dueOf(run) ?? Number.POSITIVE_INFINITY) <= world.now) for (const news of walk(world, run, { kind: 'wake' })) react(news);
      const planned = world.planned.filter(({ due }) => due <= world.now).sort((a, b) => a.due - b.due || priorityOf(b.program) - priorityOf(a.program));
      for (const one of planned) begin(one);
      const job = world.jobs
        .filter(({ due }) => due <= world.now)
        .sort((a, b) => a.due - b.due || priorityOf(b.program) - priorityOf(a.program) || a.n - b.n)[0];
      if (job) work(job);
      if (runs.length === 0 && planned.length === 0 && !job) return;
    }
  }

  function begin(one: Planned): void {
    if (!world.planned.includes(one)) return;
    world.planned.splice(world.planned.indexOf(one), 1);
    const { program, node, customer, due, event } = one;
    if (program.state !== 'live') return;
    const news: News[] = [];
    enter(world, program, [{ node, because: event ? { event } : { occasion: `date ${due}` } }], customerOf(world, customer), news);
    for (const each of news) react(each);
  }

  function work(job: Job): void {
    const { program, node, event, due } = job;
    const { fallback } = program.journey.policies.timeZone;
    world.jobs.splice(world.jobs.indexOf(job), 1);
    if (job.kind === 'resume') {
      for (const run of world.runs.filter((one) => one.program === program && !one.left && one.parked !== undefined)) if (!run.left) catchUp(run);
      return;
    }
    if (job.kind === 'move') versions.move(job);
    if (job.kind === 'stop') versions.stop(job);
    if (job.kind === 'move' || job.kind === 'stop' || program.state === 'retired') return;
    let place = 0;
    const everybody = [...world.customers].sort((a, b) => a.n - b.n).filter(({ n }) => n <= (job.upTo ?? n));
    for (const { n } of everybody) {
      const customer = world.customers.find((one) => one.n === n);
      if (!customer) continue;
      const news: News[] = [];
      if (job.kind === 'first-look') {
        membershipChanges(world, program, customer);
        planDates(program, customer, undefined);
      } else if (job.kind === 'look') {
        const moves = isOut(program.state) ? [] : membershipChanges(world, program, customer);
        if (program.state === 'live') enter(world, program, doorsOf(program, moves), customer, news);
      } else if (node && program.state === 'live') {
        if (!event) enter(world, program, [{ node, because: { occasion: `schedule ${due}` } }], customer, news);
        else if (!node.waves) enter(world, program, [{ node, because: { event } }], customer, news);
        else {
          const units = Number(event.properties[node.waves.per] ?? 1);
          const at = plus(due, node.waves.every, fallback, Math.floor(place / (node.waves.people * units)));
          if (at <= world.now) {
            if (enter(world, program, [{ node, because: { event } }], customer, news).entered) place += 1;
          } else if ('begins' in ask(world, program, node, customer, { event })) {
            place += 1;
            world.planned.push({ program, node, customer: n, due: at, event });
          }
        }
      }
      for (const each of news) react(each);
    }
    // What comes again keeps its age.
    if (job.kind === 'look') world.jobs.push({ ...job, due: world.now + HOUR });
    if (job.kind === 'schedule' && node && program.state !== 'draining') planSlot(program, node, (job.nth ?? 0) + 1, (slot) => slot <= world.now, job.n);
  }

  /** A time of a schedule; every one is counted from the first. */
  function slotOf({ journey, deployedAt }: Program, { trigger }: TriggerNode, nth: number): number {
    if (trigger.kind !== 'schedule') throw new Error('not a schedule');
    const zone = journey.policies.timeZone.fallback;
    const first = trigger.at ? nextAt(deployedAt, trigger.at, zone) : deployedAt;
    const counted = plus(first, trigger.every, zone, nth);
    // On days that lack the clock time, or have it twice, the wall decides.
    return nth > 0 && trigger.at && !trigger.every.includes('T') ? clockOn(dateAt(counted, zone), trigger.at, zone) : counted;
  }

  function planSlot(program: Program, node: TriggerNode, from: number, isOver: (slot: number) => boolean, n = ++world.counted): void {
    let nth = from;
    while (isOver(slotOf(program, node, nth))) nth += 1;
    world.jobs.push({ n, kind: 'schedule', program, node, due: slotOf(program, node, nth), nth });
  }

  /** After a pause a run hears, in order, what it has missed. */
  function catchUp(run: Run, isNew = false): void {
    const heard = isNew ? world.happened.length : (run.parked ?? world.happened.length);
    run.parked = undefined;
    const queue: News[] = [];
    for (const event of world.happened.slice(heard).filter((one) => one.customer === run.customer)) queue.push(...walk(world, run, { kind: 'event', event }));
    queue.push(...walk(world, run, { kind: 'changed' }));
    for (const news of queue) react(news);
  }

  // ---------------------------------------------------------------- who it is about
  function know(given: Record<string, string>, at: number, mayTouch: (customer: Customer) => boolean): Customer | undefined {
    const { stays, others, isRefused, joinedBy } = identify(world, given);
    if (Object.keys(given).length === 0 || (stays && ![stays, ...others].every(mayTouch))) return undefined;
    const customer = stays ?? { n: ++world.known, values: {}, names: {} };
    if (!stays) world.customers.push(customer);
    const planAnew = (one: Customer) => {
      for (const program of world.programs) planDates(program, one, undefined);
    };
    for (const other of others) for (const news of merge(world, customer, other, joinedBy(other), planAnew)) react(news);
    for (const [attribute, value] of Object.entries(given)) {
      if (isRefused(attribute) || world.customers.some(({ names }) => names[attribute]?.includes(value))) continue;
      customer.names[attribute] = [...(customer.names[attribute] ?? []), value];
      // It is also what her record shows, unless that says something already.
      if (customer.values[attribute]?.value == null) customer.values[attribute] = { value, at };
    }
    return customer;
  }

  return {
    world,
    takeEvent({ uid, name: wire, occurred_at, is_test, identifiers, properties: given }: EventEnvelope): void {
      if (world.happened.some((one) => one.uid === uid && !one.isOwn)) return;
      const name = named(wire);
      const properties = Object.fromEntries(Object.entries(given).map(([key, value]) => [named(key), value]));
      const at = Math.min(Date.parse(occurred_at), world.now);
      const who = Object.fromEntries(Object.entries(identifiers).map(([key, value]) => [named(key), String(value)]));
      // A test about somebody real has no effect on her; whom we first hear of in a test is one.
      const customer = know(who, at, (known) => !is_test || isTest(known));
      if (customer && is_test && !isTest(customer)) customer.values['is-test-record'] = { value: true, at };
      const changed = customer ? learn(customer, saidBy(name, properties), at, world.now) : new Set<string>();
      const event = record(world, { uid, name, at, properties, customer: customer?.n, isTest: is_test, isOwn: false });
      if (customer || Object.keys(who).length === 0) react({ customer: customer?.n, event, changed });
    },
    takeProfile({ identifiers, attributes, occurred_at }: ProfileUpdate): void {
      const at = occurred_at === undefined ? undefined : Math.min(Date.parse(occurred_at), world.now);
      const who = Object.fromEntries(Object.entries(identifiers).map(([key, value]) => [named(key), String(value)]));
      const customer = know(who, at ?? world.now, () => true);
      if (!customer) return;
      const said = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [named(key), value]));
      const changed = learn(customer, said, at, world.now);
      if (changed.size > 0) react({ customer: customer.n, changed });
    },
    publish: versions.publish,
    setState: versions.setState,
    /** Another program asks for a run. */
    start(journey: string, identifiers: Record<string, string>, uid: string | undefined): string {
      const programs = byNewest().filter((one) => one.state === 'live' && one.journey.id === journey);
      const places = programs.flatMap((program) =>
        (['manual', 'api'] as const).flatMap((kind) =>
          triggersOf(program)
            .filter(({ trigger }) => trigger.kind === kind)
            .map((node) => ({ program, node, kind })),
        ),
      );
      if (places.length === 0) return 'journey-not-startable';
      const customer = identify(world, Object.fromEntries(Object.entries(identifiers).map(([key, value]) => [named(key), value]))).stays;
      if (!customer) return 'customer-unknown';
      for (const { program, node, kind } of places) {
        const because: Because = uid === undefined ? { change: kind } : { occasion: `start ${uid}` };
        const known = [customer.n, ...world.aliases.filter(({ winner }) => winner === customer.n).map(({ loser }) => loser)];
        const ids = uid === undefined ? [] : known.map((n) => runIdOf(program.hash, node.id, customerId(n), `start ${uid}`));
        const earlier = world.runs.find((run) => run.customer === customer.n && ids.includes(run.id));
        if (earlier) return earlier.id;
        const news: News[] = [];
        const { entered, run } = enter(world, program, [{ node, because }], customer, news);
        for (const one of news) react(one);
        if (entered) return run ?? '';
      }
      return 'refused';
    },
    settle,
    /** Time passes, and everything happens at its own time. */
    pass(ms: number): void {
      const to = world.now + ms;
      for (;;) {
        settle();
        const times = [...world.runs.map(dueOf), ...world.planned.map(({ due }) => due), ...world.jobs.map(({ due }) => due)].filter((at) => at !== undefined);
        const next = Math.min(...times, Number.POSITIVE_INFINITY);
        if (next > to) break;
        world.now = next;
      }
      world.now = to;
      settle();
    },
  };

  function byNewest(): Program[] {
    return [...world.programs].sort((a, b) => b.deployedAt - a.deployedAt || b.n - a.n);
  }

  function goLive(program: Program): void {
    world.jobs = world.jobs.filter((job) => job.program !== program || !['first-look', 'look', 'schedule'].includes(job.kind));
    for (const node of triggersOf(program)) if (node.trigger.kind === 'schedule') planSlot(program, node, 0, (slot) => slot < world.now);
    plan({ kind: 'first-look', program, due: world.now, upTo: Math.max(0, ...world.customers.map(({ n }) => n)) });
    plan({ kind: 'look', program, due: world.now + HOUR });
  }
}
