/** What leans on a field or an object, seen from two states: what it fed before and what it feeds now. Pure. */
import { refsOf } from '../condition/refs';
import type { Engagement } from '../engagement/schema';
import { usesOfNode } from '../journey/node-uses';
import type { AttributeLineage, Lineage, Use } from '../record/lineage';
import type { Text } from '../text';
import type { FieldPlace } from './find';
import type { Field, SourceObject } from './schema';

export type Leaning = {
  /** An attribute it feeds, an event it fills, or another object that links to it. */
  kind: 'attribute' | 'event' | 'object';
  id: string;
  name: Text;
  /** Journeys, segments, messages and rules behind it. */
  uses: Pick<Use, 'kind' | 'id' | 'name'>[];
  /** Something would notice; an attribute that nothing reads is no harm. */
  used: boolean;
  /** Other fields that still bring it. */
  stillFrom: FieldPlace[];
};

type State = {
  engagement: Engagement;
  lineage: Lineage;
  objects: ReadonlyMap<string, { object: SourceObject }>;
  fields: ReadonlyMap<string, FieldPlace>;
};

/** Who uses something is asked of the later state: what was taken out of the plan leans on nothing any more. */
export function createLeaning(old: State, now: State) {
  let users: Map<string, Leaning['uses']> | undefined;
  let fillers: Map<string, FieldPlace[]> | undefined;
  // One field may have changed in several ways, and one attribute have several fields.
  const known = new Map<string, Leaning[]>();
  const usesOf = new Map<string, Leaning['uses']>();

  function attributesOn(id: string): Leaning[] {
    const fed = new Set([...now.lineage.attributesOfField(id), ...old.lineage.attributesOfField(id)]);
    return [...fed].flatMap((attribute): Leaning[] => {
      const found = now.lineage.attributes.get(attribute);
      if (!found) return [];
      const uses = usesOf.get(attribute) ?? now.lineage.allUses(attribute);
      usesOf.set(attribute, uses);
      return [{ kind: 'attribute', id: attribute, name: found.attribute.label, uses, used: uses.length > 0, stillFrom: othersOf(found, id) }];
    });
  }

  function eventsOn(id: string): Leaning[] {
    const properties = now.fields.get(id)?.field.eventProperties ?? old.fields.get(id)?.field.eventProperties ?? [];
    return [...new Set(properties.map(eventOf))].flatMap((event): Leaning[] => {
      users ??= usersOfEvents(now.engagement);
      fillers ??= fillersOfEvents(now.fields.values());
      const uses = users.get(event) ?? [];
      const stillFrom = (fillers.get(event) ?? []).filter(({ field }) => field.id !== id && field.eventProperties.some((one) => properties.includes(one)));
      return uses.length > 0 ? [{ kind: 'event', id: event, name: { en: event }, uses, used: true, stillFrom }] : [];
    });
  }

  /** Objects that are still there and point at this one, by this field if one is given. */
  function linksOn(object: SourceObject | undefined, field?: Field): Leaning[] {
    if (!object) return [];
    const found = new Map<string, Leaning>();
    for (const state of [now, old])
      for (const [id, { object: from }] of state.objects) {
        if (id === object.id || !now.objects.has(id) || found.has(id)) continue;
        const points = from.links?.some((link) => link.object === object.id && (!field || (link.toFields ? link.toFields.includes(field.id) : field.key)));
        if (points) found.set(id, { kind: 'object', id, name: { en: from.nativeName }, uses: [], used: true, stillFrom: [] });
      }
    return [...found.values()];
  }

  return {
    field(id: string): Leaning[] {
      let leaning = known.get(id);
      if (!leaning) {
        // A key that is one no longer was what others pointed at.
        const was = old.fields.get(id) ?? now.fields.get(id);
        leaning = [...attributesOn(id), ...eventsOn(id), ...linksOn(was?.object, was?.field)];
        known.set(id, leaning);
      }
      return leaning;
    },
    object: (id: string): Leaning[] => linksOn((old.objects.get(id) ?? now.objects.get(id))?.object),
  };
}

function othersOf({ fields }: AttributeLineage, id: string): FieldPlace[] {
  return fields.filter(({ field }) => field.id !== id && field.status !== 'missing');
}

/** `<event>.<property>` */
function eventOf(property: string): string {
  return property.split('.')[0] ?? property;
}

function fillersOfEvents(fields: Iterable<FieldPlace>): Map<string, FieldPlace[]> {
  const fillers = new Map<string, FieldPlace[]>();
  for (const place of fields) for (const event of new Set(place.field.eventProperties.map(eventOf))) fillers.set(event, [...(fillers.get(event) ?? []), place]);
  return fillers;
}

function usersOfEvents({ journeys, segments }: Engagement): Map<string, Leaning['uses']> {
  const users = new Map<string, Leaning['uses']>();
  const add = (events: Iterable<string>, use: Leaning['uses'][number]) => {
    for (const event of new Set(events)) users.set(event, [...(users.get(event) ?? []), use]);
  };
  for (const { id, name, when } of segments) add(Object.keys(refsOf(when).events), { kind: 'segment', id, name });
  for (const { id, name, status, entry, policies, nodes } of journeys) {
    if (status === 'retired') continue;
    const rules = refsOf(entry.filter, policies.goal?.when, ...policies.exits.map((exit) => exit.when));
    add([...Object.keys(rules.events), ...nodes.flatMap((node) => Object.keys(usesOfNode(node).events))], { kind: 'journey', id, name });
  }
  return users;
}
