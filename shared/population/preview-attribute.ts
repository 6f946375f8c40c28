/** What one attribute comes to for the people of a sample: how many have it, how often sources disagree, a few examples. */
import type { Json } from '../condition/facts';
import { bySeverity, type Problem } from '../problem';
import { createComputation } from '../record/formula/computation';
import { valueText } from '../record/transform';
import { maskValue } from '../sources/mask-value';
import type { AttributePreview } from './preview';
import type { RecordPlan } from './read-sample-records';
import { type Candidate, inOrder } from './survive';
import { createExplainer, type UnifyInput, unify } from './unify';

const EXAMPLES = 20;
const TOP = 10;

export type PreviewInput = Omit<UnifyInput, 'attributes'> & {
  plan: RecordPlan;
  attribute: string;
  /** Tried in the place of the attribute's own, while somebody is writing it; it must be one that can be read. */
  formula?: string;
  /** What `RecordReader.problems` found; those of other attributes are passed over. */
  readingProblems?: readonly Problem[];
  /** Values as they are instead of masked. */
  reveal?: boolean;
};

/**
 * Counts and examples of one attribute, and the problems of reading and working it out. Examples are people with most to say
 * first: those whose sources disagree, then those with a value, at last those without; the same ones each time. For an attribute
 * that is not there everything is 0.
 */
export function previewAttribute({ plan, attribute: id, formula, reveal = false, readingProblems = [], ...input }: PreviewInput): AttributePreview {
  const { record } = input.engagement;
  const own = record.attributes.find((one) => one.id === id);
  if (!own) return { people: input.people, filled: 0, disagreeing: 0, top: [], examples: [], problems: [] };
  const attribute = formula === undefined ? own : { ...own, formula };
  const engagement = { ...input.engagement, record: { ...record, attributes: record.attributes.map((one) => (one === own ? attribute : one)) } };
  const wanted: UnifyInput = { ...input, engagement, attributes: new Set([id]) };
  const column = unify(wanted).columns.get(id);
  const { explain } = createExplainer(wanted);

  const show = (value: Json | undefined): string => {
    const text = valueText(value);
    return reveal || text === '' ? text : maskValue(text, { type: attribute.type, pii: attribute.pii, key: attribute.identifier !== undefined });
  };
  const problems = [...readingProblems, ...createComputation(engagement.record.attributes).problems].filter(
    ({ path }) => path[1] === 'attributes' && path[2] === id,
  );
  const codeOf = (person: number) => column?.codes[person] ?? -1;
  const counts = new Array<number>(column?.values.length ?? 0).fill(0);
  // Rows that are added up or put together are no answers to one question.
  const mayDisagree = attribute.survivorship !== 'sum' && attribute.survivorship !== 'union';
  const disagreeing: number[] = [];
  let filled = 0;
  for (let person = 0; person < input.people; person++) {
    const code = codeOf(person);
    if (code >= 0) {
      filled += 1;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    if (mayDisagree && disagree(explain(id, person).candidates)) disagreeing.push(person);
  }

  const example = (person: number) => {
    const { candidates, survived } = explain(id, person);
    const said = attribute.formula === undefined || attribute.sources.length > 0 ? candidates.filter(({ source }) => source >= 0) : [];
    return {
      value: show(column?.values[codeOf(person)]),
      candidates: [...said].sort(inOrder).flatMap((one) => {
        const [source, object] = [plan.sources[one.source], plan.objects[one.object]];
        if (source === undefined || object === undefined) return [];
        return [{ source, object, value: show(one.value), ...(one.at !== undefined && { at: one.at }), won: survived?.won.includes(one) ?? false }];
      }),
    };
  };
  return {
    people: input.people,
    filled,
    disagreeing: disagreeing.length,
    top: topOf(counts, column?.values ?? [], show),
    examples: choose(disagreeing, codeOf, input.people).map(example),
    problems: bySeverity(problems),
  };
}

/** Different once case and blanks are passed over; a list is what its members are, in any order. */
function disagree(candidates: readonly Candidate[]): boolean {
  const keys = new Set(
    candidates.map(({ value }) =>
      valueText(Array.isArray(value) ? [...value].sort() : value)
        .trim()
        .toLowerCase(),
    ),
  );
  return keys.size > 1;
}

/** Masked values that look alike are counted together: what is hidden must not be told apart by its counts. */
function topOf(counts: readonly number[], values: readonly Json[], show: (value: Json) => string): AttributePreview['top'] {
  const shown = new Map<string, number>();
  for (const [code, people] of counts.entries()) {
    const value = values[code];
    if (people === 0 || value === undefined) continue;
    const text = show(value);
    shown.set(text, (shown.get(text) ?? 0) + people);
  }
  return [...shown]
    .map(([value, people]) => ({ value, people }))
    .sort((a, b) => b.people - a.people || (a.value < b.value ? -1 : 1))
    .slice(0, TOP);
}

function choose(disagreeing: readonly number[], codeOf: (person: number) => number, people: number): number[] {
  const chosen = new Set(disagreeing.slice(0, EXAMPLES / 2));
  for (const isFilled of [true, false])
    for (let person = 0; person < people && chosen.size < EXAMPLES; person++) if (codeOf(person) >= 0 === isFilled) chosen.add(person);
  return [...chosen];
}
