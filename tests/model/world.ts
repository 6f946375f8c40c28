/** All the reference knows at a moment, as plain lists, and the questions that its parts ask of them. */
import type { Json } from '../../shared/condition/facts';
import type { DeploymentBundle } from '../../shared/executor/api';
import type { Channel, Journey, MessageClass, Node, NodeOf, Placement } from '../../shared/journey/schema';
import { zoneOfCountry } from '../../shared/time/zone-of-country';
import { type Happened, holds, type View } from './conditions';
import { type Customer, isTest, type Kept, known, type People } from './people';

export type TriggerNode = NodeOf<'trigger'>;
export type State = 'live' | 'paused' | 'draining' | 'retired';
export type Program = { n: number; hash: string; bundle: DeploymentBundle; journey: Journey; state: State; deployedAt: number };
export type Reason = { code: string; params: Record<string, string | number | boolean> };
export type Standing = { kind: 'timer' | 'event' | 'hold' | 'window'; since: number; until: number; reason?: Reason };

export type Run = {
  n: number;
  id: string;
  program: Program;
  customer: number;
  key: string;
  entry: Happened;
  enteredAt: number;
  node: string;
  visit: number;
  stands: Standing | undefined;
  sent: Set<string>;
  sentBefore: Set<string>;
  left: { code: string; at: number } | undefined;
  /** While its journey is paused: how many events there were when it was last heard of. */
  parked: number | undefined;
};

export type Line = {
  at: number;
  program: Program;
  customer: number;
  run: Run | undefined;
  node: string | undefined;
  what: string;
  port?: string | undefined;
  reason?: Reason | undefined;
};

export type Outgoing = { key: string; at: number; run: Run; node: string; kind: 'send' | 'task' | 'webhook'; content: Record<string, Json> };

/** Something others must hear of. */
export type News = { customer: number | undefined; event?: Kept; changed: ReadonlySet<string> };

/** By the step of the old version; who stands elsewhere finishes on it. */
export type Fates = Record<string, Placement>;

export type Job = {
  n: number;
  kind: 'first-look' | 'look' | 'schedule' | 'audience' | 'resume' | 'stop' | 'move';
  program: Program;
  due: number;
  node?: TriggerNode;
  event?: Kept;
  upTo?: number;
  /** Of a schedule: which of its times it is. */
  nth?: number;
  /** Of a move: where to, and who. */
  to?: Program;
  fates?: Fates;
};

/** A date of a customer, or her place in a wave, that will start a run. */
export type Planned = { program: Program; node: TriggerNode; customer: number; due: number; event: Kept | undefined };

export type World = People & {
  now: number;
  programs: Program[];
  runs: Run[];
  lines: Line[];
  outgoing: Outgoing[];
  jobs: Job[];
  planned: Planned[];
  /** `<program> <segment> <customer>`, as last looked at. */
  memberships: Set<string>;
  aliases: { loser: number; winner: number }[];
  counted: number;
  /** What came up, for whoever asks whether enough did. */
  noted: string[];
};

export function emptyWorld(now: number): World {
  return {
    now,
    customers: [],
    known: 0,
    happened: [],
    programs: [],
    runs: [],
    lines: [],
    outgoing: [],
    jobs: [],
    planned: [],
    memberships: new Set(),
    aliases: [],
    counted: 0,
    noted: [],
  };
}

export function customerOf(world: World, n: number): Customer {
  const customer = world.customers.find((one) => one.n === n);
  if (!customer) throw new Error(`the reference knows no customer ${n}`);
  return customer;
}

/** Her own zone, else the one of her country, else the journey's. */
export function zoneFor({ journey }: Program, customer: Customer): string {
  const { source, fallback } = journey.policies.timeZone;
  const zone = source === 'customer' ? attributeOf(customer, 'time-zone') : undefined;
  return typeof zone === 'string' ? zone : fallback;
}

export function attributeOf(customer: Customer, attribute: string): Json | undefined {
  const value = known(customer, attribute);
  const country = known(customer, 'country');
  return attribute === 'time-zone' && value === undefined && typeof country === 'string' ? zoneOfCountry(country) : value;
}

/** Why she stays outside: tests and employees of a live journey, everybody else of a test one. */
export function outsider(world: World, program: Program, customer: Customer): Reason | undefined {
  const isIn = (id: string) => program.bundle.segments.some((one) => one.id === id && one.administrative) && inSegment(world, program, customer, id);
  const isTested = isTest(customer) || isIn('test-records');
  if (program.bundle.mode === 'test') return isTested ? undefined : { code: 'not-a-test-record', params: {} };
  if (isTested) return { code: 'test-record', params: {} };
  return known(customer, 'is-employee') === true || isIn('employees') ? { code: 'employee', params: {} } : undefined;
}

/** In a live journey whoever is kept apart is in no other segment. */
export function inSegment(world: World, program: Program, customer: Customer, id: string): boolean {
  const { segments, mode } = program.bundle;
  const segment = segments.find((one) => one.id === id);
  if (!segment) return false;
  if (mode === 'live' && !segment.administrative && segments.some((one) => one.administrative && inSegment(world, program, customer, one.id))) return false;
  return holds(segment.when, {
    now: world.now,
    zone: zoneFor(program, customer),
    attribute: (attribute) => attributeOf(customer, attribute),
    happened: historyOf(world, customer),
    inSegment: (other) => inSegment(world, program, customer, other),
    event: undefined,
    entry: undefined,
  });
}

export function historyOf({ happened }: World, { n }: Customer): Kept[] {
  return happened.filter((one) => one.customer === n).sort((a, b) => a.at - b.at);
}

/** What conditions of a journey see of her; in a trial nothing marks her as a test. */
export function viewOf(world: World, program: Program, customer: Customer, event: Happened | undefined, begun: { entry: Happened; enteredAt: number }): View {
  const isTrial = program.bundle.mode === 'test';
  return {
    now: world.now,
    zone: zoneFor(program, customer),
    attribute: (id) => (isTrial && (id === 'is-test-record' || id === 'is-employee') ? undefined : attributeOf(customer, id)),
    happened: historyOf(world, customer),
    inSegment: (id) => !(isTrial && (id === 'test-records' || id === 'employees')) && inSegment(world, program, customer, id),
    event,
    entry: { since: Math.min(begun.entry.at, begun.enteredAt), uid: begun.entry.uid, properties: begun.entry.properties },
  };
}

export function nodeOf({ journey }: Program, id: string): Node {
  const node = journey.nodes.find((one) => one.id === id);
  if (!node) throw new Error(`the reference knows no node ${id}`);
  return node;
}

export function priorityOf({ journey }: Program): number {
  return journey.policies.priority;
}

/** Appends to what happened; of own making when nobody sent it. */
export function record(world: World, event: Kept): Kept {
  world.happened.push(event);
  return event;
}

export type Message = { message: string; channel: Channel; class: MessageClass };
