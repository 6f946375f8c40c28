/** Whoever was erased is not made anew by the next thing that some system tells of her. */

import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import { findCustomer } from '../ingest/identify';
import type { Identified } from './tombstones';

type Given = Readonly<Record<string, string | number>>;

/**
 * The identifiers by which an event or a profile may be taken in: without those of somebody who was erased, if the others are a known customer's.
 * Undefined: it is about nobody any more, and nothing of it is kept.
 */
export function admitted(work: Work, registry: Registry, given: Given): Given | undefined {
  if (!registry.erased || registry.erased.isEmpty()) return given;
  const { erased } = registry;
  const rest = Object.fromEntries(
    Object.entries(given).filter(([attribute, raw]) => !identifiedBy(registry, { [attribute]: raw }).some((one) => erased.has(one))),
  );
  if (Object.keys(rest).length === Object.keys(given).length) return given;
  if (findCustomer(work, registry, rest)) return rest;
  work.addTotal('erased-refused', 1);
  return undefined;
}

/** Identifiers as the rules compare them; what is none is left out. */
export function identifiedBy(registry: Registry, given: Given): Identified[] {
  const { compiled, read } = registry.identity();
  return read(given).identifiers.map(({ rule, value }) => ({ attribute: compiled.rules[rule]?.attribute ?? '', value }));
}
