import { evaluate } from '../../condition/evaluate';
import { refsOf } from '../../condition/refs';
import type { Condition } from '../../condition/schema';
import type { Population } from '../../population/population';
import { peopleByValue } from './attribute-people';
import { peopleByEvents } from './event-people';
import { addPerson, allPeople, inBoth, inEither, noPeople, type PeopleSet, without } from './people-set';
import { createPersonFacts } from './person-facts';

/**
 * Who each condition holds for: exactly the people `evaluate` says, asked attribute by attribute and event by event instead
 * of person by person. What is asked twice is worked out once.
 * @param sets who is in the segments a condition may rest on; nobody is in any other
 */
export function createConditionPeople(population: Population, now: number, sets: ReadonlyMap<string, PeopleSet>): (condition: Condition) => PeopleSet {
  const facts = createPersonFacts(population, now, sets);
  const known = new Map<string, PeopleSet>();

  function peopleOf(condition: Condition): PeopleSet {
    switch (condition.op) {
      case 'and':
        return condition.args.map(peopleOf).reduce(inBoth, allPeople(population.size));
      case 'or':
        return condition.args.map(peopleOf).reduce(inEither, noPeople(population.size));
      case 'not':
        return without(allPeople(population.size), peopleOf(condition.arg));
      case 'in-segment':
        return sets.get(condition.segment) ?? noPeople(population.size);
      default: {
        const key = JSON.stringify(condition);
        const people = known.get(key) ?? askedOf(condition);
        known.set(key, people);
        return people;
      }
    }
  }

  function askedOf(condition: Exclude<Condition, { op: 'and' | 'or' | 'not' | 'in-segment' }>): PeopleSet {
    if (condition.op === 'performed') return peopleByEvents(population, condition, facts);
    const { attributes } = refsOf(condition);
    return attributes.length <= 1 ? peopleByValue(population, attributes[0], condition, now) : oneByOne(condition);
  }

  /** Two attributes compared with each other. */
  function oneByOne(condition: Condition): PeopleSet {
    const people = noPeople(population.size);
    for (let person = 0; person < population.size; person++) {
      facts.lookAt(person);
      if (evaluate(condition, facts)) addPerson(people, person);
    }
    return people;
  }

  return peopleOf;
}
