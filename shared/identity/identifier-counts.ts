import type { CompiledIdentity } from './compile-identity';
import type { RecordTable } from './record-table';
import { type IdentityReport, type Refusal, refusals } from './report';
import { type Resolution, verdicts } from './resolve';

/** What each identifier did, in the order in which they are heard. A refusal is counted for each record it happened to. */
export function countIdentifiers(table: RecordTable, { verdictOf }: Resolution, { rules }: CompiledIdentity): IdentityReport['identifiers'] {
  const values = new Int32Array(rules.length);
  for (const rule of table.ruleOf) values[rule] = (values[rule] ?? 0) + 1;
  const outcomes = rules.map(() => new Int32Array(verdicts.length));
  for (const [i, value] of table.identifiers.entries()) {
    const ofRule = outcomes[table.ruleOf[value] ?? 0];
    const verdict = verdictOf[i] ?? 0;
    if (ofRule) ofRule[verdict] = (ofRule[verdict] ?? 0) + 1;
  }
  return rules.map(({ attribute }, rule) => {
    const count = (verdict: (typeof verdicts)[number]) => outcomes[rule]?.[verdicts.indexOf(verdict)] ?? 0;
    const unused = table.unused[rule];
    const refused: Partial<Record<Refusal, number>> = {};
    for (const why of refusals) {
      const times = why === 'blocked' || why === 'invalid' ? (unused?.[why] ?? 0) : count(why);
      if (times > 0) refused[why] = times;
    }
    return { attribute, records: table.carried[rule] ?? 0, values: values[rule] ?? 0, joined: count('joined'), refused };
  });
}
