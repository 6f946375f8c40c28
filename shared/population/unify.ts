/** Records of people, and what those people did, as one table with one value of each attribute per person. */
import type { EventRecord, Json } from '../condition/facts';
import type { Engagement } from '../engagement/schema';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { attributesOf, isConsent, replaces } from '../record/event-attributes';
import { type ComputationFacts, createComputation } from '../record/formula/computation';
import { cutsOf } from '../record/formula/quintiles';
import type { Attribute } from '../record/schema';
import { customerId, customerIdAttribute } from '../runtime/customer-id';
import { isValidZone } from '../time/duration';
import { zoneOfCountry } from '../time/zone-of-country';
import type { PeopleEvents } from './collect-events';
import { type ColumnBuilder, createColumnBuilder } from './column-builder';
import { type Grouping, groupByPerson } from './group-by-person';
import type { Column, EventTable, Population, SampleRecord } from './population';
import { sayingEvents } from './saying-events';
import { type Candidate, inOrder, type Survived, survive } from './survive';

export type UnifyInput = {
  engagement: Pick<Engagement, 'record' | 'client'>;
  records: readonly SampleRecord[];
  /** Whose each record is, by its position; −1 = nobody's. */
  personOf: Int32Array;
  /** How many people there are: persons are 0 to `people − 1`. */
  people: number;
  events: PeopleEvents;
  /** Epoch ms. */
  now: number;
  /** Only these and what their formulas rest on; absent: all. */
  attributes?: ReadonlySet<string>;
  /** Told the share that is done (0 to 1), a hundred times at most. */
  progress?(share: number): void;
};

/**
 * For each person: every attribute's value by its rule of survivorship, then what events say by themselves (newer news
 * replaces), then the formulas, in the person's own time zone. The unified identifier, which the platform gives, everybody has. What sources delivered is `imported` in a formula, as of its
 * newest row; undated, as of `now`, as a list imported today would be. What compares people with each other comes last.
 */
export function unify(input: UnifyInput): Population {
  const { people, events, now, progress } = input;
  const settling = createSettling(input);
  const columns = new Map<string, ColumnBuilder>();
  const put = (id: string, person: number, value: Json) => {
    let builder = columns.get(id);
    if (!builder) {
      builder = createColumnBuilder(people);
      columns.set(id, builder);
    }
    builder.set(person, value);
  };
  const zones = createZones(input.engagement.client.timeZone);
  const zoneOf = new Uint16Array(people);
  const factsOf = (person: number, timeZone: string, known: ReadonlyMap<string, Survived>): ComputationFacts => ({
    now,
    timeZone,
    attribute: (id) => known.get(id)?.value,
    events: rememberEvents(events.tables, person),
    imported(id) {
      const found = known.get(id);
      return found && { value: found.value, at: found.at ?? now };
    },
  });
  const { computed, computation } = settling;
  const compared = computation.compared(computed);
  const sizes = compared.map(() => new Float64Array(people));
  const late = [...computed].filter((id) => computation.needs.get(id)?.usesOthers);
  const early = [...computed].filter((id) => !late.includes(id));
  const step = Math.max(1, Math.ceil(people / 100));
  for (let person = 0; person < people; person++) {
    const known = settling.valuesOf(person);
    const zone = known.get(runtimeAttributes.timeZone)?.value;
    const timeZone = typeof zone === 'string' && isValidZone(zone) ? zone : zones.fallback;
    zoneOf[person] = zones.codeOf(timeZone);
    // What a formula goes on from is not its value.
    for (const [id, { value }] of known) if (!computation.needs.has(id)) put(id, person, value);
    if (computed.size > 0) {
      const facts = factsOf(person, timeZone, known);
      const computedValue = computation.values(facts);
      for (const id of early) {
        const value = computedValue(id);
        if (value !== undefined) put(id, person, value);
      }
      if (compared.length > 0)
        for (const [n, size] of computation.sizes(facts, compared).entries()) {
          const list = sizes[n];
          if (list) list[person] = size;
        }
    }
    if (progress && person % step === step - 1) progress((person + 1) / people);
  }
  if (late.length > 0) {
    const cuts = new Map(compared.map(({ of }, n) => [of, cutsOf(sizes[n] ?? new Float64Array())]));
    const needed = new Set(late.flatMap((id) => needsOf(id, computation.needs)));
    for (let person = 0; person < people; person++) {
      const timeZone = zones.names[zoneOf[person] ?? 0] ?? zones.fallback;
      const facts = factsOf(person, timeZone, settling.valuesOf(person, needed));
      const computedValue = computation.values({ ...facts, cuts: (of) => cuts.get(of) });
      for (const id of late) {
        const value = computedValue(id);
        if (value !== undefined) put(id, person, value);
      }
    }
  }
  const finished = new Map<string, Column>([...columns].map(([id, { column }]) => [id, column]));
  return { size: people, columns: finished, events: events.tables, zones: zones.names, zoneOf };
}

/** One person's value of one attribute and where it is from; candidates in the order they are looked at. */
export type Explanation = { candidates: readonly Candidate[]; survived: Survived | undefined };

export type Explainer = {
  /** What sources and events say about `attribute`, before any formula. Candidates of events have the source −1. */
  explain(attribute: string, person: number): Explanation;
};

/** Answers for chosen people without unifying everybody. */
export function createExplainer(input: UnifyInput): Explainer {
  const { candidatesOf, settle } = createSettling(input);
  const attributes = new Map(input.engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  return {
    explain(id, person) {
      const attribute = attributes.get(id);
      const candidates = candidatesOf(person).get(id) ?? [];
      return attribute ? { candidates: [...candidates].sort(inOrder), survived: settle(attribute, candidates) } : { candidates: [], survived: undefined };
    },
  };
}

/** What sources delivered and events said about each person, before any formula, by attribute: what a platform would start with. */
export function createDelivered(input: UnifyInput): (person: number) => ReadonlyMap<string, Survived> {
  const { valuesOf } = createSettling(input);
  return (person) => valuesOf(person);
}

/** The rank of what the customer said: it comes in no order of trust. */
const SAID = -1;

function createSettling({ engagement, records, personOf, people, events, now, attributes: wanted }: UnifyInput) {
  const { attributes } = engagement.record;
  const computation = createComputation(attributes);
  const asked = wanted ? [...wanted] : attributes.map(({ id }) => id);
  const computed = new Set(asked.filter((id) => computation.needs.has(id)));
  const needed =
    wanted && new Set([...asked, ...[...computed].flatMap((id) => needsOf(id, computation.needs)), runtimeAttributes.timeZone, runtimeAttributes.country]);
  const byId = new Map(attributes.filter(({ id }) => needed?.has(id) ?? true).map((attribute) => [attribute.id, attribute]));
  const zone = isValidZone(engagement.client.timeZone) ? engagement.client.timeZone : 'UTC';
  const groups = groupRecords(records, personOf, people);

  /** By attribute, in no order. */
  function candidatesOf(person: number, only?: ReadonlySet<string>): Map<string, Candidate[]> {
    const found = new Map<string, Candidate[]>();
    const add = (attribute: string, candidate: Candidate) => {
      const known = found.get(attribute);
      if (known) known.push(candidate);
      else found.set(attribute, [candidate]);
    };
    for (let n = groups.from[person] ?? 0; n < (groups.from[person + 1] ?? 0); n++) {
      const record = records[groups.order[n] ?? 0];
      if (!record) continue;
      const { source, object, row } = record;
      for (const { attribute, value, rank, at } of record.values) {
        if (!byId.has(attribute) || (only && !only.has(attribute))) continue;
        const said = isConsent(attribute) ? at : record.at;
        // A clock that runs ahead must not win for ever.
        add(attribute, { value, rank, at: said === undefined ? undefined : Math.min(said, now), source, object, row });
      }
    }
    for (const event of saidBy(events.tables, person))
      for (const [attribute, value] of Object.entries(attributesOf(event.name, event.properties)))
        if (byId.has(attribute) && (only?.has(attribute) ?? true)) add(attribute, { value, rank: SAID, at: event.at, source: SAID, object: SAID, row: SAID });
    return found;
  }

  function settle(attribute: Attribute, candidates: readonly Candidate[]): Survived | undefined {
    if (isConsent(attribute.id)) return survive(attribute, candidates.some(isSaid) ? candidates.filter(({ value }) => value !== null) : candidates, zone);
    if (!candidates.some(isSaid)) return survive(attribute, candidates, zone);
    let survived = survive(
      attribute,
      candidates.filter((one) => !isSaid(one)),
      zone,
    );
    for (const said of candidates.filter(isSaid))
      if (replaces(attribute.id, survived?.value, survived?.at, said.at)) survived = { value: said.value, at: said.at, won: [said] };
    return survived;
  }

  function valuesOf(person: number, only?: ReadonlySet<string>): Map<string, Survived> {
    const values = new Map<string, Survived>();
    for (const [id, candidates] of candidatesOf(person, only)) {
      const attribute = byId.get(id);
      const survived = attribute && settle(attribute, candidates);
      if (survived && survived.value !== null && survived.value !== '') values.set(id, survived);
    }
    if (!values.has(customerIdAttribute) && byId.get(customerIdAttribute)?.origin === 'platform')
      values.set(customerIdAttribute, { value: customerId(person + 1), at: undefined, won: [] });
    if (events.testPeople.has(person)) values.set(runtimeAttributes.test, { value: true, at: undefined, won: [] });
    if (!values.has(runtimeAttributes.timeZone)) {
      const country = values.get(runtimeAttributes.country)?.value;
      const guessed = typeof country === 'string' ? zoneOfCountry(country) : undefined;
      if (guessed !== undefined) values.set(runtimeAttributes.timeZone, { value: guessed, at: undefined, won: [] });
    }
    return values;
  }
  return { computation, computed, candidatesOf, settle, valuesOf };
}

function isSaid({ source }: Candidate): boolean {
  return source === SAID;
}

/** What a formula rests on, itself included: its own value may be `imported`. */
function needsOf(id: string, needs: ReadonlyMap<string, { attributes: string[] }>): string[] {
  return [id, ...(needs.get(id)?.attributes ?? [])];
}

/** Records by person, those of one person by place: the order of the rows must not matter. */
export function groupRecords(records: readonly SampleRecord[], personOf: Int32Array, people: number): Grouping {
  return groupByPerson(personOf, people, (a, b) => {
    const [left, right] = [records[a], records[b]];
    return left && right ? left.source - right.source || left.object - right.object || left.row - right.row : 0;
  });
}

/** Events by which a customer speaks about herself, oldest first. */
function saidBy(tables: ReadonlyMap<string, EventTable>, person: number): EventRecord[] {
  const said: EventRecord[] = [];
  for (const name of sayingEvents) said.push(...eventsOfPerson(tables.get(name), person));
  return said.length > 1 ? said.sort((a, b) => a.at - b.at || (a.uid < b.uid ? -1 : 1)) : said;
}

const none: readonly EventRecord[] = [];

/** The events of one person in a table, oldest first. */
export function eventsOfPerson(table: EventTable | undefined, person: number): readonly EventRecord[] {
  if (!table) return none;
  const [from = 0, to = 0] = [table.from[person], table.from[person + 1]];
  return from === to ? none : table.events.slice(from, to);
}

/** Several formulas look at the same events of a person. */
function rememberEvents(tables: ReadonlyMap<string, EventTable>, person: number): (name: string) => readonly EventRecord[] {
  const known = new Map<string, readonly EventRecord[]>();
  return (name) => {
    let events = known.get(name);
    if (!events) {
      events = eventsOfPerson(tables.get(name), person);
      known.set(name, events);
    }
    return events;
  };
}

function createZones(client: string) {
  const fallback = isValidZone(client) ? client : 'UTC';
  const names: string[] = [];
  const codes = new Map<string, number>();
  return {
    fallback,
    names,
    codeOf(zone: string): number {
      let code = codes.get(zone);
      if (code === undefined) {
        code = names.push(zone) - 1;
        codes.set(zone, code);
      }
      return code;
    },
  };
}
