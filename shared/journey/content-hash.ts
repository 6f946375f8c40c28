import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { toCanonicalJson } from '../canonical-json';
import type { DeploymentBundle } from '../executor/api';
import type { Attribute } from '../record/schema';
import type { Segment } from '../segments/schema';
import type { Calendar, Journey, Message, Node } from './schema';

/** SHA-256 of a text, 64 hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * Names what a journey does: SHA-256 over everything executable, 64 hex digits. Renaming, moving boxes, notes, status and
 * version number leave it as it is; any change of a rule, a time, an edge or a message gives another one.
 * @param messages those of the engagement; only the journey's own are looked at
 */
export function journeyHash(journey: Journey, messages: readonly Message[]): string {
  const used = messageIds(journey);
  return sha256Hex(toCanonicalJson({ journey: executableJourney(journey), messages: byId(messages.filter((m) => used.has(m.id)).map(executableMessage)) }));
}

/** Names a deployment: all of the bundle that is executable, mode included. The order of messages, segments and the like does not count. */
export function bundleHash(bundle: DeploymentBundle): string {
  return sha256Hex(
    toCanonicalJson({
      mode: bundle.mode,
      journey: executableJourney(bundle.journey),
      messages: byId(bundle.messages.map(executableMessage)),
      segments: byId(bundle.segments.map(executableSegment)),
      record: byId(bundle.record.attributes.map(executableAttribute)),
      identity: bundle.identity,
      // Suppressions are asked in the order they are listed, so it counts.
      suppressions: bundle.suppressions.map(unnamed),
      caps: byId(bundle.caps.map(unnamed)),
      calendars: byId(bundle.calendars.map(executableCalendar)),
      sender: bundle.sender,
      languages: bundle.languages,
    }),
  );
}

/** Messages a journey sends, by id. */
export function messageIds(journey: Pick<Journey, 'nodes'>): Set<string> {
  return new Set(journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
}

/** The part of a journey that decides what happens. */
export function executableJourney(journey: Journey) {
  const { id, key, schemaVersion, entry, policies } = journey;
  return {
    schemaVersion,
    id,
    key,
    entry,
    policies: {
      ...policies,
      goal: policies.goal && unnamed(policies.goal),
      exits: policies.exits.map(unnamed),
      own: policies.own.map(unnamed),
    },
    nodes: journey.nodes.map(executableNode),
    edges: journey.edges
      .map(({ from, port, to }) => ({ from, port, to }))
      .sort((a, b) => compare(`${a.from} ${a.port} ${a.to}`, `${b.from} ${b.port} ${b.to}`)),
  };
}

export function executableNode(node: Node): unknown {
  switch (node.kind) {
    case 'task':
      // Its name is what the person who gets the task reads.
      return node;
    case 'decision':
      return { ...unnamed(node), cases: node.cases.map(unnamed) };
    case 'ab': {
      const { id, kind, salt, unit } = node;
      return { id, kind, salt, unit, arms: node.arms.map(unnamed) };
    }
    case 'ext':
      return { id: node.id, kind: node.kind };
    default:
      return unnamed(node);
  }
}

export function executableSegment({ id, when, administrative }: Segment) {
  return { id, when, administrative };
}

export function executableAttribute({ id, type, values, origin, identifier, survivorship, sources, formula }: Attribute) {
  return { id, type, values: values?.map((value) => value.id), origin, identifier, survivorship, sources, formula };
}

export function executableCalendar(calendar: Calendar) {
  return { ...unnamed(calendar), days: calendar.days?.map(unnamed) };
}

export function executableMessage({ id, channel, class: messageClass, subject, preheader, body, status }: Message) {
  return { id, channel, class: messageClass, subject, preheader, body, status };
}

/** Without its name: what things are called decides nothing. */
export function unnamed<T extends { name?: unknown }>(thing: T): Omit<T, 'name'> {
  const { name: _, ...rest } = thing;
  return rest;
}

function byId<T extends { id: string }>(things: readonly T[]): T[] {
  return things.toSorted((a, b) => compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
