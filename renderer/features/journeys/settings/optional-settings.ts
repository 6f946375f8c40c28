/** Settings of nodes that may be absent. */
const optional: ReadonlySet<string> = new Set([
  'align/at',
  'align/days',
  'offset',
  'at',
  'trigger/at',
  'fallbackChannel',
  'late/policy',
  'late/olderThan',
  'metric',
  'minimumRunDays',
  'assignTo',
  'emits',
  'within',
  'whenDone',
  'maxDelay',
  'reason',
]);

export function isOptionalSetting(path: string): boolean {
  return optional.has(path);
}
