/**
 * The journeys of a client at work in memory: events come in, time passes, runs begin, move and leave. The executor does the
 * same on its store; both ask the same functions who may enter, what a step does and what a customer's values are, and a
 * conformance test holds them to the same trace.
 */
import type { EventRecord, Facts, Json } from '../condition/facts';
import type { Condition } from '../condition/schema';
import { steadyUntil } from '../condition/steady-until';
import { type Change, considerEntry, type EntryAnswer, triggersForChange } from '../journey/entry';
import { dateTriggerAt, nextScheduledAt, waveAt } from '../journey/entry-timing';
import type { CustomerFacts, Effect, Reason, Run, StepInput, TraceEntry } from '../journey/run';
import type { NodeOf } from '../journey/schema';
import { step } from '../journey/step';
import { sentEvent, zoneOf } from '../journey/step-facts';
import { dueAt, isConcerned } from '../journey/wake';
import { attributesFor, blankValue } from '../runtime/attributes';
import { customerId } from '../runtime/customer-id';
import { factsFor } from '../runtime/facts';
import type { Live } from '../runtime/live';
import { runIdOf } from '../runtime/run-id';
import { createAgenda } from './agenda';
import { createCustomer, remember, type SimulatedCustomer, type SimulatedRun, type StartingCustomer, setAttribute, takeNews } from './people';
import type { SimulatedProgram } from './program';

type TriggerNode = NodeOf<'trigger'>;

/** One line of what happened. */
export type TraceLine = TraceEntry & { at: number; customer: SimulatedCustomer; program: SimulatedProgram; run?: SimulatedRun };

export type Watcher = {
  onTrace(line: TraceLine): void;
  /** Called when the world has done what the step asked for. */
  onEffect?(effect: Effect, run: SimulatedRun, at: number): void;
};

export type WorldOptions = {
  programs: readonly SimulatedProgram[];
  /** Epoch ms: when all journeys go live. */
  from: number;
  watcher: Watcher;
  /** How often everybody is looked at for segments and values that change by the passing of time. The executor: an hour. */
  lookEveryMs: number;
};

export type World = {
  readonly now: number;
  readonly customers: readonly SimulatedCustomer[];
  add(customer: StartingCustomer): SimulatedCustomer;
  /** Once, when those known from the start have been added: notes where everybody stands. */
  goLive(): void;
  /** Does everything that falls due until then, in order. */
  advance(to: number): void;
  /** Something happens now; without a customer it is about nobody in particular (a restock). */
  happen(customer: SimulatedCustomer | undefined, event: EventRecord): void;
  /** Starts a run by hand, as another program would. */
  start(customer: SimulatedCustomer, journey: string, occasion: string): EntryAnswer | undefined;
  /** A customer as a program sees her now. */
  facts(program: SimulatedProgram, customer: SimulatedCustomer): CustomerFacts;
  /** Values of a customer now, by the formulas of the record. */
  attribute(customer: SimulatedCustomer, id: string): Json | undefined;
  /** When the next thing falls due. */
  nextAt(): number | undefined;
};

type Due =
  | { kind: 'wake'; run: SimulatedRun }
  | { kind: 'date'; program: SimulatedProgram; node: TriggerNode; customer: SimulatedCustomer }
  | { kind: 'wave'; program: SimulatedProgram; node: TriggerNode; customer: SimulatedCustomer; event: EventRecord }
  | { kind: 'audience'; program: SimulatedProgram; node: TriggerNode; event: EventRecord; upTo: number }
  | { kind: 'schedule'; program: SimulatedProgram; node: TriggerNode }
  | { kind: 'look'; program: SimulatedProgram };
/** At one moment runs that wait move first, then dates and waves, then what goes over everybody. */
const rank = { wake: 0, date: 1, wave: 1, audience: 2, schedule: 2, look: 2 } as const;

type Because = { event: EventRecord } | { occasion: string } | { change: string };
type Door = { node: TriggerNode; because: Because };
type News = { customer: SimulatedCustomer | undefined; event?: EventRecord; changed: ReadonlySet<string> };

/** Journeys that set each other off in a circle end here, as in the executor. */
const MOST_IN_A_ROW = 100;
/** A wake-up that changed nothing is not tried again at once. */
const IDLE_MS = 1_000;
/** Refusals that say "not meant", not "kept out". */
const notMeant: ReadonlySet<string> = new Set(['trigger-condition', 'not-in-audience']);
const nothing: ReadonlySet<string> = new Set();
const never = Number.POSITIVE_INFINITY;

export function createWorld({ programs: given, from, watcher, lookEveryMs }: WorldOptions): World {
  const programs = [...given].reverse();
  const derivations = [...new Set(programs.map((program) => program.derivation))];
  const customers: SimulatedCustomer[] = [];
  const agenda = createAgenda<Due>();
  let now = from;
  let runs = 0;
  let entries = 0;

  const live: Live = {
    get now() {
      return now;
    },
    events: (n, name) => customers[n - 1]?.histories.get(name) ?? [],
  };

  const factsOf = (program: SimulatedProgram, customer: SimulatedCustomer) => {
    if (customer.knownAt !== now) {
      customer.known.clear();
      customer.knownAt = now;
    }
    return factsFor(live, program, customer);
  };
  const valuesOf = (program: SimulatedProgram, customer: SimulatedCustomer) => {
    if (customer.knownAt !== now) {
      customer.known.clear();
      customer.knownAt = now;
    }
    return attributesFor(live, program, customer);
  };
  /** For how long the conditions of a program stay answered as they are now, for somebody who asks to enter. */
  const steadyFor = (program: SimulatedProgram, customer: SimulatedCustomer) => {
    const { attribute, events, inSegment } = factsOf(program, customer);
    const { journey, administrative } = program.deployment;
    const timeZone = zoneOf(journey, { id: '', attribute, events, inSegment });
    const run = { enteredAt: now, entryUid: '', entry: {}, journey: { id: journey.id, key: journey.key }, step: {} };
    const facts: Facts = { now, timeZone, attribute, events, inSegment, run };
    const until = (when: Condition | undefined) => (when ? steadyUntil(when, facts, program.changesByItself) : never);
    const apart = Math.min(...[administrative.test, administrative.employees].map((id) => until(program.segments.get(id ?? '')?.when)));
    return { until, apart };
  };
  const later = (at: number, what: Due, order = entries++) => agenda.add(at, rank[what.kind], order, what);

  // ---- who enters

  function mayEnter(program: SimulatedProgram, node: TriggerNode, customer: SimulatedCustomer, because: Because): EntryAnswer {
    const journey = program.deployment.journey.id;
    const mine = () => customer.runs.filter((one) => one.program.deployment.journey.id === journey).map((one) => one.run);
    const event = 'event' in because ? because.event : undefined;
    let id: string | undefined;
    const occasion = event ? event.uid : 'occasion' in because ? because.occasion : `${'change' in because ? because.change : ''} ${mine().length}`;
    return considerEntry({
      deployment: program.deployment,
      node,
      event,
      customer: factsOf(program, customer),
      get runsOfCustomer() {
        return mine();
      },
      runId() {
        id ??= runIdOf(program.deployment.hash, node.id, customerId(customer.n), occasion);
        return id;
      },
      now,
    });
  }

  function enterAtOneOf(program: SimulatedProgram, doors: readonly Door[], customer: SimulatedCustomer, news: News[]): EntryAnswer | undefined {
    let refused: { node: string; answer: Extract<EntryAnswer, { enter: false }> } | undefined;
    for (const { node, because } of doors) {
      const answer = mayEnter(program, node, customer, because);
      if (answer.enter) {
        begin(program, customer, answer.run, news);
        return answer;
      }
      if (!refused || notMeant.has(refused.answer.reason.code)) refused = { node: node.id, answer };
    }
    if (!refused) return undefined;
    refuse(program, refused.node, customer, refused.answer.reason);
    return refused.answer;
  }

  function refuse(program: SimulatedProgram, node: string, customer: SimulatedCustomer, reason: Reason): void {
    if (!notMeant.has(reason.code)) watcher.onTrace({ at: now, customer, program, node, what: 'not-entered', reason });
  }

  function begin(program: SimulatedProgram, customer: SimulatedCustomer, run: Run, news: News[]): void {
    if (customer.runs.some((one) => one.run.id === run.id)) return;
    const kept: SimulatedRun = { n: ++runs, program, customer, run, due: now };
    customer.runs.push(kept);
    customer.active.push(kept);
    customer.revision += 1;
    move(kept, { kind: 'start' }, news);
  }

  // ---- runs move

  function move(kept: SimulatedRun, given: StepInput, news: News[]): void {
    const { program, customer, run } = kept;
    if (run.status === 'exited') return;
    const input: StepInput = run.wait ? given : { kind: 'start' };
    const result = step(program.deployment, run, factsOf(program, customer), input, now);
    kept.run = result.run;
    let due = dueAt(result.run);
    if (due !== undefined && due <= now && input.kind === 'wake') due = now + IDLE_MS;
    kept.due = due;
    if (due === undefined) {
      customer.active.splice(customer.active.indexOf(kept), 1);
      customer.revision += 1;
    } else later(due, { kind: 'wake', run: kept }, kept.n);
    for (const entry of result.trace) {
      const line = { ...entry, at: now, customer, program, run: kept };
      watcher.onTrace(entry.what === 'exited' && result.run.exit ? { ...line, port: result.run.exit.code } : line);
    }
    for (const effect of result.effects) {
      apply(kept, effect, news);
      watcher.onEffect?.(effect, kept, now);
    }
  }

  function apply({ program, customer }: SimulatedRun, effect: Effect, news: News[]): void {
    switch (effect.kind) {
      case 'send':
        record(customer, sentEvent(program.deployment.journey, effect, now), news);
        return;
      case 'update': {
        const before = customer.attributes[effect.attribute];
        setAttribute(customer, effect.attribute, effect.value, now);
        if (JSON.stringify(before) !== JSON.stringify(effect.value)) news.push({ customer, changed: new Set([effect.attribute]) });
        return;
      }
      case 'emit':
        record(customer, { uid: effect.key, name: effect.event, at: now, properties: effect.properties }, news);
        return;
      case 'task':
      case 'webhook':
        return;
    }
  }

  function record(customer: SimulatedCustomer, event: EventRecord, news: News[]): void {
    remember(customer, event);
    news.push({ customer, event, changed: nothing });
  }

  // ---- news

  function react(queue: News[]): void {
    for (let i = 0; i < queue.length && i < MOST_IN_A_ROW; i++) {
      const news = queue[i];
      if (news) reactOnce(news, queue);
    }
  }

  function reactOnce({ customer, event, changed }: News, queue: News[]): void {
    if (!customer) {
      if (event)
        for (const program of programs)
          for (const node of program.byEvent.get(event.name) ?? [])
            if (node.audience) later(now, { kind: 'audience', program, node, event, upTo: customers.length });
      return;
    }
    if (customer.active.length > 0) moveRuns(customer, event, changed, queue);
    for (const program of programs) {
      const touched = program.derivation.touchedBy(event?.name, changed);
      planDates(program, customer, touched);
      const moves = [...watchedChanges(program, customer, touched), ...membershipChanges(program, customer)];
      const doors: Door[] = [];
      if (event) for (const node of program.byEvent.get(event.name) ?? []) doors.push({ node, because: { event } });
      const { attributes } = program.deployment.listens.triggers;
      // Of a computed one only the outcome counts, not what was delivered for it.
      for (const attribute of changed)
        if (attributes.has(attribute) && !program.watched.includes(attribute)) addDoors(program, { kind: 'attribute-changed', attribute }, doors);
      for (const change of moves) addDoors(program, change, doors);
      if (doors.length > 0) enterAtOneOf(program, doors, customer, queue);
    }
    customer.isSeen = true;
  }

  function addDoors(program: SimulatedProgram, change: Change, doors: Door[]): void {
    for (const node of triggersForChange(program.deployment, change)) doors.push({ node, because: { change: change.kind } });
  }

  function moveRuns(customer: SimulatedCustomer, event: EventRecord | undefined, changed: ReadonlySet<string>, queue: News[]): void {
    const concerned = customer.active.filter(({ program, run }) =>
      isConcerned(program.deployment, run, {
        ...(event ? { event: event.name } : {}),
        attributes: program.derivation.touchedBy(event?.name, changed),
        // Any news may move a customer in or out of a segment.
        segments: program.deployment.listens.runs.segments,
      }),
    );
    const priority = ({ program }: SimulatedRun) => program.deployment.journey.policies.priority;
    concerned.sort((a, b) => priority(b) - priority(a) || a.n - b.n);
    for (const run of concerned) move(run, event ? { kind: 'event', event } : { kind: 'changed' }, queue);
  }

  // ---- what changes by itself

  function membershipChanges(program: SimulatedProgram, customer: SimulatedCustomer): Change[] {
    const { segments } = program.deployment.listens.triggers;
    if (segments.size === 0) return [];
    const facts = factsOf(program, customer);
    const changes: Change[] = [];
    for (const segment of segments) {
      const key = `${program.n} ${segment}`;
      const isIn = facts.inSegment(segment);
      if (isIn === customer.memberships.has(key)) continue;
      if (isIn) customer.memberships.add(key);
      else customer.memberships.delete(key);
      changes.push({ kind: isIn ? 'segment-enter' : 'segment-exit', segment });
    }
    return changes;
  }

  /** `touched`: only these can have changed, and those that do by themselves. Absent: any. */
  function watchedChanges(program: SimulatedProgram, customer: SimulatedCustomer, touched?: ReadonlySet<string>): Change[] {
    if (program.watched.length === 0) return [];
    const read = valuesOf(program, customer);
    const changes: Change[] = [];
    for (const attribute of program.watched) {
      if (touched && !touched.has(attribute) && !program.changesByItself(attribute) && customer.isSeen) continue;
      const key = `${program.n} ${attribute}`;
      const value = JSON.stringify(read(attribute) ?? null);
      // Whoever is heard of for the first time has the values of somebody unknown; that she now exists is no change of them.
      const before = customer.watchedValues.get(key) ?? JSON.stringify(blankValue(live, program, attribute) ?? null);
      if (value === before) continue;
      customer.watchedValues.set(key, value);
      changes.push({ kind: 'attribute-changed', attribute });
    }
    return changes;
  }

  function planDates(program: SimulatedProgram, customer: SimulatedCustomer, changed?: ReadonlySet<string>): void {
    for (const node of program.dateTriggers) {
      const { trigger } = node;
      if (trigger.kind !== 'date-attribute' || (changed && !changed.has(trigger.attribute) && !changed.has('time-zone'))) continue;
      const key = `${program.n} ${node.id}`;
      const facts = factsOf(program, customer);
      const due = dateTriggerAt(trigger, facts.attribute(trigger.attribute), zoneOf(program.deployment.journey, facts));
      if (due !== undefined && due > now) {
        if (customer.dates.get(key) === due) continue;
        customer.dates.set(key, due);
        later(due, { kind: 'date', program, node, customer });
      } else customer.dates.delete(key);
    }
  }

  function firstLook(program: SimulatedProgram, customer: SimulatedCustomer): void {
    membershipChanges(program, customer);
    watchedChanges(program, customer);
    planDates(program, customer);
  }

  function look(program: SimulatedProgram, customer: SimulatedCustomer): void {
    const before = customer.looked.get(program.n);
    if (before && before.revision === customer.revision && now < before.until) return;
    const doors: Door[] = [];
    for (const change of [...watchedChanges(program, customer), ...membershipChanges(program, customer)]) addDoors(program, change, doors);
    const queue: News[] = [];
    if (doors.length > 0) enterAtOneOf(program, doors, customer, queue);
    customer.looked.set(program.n, { revision: customer.revision, until: sameUntil(program, customer) });
    react(queue);
  }

  /** Segments and computed values that start the journey stay as they are until then. */
  function sameUntil(program: SimulatedProgram, customer: SimulatedCustomer): number {
    if (program.watched.some(program.changesByItself)) return now;
    const { until, apart } = steadyFor(program, customer);
    return Math.min(apart, ...[...program.deployment.listens.triggers.segments].map((id) => until(program.segments.get(id)?.when)));
  }

  function fallDue(at: number, due: Due): void {
    const queue: News[] = [];
    switch (due.kind) {
      case 'wake':
        // It has moved since, and comes again when its new time has come.
        if (due.run.due !== at) return;
        move(due.run, { kind: 'wake' }, queue);
        break;
      case 'date': {
        const key = `${due.program.n} ${due.node.id}`;
        if (due.customer.dates.get(key) !== at) return;
        due.customer.dates.delete(key);
        enterAtOneOf(due.program, [{ node: due.node, because: { occasion: `date ${at}` } }], due.customer, queue);
        break;
      }
      case 'wave':
        enterAtOneOf(due.program, [{ node: due.node, because: { event: due.event } }], due.customer, queue);
        break;
      case 'audience':
        inviteAudience(due, at);
        return;
      case 'schedule': {
        const { program, node } = due;
        const key = `${program.n} ${node.id}`;
        for (const customer of customers) askOnSchedule(program, node, key, customer, `schedule ${at}`);
        if (node.trigger.kind === 'schedule') later(nextScheduledAt(node.trigger, { deployedAt: from, last: at }, program.zone), due);
        return;
      }
      case 'look':
        for (const customer of customers) look(due.program, customer);
        later(at + lookEveryMs, due);
        return;
    }
    react(queue);
  }

  /** Everybody is asked each time; who was refused and can't have changed gets the same answer. */
  function askOnSchedule(program: SimulatedProgram, node: TriggerNode, key: string, customer: SimulatedCustomer, occasion: string): void {
    const before = customer.refused.get(key);
    if (before && before.revision === customer.revision && now < before.until) {
      refuse(program, node.id, customer, before.reason);
      return;
    }
    const follows: News[] = [];
    const answer = enterAtOneOf(program, [{ node, because: { occasion } }], customer, follows);
    if (answer && !answer.enter)
      customer.refused.set(key, { revision: customer.revision, until: refusedUntil(program, node, customer, answer.reason), reason: answer.reason });
    react(follows);
  }

  /** As long as what was asked up to the refusal stays answered as it is. */
  function refusedUntil(program: SimulatedProgram, node: TriggerNode, customer: SimulatedCustomer, { code, params }: Reason): number {
    const { entry, policies } = program.deployment.journey;
    if (program.deployment.mode !== 'live' || entry.reentry.mode === 'parallel-by-key') return now;
    const { until, apart } = steadyFor(program, customer);
    const asked = [node.audience, entry.filter, policies.goal?.when, ...policies.exits.map((exit) => (exit.scope === 'immediate' ? exit.when : undefined))];
    const count = { 'test-record': 0, employee: 0, 'not-in-audience': 1, 'entry-filter': 2, 'goal-reached-before': 3 }[code] ?? asked.length;
    let earliest = apart;
    for (const when of asked.slice(0, count)) earliest = Math.min(earliest, until(when));
    return code === 'cooldown' ? Math.min(earliest, Date.parse(String(params.until))) : earliest;
  }

  /** Places go to those who may enter, in the order we got to know them; those of later waves are asked again when theirs comes. */
  function inviteAudience({ program, node, event, upTo }: Extract<Due, { kind: 'audience' }>, since: number): void {
    let place = 0;
    for (const customer of customers.slice(0, upTo)) {
      const at = node.waves ? waveAt(node, event, place, since, program.zone) : now;
      const queue: News[] = [];
      if (at <= now) {
        if (enterAtOneOf(program, [{ node, because: { event } }], customer, queue)?.enter) place++;
      } else if (mayEnter(program, node, customer, { event }).enter) {
        place++;
        later(at, { kind: 'wave', program, node, customer, event });
      }
      react(queue);
    }
  }

  return {
    get now() {
      return now;
    },
    customers,
    add(starting) {
      const customer = createCustomer(customers.length + 1, starting, derivations);
      customers.push(customer);
      return customer;
    },
    goLive() {
      for (const program of given) {
        for (const customer of customers) firstLook(program, customer);
        for (const node of program.deployment.triggers)
          if (node.trigger.kind === 'schedule') later(nextScheduledAt(node.trigger, { deployedAt: from }, program.zone), { kind: 'schedule', program, node });
        if (program.movesWithTime) later(from + lookEveryMs, { kind: 'look', program });
      }
      for (const customer of customers) customer.isSeen = true;
    },
    advance(to) {
      for (let next = agenda.takeBy(to); next; next = agenda.takeBy(to)) {
        now = Math.max(now, next.at);
        fallDue(next.at, next.what);
      }
      now = Math.max(now, to);
    },
    happen(customer, event) {
      const changed = customer ? takeNews(customer, event) : nothing;
      if (customer) remember(customer, event);
      react([{ customer, event, changed }]);
    },
    start(customer, journey, occasion) {
      for (const program of programs) {
        if (program.deployment.journey.id !== journey) continue;
        const doors = (['manual', 'api'] as const).flatMap((kind) =>
          triggersForChange(program.deployment, { kind }).map((node) => ({ node, because: { occasion } })),
        );
        const queue: News[] = [];
        const answer = enterAtOneOf(program, doors, customer, queue);
        react(queue);
        if (answer) return answer;
      }
      return undefined;
    },
    facts: factsOf,
    attribute: (customer, id) => {
      const [program] = programs;
      return program ? valuesOf(program, customer)(id) : customer.attributes[id];
    },
    nextAt: () => agenda.nextAt(),
  };
}
