/** What becomes another without an event that says so: memberships, computed values, dates that lie ahead. */
import type { Change } from '../journey/entry';
import { dateTriggerAt } from '../journey/entry-timing';
import { zoneOf } from '../journey/step-facts';
import { blankValue } from '../runtime/attributes';
import type { SimulatedCustomer } from './people';
import type { SimulatedProgram } from './program';
import type { Stage } from './stage';

export type Changes = {
  /** Since she was looked at last; from now on that is how she is. */
  memberships(program: SimulatedProgram, customer: SimulatedCustomer): readonly Change[];
  watched(program: SimulatedProgram, customer: SimulatedCustomer, touched?: ReadonlySet<string>): readonly Change[];
  planDates(program: SimulatedProgram, customer: SimulatedCustomer, changed?: ReadonlySet<string>): void;
  /** Notes where somebody stands, without anything following from it. */
  firstLook(program: SimulatedProgram, customer: SimulatedCustomer): void;
};

const none: readonly Change[] = [];

export function createChanges(stage: Stage): Changes {
  const { live, later, factsOf } = stage;
  /** Programs with the values of somebody unknown, at the moment they were worked out for. */
  const blanks = new Map<string, { at: number; value: string }>();

  function blankOf(program: SimulatedProgram, attribute: string, key: string): string {
    let blank = blanks.get(key);
    if (blank?.at !== stage.now) {
      blank = { at: stage.now, value: JSON.stringify(blankValue(live, program, attribute) ?? null) };
      blanks.set(key, blank);
    }
    return blank.value;
  }

  function membershipChanges(program: SimulatedProgram, customer: SimulatedCustomer): readonly Change[] {
    const { segments } = program.deployment.listens.triggers;
    if (segments.size === 0) return none;
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
  function watchedChanges(program: SimulatedProgram, customer: SimulatedCustomer, touched?: ReadonlySet<string>): readonly Change[] {
    if (program.watched.length === 0) return none;
    const asked = customer.isSeen && touched ? program.watched.filter((one) => touched.has(one) || program.changesByItself(one)) : program.watched;
    if (asked.length === 0) return none;
    const facts = factsOf(program, customer);
    const changes: Change[] = [];
    for (const attribute of asked) {
      const key = `${program.n} ${attribute}`;
      const value = JSON.stringify(facts.attribute(attribute) ?? null);
      // Whoever is heard of for the first time has the values of somebody unknown; that she now exists is no change of them.
      const before = customer.watchedValues.get(key) ?? blankOf(program, attribute, key);
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
      if (due !== undefined && due > stage.now) {
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

  return { memberships: membershipChanges, watched: watchedChanges, planDates, firstLook };
}
