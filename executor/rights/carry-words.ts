/** A store that was put back, or begun anew, hears what was said against writing to people since. */
import type { Json } from '../../shared/condition/facts';
import type { CustomerTrace } from '../../shared/executor/api';
import { channels } from '../../shared/journey/schema';
import { attributesOf, isConsent, isWithdrawn } from '../../shared/record/event-attributes';
import { forbids, isLasting, lastingEvent, saysNo } from '../../shared/record/lasting';
import { readCustomer } from '../engine/customer-rows';
import { isDocumented } from '../engine/documented';
import { storeEvent } from '../engine/event-rows';
import { createNames } from '../engine/names';
import { react } from '../engine/react';
import type { Registry } from '../engine/registry';
import type { Customer, Work } from '../engine/work';
import type { Database } from '../store/driver';
import { identifiersOf } from './identified';
import type { LastingWords, Said, StoredWord, Word } from './lasting-words';
import { wordOf } from './spoken';
import type { Identified } from './tombstones';

type KeptWord = NonNullable<CustomerTrace['kept']>[number];

/** Events made of words that were kept are told by this source. */
export const keptSource = 'masa-kept';
/** So many numbers of customers are asked for at once. */
const span = 5000;

/** All that a store knows of what must last. */
export function* saidIn(db: Database): Generator<Said> {
  const names = createNames(db);
  const asked = db.all<{ n: number; name: string }>('SELECT n, name FROM name').filter(({ name }) => isLasting(name));
  const told = "name = 'message-complained' OR (name = 'message-bounced' AND properties ->> '$.\"bounce-type\"' = 'hard')";
  const isAsked = asked.map(({ n }) => `attributes -> '$."${n}"' IS NOT NULL`);
  for (const { n } of db.all<{ n: number }>(
    `SELECT n FROM customer WHERE ${isAsked.join(' OR ') || '0'} UNION SELECT customer AS n FROM event WHERE customer IS NOT NULL AND (${told})`,
  )) {
    const known = readCustomer(db, names, n);
    if (!known) continue;
    const words = asked.filter(({ name }) => saysNo(name, known.attributes[name])).map(({ name }) => wordOf(known, name));
    for (const { uid, name, at, properties } of db.all<{ uid: string; name: string; at: number; properties: string }>(
      `SELECT uid, name, at, properties FROM event WHERE customer = ? AND (${told}) ORDER BY at, seq`,
      n,
    )) {
      const { reason: _, ...others }: Record<string, Json> = JSON.parse(properties);
      words.push({ about: lastingEvent(name, others) ?? name, forbids: true, at, value: { uid, properties: others } });
    }
    if (words.length > 0) yield { identifiers: identifiersOf(db, n), words };
  }
}

/**
 * Everybody in the store hears what she said since; gives how many may not be written to now who could be before. What ends a no is believed only
 * where all those of whom it was said are one person here too: in doubt the no stays.
 */
export function carryWords(work: Work, registry: Registry, words: LastingWords, backup: string): number {
  if (words.isEmpty()) return 0;
  const { db } = work;
  const found = new Map<number, StoredWord[]>();
  const whose = new Map<string, number>();
  const inDoubt = new Set<string>();
  const last = db.get<{ n: number | null }>('SELECT max(n) AS n FROM customer')?.n ?? 0;
  for (let from = 0; from < last; from += span)
    for (const { customer, ...identifier } of db.all<Identified & { customer: number }>(
      `SELECT identity.customer, name.name AS attribute, identity.value FROM identity JOIN name ON name.n = identity.attribute
       WHERE identity.customer > ? AND identity.customer <= ?`,
      from,
      from + span,
    ))
      for (const word of words.of(identifier)) {
        found.set(customer, [...(found.get(customer) ?? []), word]);
        if (word.forbids) continue;
        const said = sayingOf(word);
        if ((whose.get(said) ?? customer) !== customer) inDoubt.add(said);
        whose.set(said, customer);
      }
  let stopped = 0;
  for (const [n, all] of found) {
    const newest = newestOf(all.filter((word) => word.forbids || !inDoubt.has(sayingOf(word))));
    const heard = hear(work, work.customer(n), newest);
    tell(work, registry, n, heard, backup);
    if (heard.some((word) => word.forbids)) stopped++;
  }
  return stopped;
}

/** What is kept of somebody who is first known by these identifiers now: what forbids, where nothing has ended it. */
export function keptOf(words: LastingWords, identifiers: readonly Identified[]): Word[] {
  return newestOf(identifiers.flatMap((one) => words.of(one))).filter((word) => word.forbids);
}

/** Takes to her record what is newer than what it says. Gives what was new; it is to be told of when she is stored. */
export function hear(work: Work, customer: Customer, words: readonly Word[]): Word[] {
  return words.filter(({ about, at, value }) => {
    if (about.includes(':')) return !has(work, customer.n, eventOf(value).uid) && !has(work, customer.n, uidFor(customer.n, eventOf(value).uid));
    const setAt = customer.changed[about];
    if (setAt !== undefined && at < setAt && !isOverride(work, customer, about, value, setAt)) return false;
    const isNew = JSON.stringify(customer.attributes[about] ?? null) !== JSON.stringify(value);
    if (isNew || at !== setAt) work.setAttribute(customer, about, value, at);
    return isNew;
  });
}

/** As when two turn out to be one: of a withdrawal and a later consent that nobody documented the withdrawal stays. */
function isOverride(work: Work, { n, attributes }: Customer, attribute: string, value: Json, setAt: number): boolean {
  return isConsent(attribute) && saysNo(attribute, value) && !forbids(attribute, attributes[attribute]) && !isDocumented(work, n, attribute, setAt);
}

/** Her history has it from now on, and whoever waits for it hears it. */
export function tell(work: Work, registry: Registry, n: number, heard: readonly Word[], backup: string): void {
  for (const word of heard) {
    const { uid, name, properties } = word.about.includes(':') ? { name: word.about.split(':')[0] ?? '', ...eventOf(word.value) } : sayingEvent(word);
    const event = storeEvent(work, {
      // As it was, so that it is known when it is told again; it may be of two who were one.
      uid: word.about.includes(':') && !has(work, undefined, uid) ? uid : uidFor(n, uid),
      name,
      at: Math.min(word.at, work.now),
      sent: { source: keptSource, identifiers: {} },
      isTest: false,
      properties: { ...properties, 'restored-from': backup },
      customer: n,
    });
    react(work, registry, { customer: n, event: event.record, changed: new Set(word.about.includes(':') ? [] : [word.about]) });
  }
}

/** What of hers was kept over restores, the newest of each thing, oldest first. */
export function keptWordsOf(db: Database, n: number): KeptWord[] {
  const rows = db.all<{ uid: string; name: string; at: number; properties: string }>(
    'SELECT uid, name, at, properties FROM event WHERE customer = ? AND source = ? ORDER BY at, seq LIMIT 200',
    n,
    keptSource,
  );
  const newest = new Map<string, KeptWord>();
  for (const { name, at, properties } of rows) {
    const said: Record<string, Json> = JSON.parse(properties);
    const [changed] = Array.isArray(said['changed-fields']) ? said['changed-fields'] : [];
    const about = typeof changed === 'string' ? changed : consentOf(name, said);
    const backup = said['restored-from'];
    newest.delete(about);
    newest.set(about, {
      about,
      value: said[about] ?? attributesOf(name, said)[about] ?? null,
      at: new Date(at).toISOString(),
      backup: typeof backup === 'string' ? backup : '',
    });
  }
  return [...newest.values()];
}

function consentOf(name: string, said: Record<string, Json>): string {
  return Object.keys(attributesOf(name, said))[0] ?? name;
}

type Told = { uid: string; properties: Record<string, Json> };

function uidFor(n: number, uid: string): string {
  return `kept:${n}:${uid}`;
}

function has({ db }: Work, customer: number | undefined, uid: string): boolean {
  const known = db.get<{ customer: number | null }>('SELECT customer FROM event WHERE uid = ? AND is_own = 0', uid);
  return known !== undefined && (customer === undefined || known.customer === customer);
}

function eventOf(value: Json): Told {
  return value as Told;
}

function sayingEvent({ about, at, value }: Word): Told & { name: string } {
  const uid = `${about}:${at}`;
  const channel = channels.find((one) => `${one}-consent` === about);
  if (channel && isConsent(about) && isWithdrawn(value))
    return { uid, name: 'consent-withdrawn', properties: { channel, 'withdraw-method': 'kept-after-restore' } };
  if (channel && (value === 'granted' || value === true))
    return { uid, name: 'consent-granted', properties: { channel, 'capture-method': 'kept-after-restore' } };
  return { uid, name: 'profile-updated', properties: { 'changed-fields': [about], [about]: value } };
}

function sayingOf({ about, who, at }: StoredWord): string {
  return `${about} ${who} ${at}`;
}

/** Of what was said about one thing the newest; said at the same moment, what ends a no, which is kept only where it came after. */
function newestOf(words: readonly Word[]): Word[] {
  const newest = new Map<string, Word>();
  for (const word of words) {
    const known = newest.get(word.about);
    if (!known || word.at > known.at || (word.at === known.at && !word.forbids)) newest.set(word.about, word);
  }
  return [...newest.values()];
}
