/** Answers that need not be asked for again: each holds until a moment, unless something happens to her that it rests on. */
import { refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import { runtimeAttributes } from '../journey/deployment-attributes';
import type { Derivation } from '../runtime/live';

export type Holding<T> = {
  /** The answer about the customer of this number, while it holds. */
  get(n: number, now: number): T | undefined;
  keep(n: number, until: number, answer: T): void;
  /** An event or an attribute of hers is news. */
  hear(n: number, event: string | undefined, attribute: string | undefined): void;
  /** Anything about her may be another. */
  drop(n: number): void;
};

/** What it takes to tell the customer's days, and whether she is a test record or an employee. */
const always: readonly string[] = [runtimeAttributes.timeZone, runtimeAttributes.country, runtimeAttributes.test, runtimeAttributes.employee];
const nothing: ReadonlySet<string> = new Set();

/** `conditions` and `attributes`: what the answers rest on, at most. */
export function createHolding<T>(derivation: Derivation, conditions: readonly (Condition | undefined)[], attributes: Iterable<string> = []): Holding<T> {
  const refs = refsOf(...conditions);
  const named = { events: new Set(Object.keys(refs.events)), attributes: new Set([...always, ...refs.attributes, ...attributes]) };
  // Two lists of plain numbers and answers by customer: they are gone through for everybody at every slot of a schedule.
  const until: number[] = [];
  const answers: (T | undefined)[] = [];
  const known = { event: new Map<string, boolean>(), attribute: new Map<string, boolean>() };

  /** Whoever is in a segment may be so for any reason. */
  const isAnything = refs.segments.length > 0;
  const looksAt = (touched: Iterable<string>) => isAnything || [...touched].some((one) => named.attributes.has(one));
  const restsOnEvent = (event: string) => named.events.has(event) || looksAt(derivation.touchedBy(event, nothing));
  const restsOnAttribute = (attribute: string) => looksAt(derivation.touchedBy(undefined, new Set([attribute])));

  const remembered = (answered: Map<string, boolean>, name: string, ask: (name: string) => boolean): boolean => {
    const before = answered.get(name);
    if (before !== undefined) return before;
    const answer = ask(name);
    answered.set(name, answer);
    return answer;
  };

  return {
    get: (n, now) => (now < (until[n] ?? 0) ? answers[n] : undefined),
    keep(n, to, answer) {
      while (until.length <= n) {
        until.push(0);
        answers.push(undefined);
      }
      until[n] = to;
      answers[n] = answer;
    },
    hear(n, event, attribute) {
      if (n >= until.length) return;
      if (event !== undefined && remembered(known.event, event, restsOnEvent)) until[n] = 0;
      if (attribute !== undefined && remembered(known.attribute, attribute, restsOnAttribute)) until[n] = 0;
    },
    drop(n) {
      if (n < until.length) until[n] = 0;
    },
  };
}
