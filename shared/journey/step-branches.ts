/** Nodes that choose a way: decision and A/B. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { evaluate } from '../condition/evaluate';
import type { NodeOf } from './schema';
import { type Outcome, type Passage, pass } from './step-passage';

/** The first case that holds, else `else`. */
export function decide(node: NodeOf<'decision'>, p: Passage): Outcome {
  return pass(node.cases.find((one) => evaluate(one.when, p.facts))?.port ?? 'else');
}

export function splitByHash(node: NodeOf<'ab'>, p: Passage): Outcome {
  const arm = armOf(node, node.unit === 'customer' ? p.run.customer : p.run.id);
  p.run.outcomes[node.id] = arm;
  return pass(arm);
}

/**
 * The arm of a customer or run: SHA-256 of salt and unit as a number, laid over the weights. The same unit always gets the
 * same arm, also in the next run; a new salt deals again. All weights zero: the first arm.
 */
export function armOf(node: Pick<NodeOf<'ab'>, 'salt' | 'arms'>, unit: string): string {
  const hash = sha256(utf8ToBytes(`${node.salt}:${unit}`));
  let number = 0;
  for (let i = 0; i < 6; i++) number = number * 256 + (hash[i] ?? 0);
  const total = node.arms.reduce((sum, arm) => sum + arm.weight, 0);
  let left = (number / 2 ** 48) * total;
  for (const arm of node.arms) {
    if (arm.weight > 0 && left < arm.weight) return arm.port;
    left -= arm.weight;
  }
  return (node.arms.findLast((arm) => arm.weight > 0) ?? node.arms[0])?.port ?? 'out';
}
