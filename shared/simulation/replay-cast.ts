/** The customers of a replay: they become known and do what the file says, in its order of time. */
import type { EventRecord } from '../condition/facts';
import type { Engagement } from '../engagement/schema';
import { countryOfZone } from '../identity/country-of-zone';
import { createDecide } from '../identity/decide';
import { type IdentityKeeper, identify, shownIdentifier } from '../identity/identify';
import { createIdentityRules } from '../identity/identity-rules';
import { createMapStore } from '../identity/map-store';
import { fromWire } from '../ids';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { fallbackZoneOf } from '../journey/step-facts';
import { folded, keywordsOf } from '../runtime/keywords';
import { isValidZone } from '../time/duration';
import type { Cast } from './course';
import type { Lives } from './lives';
import { createLocalClock, type LocalClock } from './local-clock';
import { type SimulatedCustomer, survivorOf } from './people';
import type { SimulatedJourneys } from './prepare';
import type { RecordedEvent, RecordedEvents } from './replay-events';
import type { Replayed } from './report';
import type { SamplePerson } from './sample-people';
import { addTo } from './tally';
import type { World } from './world';

export type ReplayCast = Cast & {
  /** After the course. */
  replayed(): Replayed;
};

export type ReplayCastOptions = {
  engagement: Engagement;
  journeys: SimulatedJourneys;
  recorded: RecordedEvents;
  /** Known from the start. */
  people?: readonly SamplePerson[];
  /** Epoch ms. */
  from: number;
  to: number;
  /** What customers make of messages; absent: only what the file says. */
  answers?: Lives;
};

export function createReplayCast({ engagement, journeys: { bundles }, recorded, people: known = [], from, to, answers }: ReplayCastOptions): ReplayCast {
  const { events } = recorded;
  // Who is whom is for the deployment published last to say, as in the executor.
  const newest = bundles.at(-1);
  const rules = createIdentityRules(newest?.identity, newest?.record, newest && countryOfZone(fallbackZoneOf(newest.journey)));
  const identifiers = new Set(rules.compiled.rules.map(({ attribute }) => attribute));
  const store = createMapStore(rules.compiled);
  const decide = createDecide(rules.compiled, store);
  const keywords = [...bundles].reverse().map(keywordsOf);
  const counts = { before: 0, happened: 0, unknown: 0, tests: 0, merges: 0 };
  const refused: Record<string, number> = {};
  const clocks = new Map<string, LocalClock>();
  const met = new Set<number>();
  let people: readonly SimulatedCustomer[] = [];
  let valueNow: World['attribute'] = () => undefined;
  let next = 0;

  const isTestRecord = (customer: SimulatedCustomer | undefined) => customer?.attributes[runtimeAttributes.test] === true;
  const customerOf = (n: number) => people[n - 1];

  function keeperIn(world: World, at: number): IdentityKeeper {
    return {
      store,
      decide,
      count: (why) => addTo(refused, why),
      create: () => world.add({ attributes: {}, history: [] }).n,
      merge(winner, loser, identifier) {
        const [one, other] = [customerOf(winner), customerOf(loser)];
        if (!one || !other) return;
        counts.merges += 1;
        store.absorb(winner, loser);
        world.merge(one, other, { identifier, identifiers, at });
      },
      link(n, { rule: position, value }, rule) {
        store.link(n, position, value, at);
        const customer = customerOf(n);
        const shown = customer && shownIdentifier(rule, value, customer.attributes[rule.attribute]);
        if (customer && shown !== undefined) world.note(customer, rule.attribute, shown, at);
      },
    };
  }

  /** As the executor takes an event in; gives its name. */
  function take(world: World, { at, is_test: isTest, uid, ...envelope }: RecordedEvent): string {
    const name = fromWire(envelope.name);
    const properties = Object.fromEntries(Object.entries(envelope.properties).map(([key, value]) => [fromWire(key), value]));
    if (name === 'message-replied' && typeof properties.keyword === 'string') properties.keyword = keyword(properties.keyword);
    const event: EventRecord = { uid, name, at, properties };
    let isApart = false;
    const n = identify(rules, keeperIn(world, at), envelope.identifiers, at, (known) => {
      isApart = isTest && !isTestRecord(customerOf(known));
      return !isApart;
    });
    const customer = n === undefined ? undefined : customerOf(n);
    if (customer) {
      // Whom we first hear of in a test is a test record.
      if (isTest && !isTestRecord(customer)) world.note(customer, runtimeAttributes.test, true, at);
      if (isTest) customer.tests.add(event);
      world.happen(customer, event);
    } else if (isApart) counts.tests += 1;
    else if (Object.keys(envelope.identifiers).length > 0) counts.unknown += 1;
    else if (!isTest) world.happen(undefined, event);
    return name;
  }

  /** Of two people of the sample who share an identifier the first keeps it, as the rules of identity have told them apart. */
  function begin(world: World, person: SamplePerson): void {
    const { n } = world.add(person);
    for (const { attribute } of rules.compiled.rules)
      for (const given of [person.attributes[attribute] ?? []].flat())
        for (const { rule, value } of typeof given === 'string' || typeof given === 'number' ? rules.read({ [attribute]: given }).identifiers : [])
          if (store.ownerOf(rule, value) === undefined) store.link(n, rule, value, person.changed[attribute] ?? from);
  }

  function keyword(typed: string): string {
    const key = folded(typed);
    return keywords.map((known) => known.get(key)).find((one) => one !== undefined) ?? typed;
  }

  function zoneOf(n: number): string {
    const customer = customerOf(n);
    const zone = customer && valueNow(customer, runtimeAttributes.timeZone);
    return typeof zone === 'string' && isValidZone(zone) ? zone : engagement.client.timeZone;
  }

  return {
    begin(world) {
      people = world.customers;
      valueNow = world.attribute;
      for (const person of known) begin(world, person);
      const before = {};
      for (let event = events[next]; event && event.at < from; event = events[++next]) {
        addTo(before, take(world, event));
        counts.before += 1;
      }
      return before;
    },
    nextAt() {
      const [recordedAt, answeredAt] = [events[next]?.at, answers?.nextAt()];
      return recordedAt === undefined || answeredAt === undefined ? (recordedAt ?? answeredAt) : Math.min(recordedAt, answeredAt);
    },
    next(world) {
      const event = events[next];
      if (event && event.at <= (answers?.nextAt() ?? event.at)) {
        next += 1;
        counts.happened += 1;
        return take(world, event);
      }
      const answer = answers?.take();
      const customer = answer && customerOf(answer.n);
      if (customer) world.happen(survivorOf(customer), answer.event);
      return answer?.event.name;
    },
    dayOf(n, at) {
      const zone = zoneOf(n);
      const clock = clocks.get(zone) ?? createLocalClock(zone, [], from, to);
      clocks.set(zone, clock);
      return clock.dayOf(at);
    },
    hear(n, channel, message, journey, at) {
      const customer = customerOf(n);
      if (!answers || !customer) return;
      if (!met.has(n)) {
        met.add(n);
        const hasOrdered = (customer.histories.get('order-placed')?.length ?? 0) > 0;
        answers.begin({ n, starting: { attributes: customer.attributes, history: [] }, zone: zoneOf(n), activity: 1, hasOrdered, isBusiness: false });
      }
      answers.hear(n, channel, message, journey, at);
    },
    replayed() {
      const { lines, unreadable, duplicates, own } = recorded;
      return { lines, unreadable, duplicates, own, ...counts, after: events.length - next, refused };
    },
  };
}
