import { sha256Hex } from '../journey/content-hash';

/**
 * The id of the run that a customer begins at a trigger on an occasion (an event's uid, a slot of a schedule). The same occasion
 * gives the same run, in the executor, after a restore, in a simulation: that is what makes send keys and splits by run hold.
 * @param sha256 of a text, as hex digits; a machine's own is several times as fast as the one that runs everywhere
 */
export function runIdOf(deployment: string, node: string, customer: string, occasion: string, sha256: (text: string) => string = sha256Hex): string {
  return sha256(`${deployment}\n${node}\n${customer}\n${occasion}`).slice(0, 24);
}
