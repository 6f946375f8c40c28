/** All formulas of a record together: in the right order, without going round in circles. */
import type { Json } from '../../condition/facts';
import { never } from '../../condition/next-boundary';
import { type Problem, problem } from '../../problem';
import type { Attribute } from '../schema';
import { computeAttribute, type FormulaFacts, sizeOf } from './compute-attribute';
import { type FormulaNeeds, formulaNeeds, insideQuintiles } from './formula-needs';
import { comparedSteadyUntil, formulaSteadyUntil, type SteadyFacts } from './formula-steady';
import { parseFormula } from './parse-formula';
import type { Expression } from './syntax';

export type ComputationFacts = Pick<FormulaFacts, 'now' | 'timeZone' | 'attribute' | 'events' | 'cuts'> & {
  /** What the sources last delivered for an attribute, and when (epoch ms). */
  imported?(id: string): FormulaFacts['imported'];
  /**
   * Values that hold whatever the time is, kept from an earlier moment; new ones are added. Whoever keeps them makes undefined what
   * later news may have changed.
   */
  steady?: KeptValues | undefined;
};

/** By attribute, what its formula came to. */
export type KeptValues = Map<string, { value: Json | undefined } | undefined>;

/** `of`: what customers are put in order by; `attribute`: whose formula it stands in. */
export type Compared = { attribute: string; of: Expression };

/** Earliest moments (epoch ms, infinite: never) at which something about an attribute may be another by itself; never too late. */
export type Steadiness = {
  /** Its value. */
  until(attribute: string): number;
  /** Whether it is more, less or as much as this number. */
  comparedUntil(attribute: string, right: number): number;
};

export type Computation = {
  /** Attributes with a formula that can be worked out → what each needs, other formulas' needs included. */
  needs: ReadonlyMap<string, FormulaNeeds>;
  /**
   * Values of one customer at one moment: an attribute with a formula is worked out, at most once; any other is
   * `facts.attribute`.
   */
  values(facts: ComputationFacts): (id: string) => Json | undefined;
  /** How long values of one customer stay as they are now while nothing happens. */
  steadiness(facts: ComputationFacts): Steadiness;
  /** The formula of an attribute that can be worked out, with what it sees of one customer. */
  formulaOf(id: string, facts: ComputationFacts): { formula: Expression; type: Attribute['type']; facts: FormulaFacts } | undefined;
  /** What stands inside `quintile` in the formulas of these attributes and of those they rest on. */
  compared(ids: Iterable<string>): Compared[];
  /** One customer's sizes of what is compared, in the order of `compared`; NaN where there is none. */
  sizes(facts: ComputationFacts, compared: readonly Compared[]): number[];
  /** What can't be read (as `parseFormula` says) or rests on itself (`formula-cycle` {attributes}), at `['record', 'attributes', id, 'formula']`. */
  problems: Problem[];
};

export function createComputation(attributes: readonly Pick<Attribute, 'id' | 'type' | 'formula' | 'values'>[]): Computation {
  const problems: Problem[] = [];
  const formulas = new Map<string, { formula: Expression; type: Attribute['type']; allowed: string[] | undefined }>();
  for (const attribute of attributes) {
    if (attribute.formula === undefined) continue;
    const parsed = parseFormula(attribute.formula);
    if (parsed.ok) formulas.set(attribute.id, { formula: parsed.value, type: attribute.type, allowed: attribute.values?.map((one) => one.id) });
    else problems.push(...parsed.problems.map((one) => ({ ...one, path: pathOf(attribute.id) })));
  }

  const direct = new Map([...formulas].map(([id, { formula }]) => [id, formulaNeeds(formula)]));
  const needs = new Map<string, FormulaNeeds>();
  const circular = new Set<string>();
  for (const id of formulas.keys()) settle(id, []);

  /** Fills `needs` for `id` and all it rests on; what leads back to itself, or rests on such, goes to `circular`. */
  function settle(id: string, trail: readonly string[]): boolean {
    if (needs.has(id)) return true;
    if (circular.has(id)) return false;
    const again = trail.indexOf(id);
    if (again >= 0) {
      problems.push(problem('blocks', 'formula-cycle', pathOf(id), { attributes: [...trail.slice(again), id].join(' → ') }));
      return false;
    }
    const mine = direct.get(id);
    if (!mine) return true;
    const inner = mine.attributes.filter((one) => formulas.has(one));
    if (!inner.map((one) => settle(one, [...trail, id])).every(Boolean)) {
      circular.add(id);
      return false;
    }
    const all = [mine, ...inner.flatMap((one) => needs.get(one) ?? [])];
    const unite = (lists: string[][]) => [...new Set(lists.flat())].sort();
    needs.set(id, {
      attributes: unite(all.map((one) => one.attributes)),
      events: unite(all.map((one) => one.events)),
      usesNow: all.some((one) => one.usesNow),
      usesOthers: all.some((one) => one.usesOthers),
    });
    return true;
  }

  const factsFor = (id: string, facts: ComputationFacts, attribute: FormulaFacts['attribute']): FormulaFacts => ({
    now: facts.now,
    timeZone: facts.timeZone,
    attribute,
    events: (name) => facts.events(name),
    imported: facts.imported?.(id),
    cuts: facts.cuts,
  });
  const values = (facts: ComputationFacts) => {
    let known: KeptValues | undefined;
    const valueAt = (id: string): Json | undefined => {
      const mine = needs.get(id);
      if (!mine) return formulas.has(id) ? undefined : facts.attribute(id);
      let kept = mine.usesNow || mine.usesOthers ? undefined : facts.steady;
      if (!kept) {
        known ??= new Map();
        kept = known;
      }
      const before = kept.get(id);
      if (before) return before.value;
      const found = formulas.get(id);
      const value = found && computeAttribute(found.formula, found.type, factsFor(id, facts, valueAt), found.allowed);
      kept.set(id, { value });
      return value;
    };
    return valueAt;
  };
  const formulaOf = (id: string, facts: ComputationFacts) => {
    const found = needs.has(id) ? formulas.get(id) : undefined;
    return found && { formula: found.formula, type: found.type, facts: factsFor(id, facts, values(facts)) };
  };
  const steadiness = (facts: ComputationFacts): Steadiness => {
    const valueAt = values(facts);
    const seenFrom = (id: string): SteadyFacts => ({
      ...factsFor(id, facts, valueAt),
      until,
      formula(other) {
        const found = needs.get(other)?.usesNow ? formulas.get(other) : undefined;
        return found && { formula: found.formula, facts: seenFrom(other) };
      },
    });
    const until = (id: string): number => {
      const found = needs.get(id)?.usesNow ? formulas.get(id) : undefined;
      return found ? formulaSteadyUntil(found.formula, seenFrom(id)) : never;
    };
    const comparedUntil = (id: string, right: number): number => {
      const found = needs.get(id)?.usesNow ? formulas.get(id) : undefined;
      return found ? comparedSteadyUntil(found.formula, right, seenFrom(id)) : never;
    };
    return { until, comparedUntil };
  };
  const compared = (ids: Iterable<string>): Compared[] => {
    const asked = [...ids].filter((id) => needs.has(id));
    const all = new Set(asked.flatMap((id) => [id, ...(needs.get(id)?.attributes ?? [])]));
    return [...all].flatMap((attribute) => insideQuintiles(formulas.get(attribute)?.formula).map((of) => ({ attribute, of })));
  };
  const sizes = (facts: ComputationFacts, list: readonly Compared[]) => {
    const valueAt = values(facts);
    return list.map(({ attribute, of }) => sizeOf(of, factsFor(attribute, facts, valueAt)) ?? Number.NaN);
  };
  return { needs, values, steadiness, formulaOf, compared, sizes, problems };
}

function pathOf(id: string): string[] {
  return ['record', 'attributes', id, 'formula'];
}
