const MINUTE_MS = 60_000;
/** From here on the end is near enough to be said in colour. */
const SOON = 5;

export type AgendaTime =
  /** Since the part began; no end was set. */
  | { state: 'open'; minutes: number }
  /** Left until its end, begun minutes counted whole. */
  | { state: 'running' | 'soon'; minutes: number }
  /** Past its end. */
  | { state: 'over'; minutes: number };

/** How a part of the agenda stands: begun at `startedAt`, meant to take `minutes` if anybody said so. Times are milliseconds. */
export function agendaTime({ startedAt, minutes }: { startedAt: number; minutes?: number | undefined }, now: number): AgendaTime {
  const passed = Math.max(0, now - startedAt);
  if (minutes === undefined) return { state: 'open', minutes: Math.floor(passed / MINUTE_MS) };
  const left = minutes * MINUTE_MS - passed;
  if (left <= -MINUTE_MS) return { state: 'over', minutes: Math.floor(-left / MINUTE_MS) };
  const whole = Math.max(0, Math.ceil(left / MINUTE_MS));
  return { state: whole <= Math.min(SOON, minutes / 3) ? 'soon' : 'running', minutes: whole };
}
