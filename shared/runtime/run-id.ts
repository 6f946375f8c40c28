import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The id of the run that a customer begins at a trigger on an occasion (an event's uid, a slot of a schedule). The same occasion
 * gives the same run, in the executor, after a restore, in a simulation: that is what makes send keys and splits by run hold.
 */
export function runIdOf(deployment: string, node: string, customer: string, occasion: string): string {
  return bytesToHex(sha256(utf8ToBytes([deployment, node, customer, occasion].join('\n')))).slice(0, 24);
}
