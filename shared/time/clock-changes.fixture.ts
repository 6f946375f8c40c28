/**
 * Every clock change of five zones from 2020 to 2028, as `zdump -v` prints the time-zone data (tz 2025b): the moment in UTC and
 * the minutes the clock is ahead of UTC from then on. Written down, so that tests of time have a truth that none of our code
 * and no engine's calendar has worked out. Tehran has had no summer time since 2022; Lord Howe moves by half an hour.
 */
const table = {
  'Asia/Jerusalem': `
    2020-03-27T00:00 +180; 2020-10-24T23:00 +120; 2021-03-26T00:00 +180; 2021-10-30T23:00 +120; 2022-03-25T00:00 +180; 2022-10-29T23:00 +120
    2023-03-24T00:00 +180; 2023-10-28T23:00 +120; 2024-03-29T00:00 +180; 2024-10-26T23:00 +120; 2025-03-28T00:00 +180; 2025-10-25T23:00 +120
    2026-03-27T00:00 +180; 2026-10-24T23:00 +120; 2027-03-26T00:00 +180; 2027-10-30T23:00 +120; 2028-03-24T00:00 +180; 2028-10-28T23:00 +120
  `,
  'Europe/Berlin': `
    2020-03-29T01:00 +120; 2020-10-25T01:00 +60; 2021-03-28T01:00 +120; 2021-10-31T01:00 +60; 2022-03-27T01:00 +120; 2022-10-30T01:00 +60
    2023-03-26T01:00 +120; 2023-10-29T01:00 +60; 2024-03-31T01:00 +120; 2024-10-27T01:00 +60; 2025-03-30T01:00 +120; 2025-10-26T01:00 +60
    2026-03-29T01:00 +120; 2026-10-25T01:00 +60; 2027-03-28T01:00 +120; 2027-10-31T01:00 +60; 2028-03-26T01:00 +120; 2028-10-29T01:00 +60
  `,
  'America/New_York': `
    2020-03-08T07:00 -240; 2020-11-01T06:00 -300; 2021-03-14T07:00 -240; 2021-11-07T06:00 -300; 2022-03-13T07:00 -240; 2022-11-06T06:00 -300
    2023-03-12T07:00 -240; 2023-11-05T06:00 -300; 2024-03-10T07:00 -240; 2024-11-03T06:00 -300; 2025-03-09T07:00 -240; 2025-11-02T06:00 -300
    2026-03-08T07:00 -240; 2026-11-01T06:00 -300; 2027-03-14T07:00 -240; 2027-11-07T06:00 -300; 2028-03-12T07:00 -240; 2028-11-05T06:00 -300
  `,
  'Australia/Lord_Howe': `
    2020-04-04T15:00 +630; 2020-10-03T15:30 +660; 2021-04-03T15:00 +630; 2021-10-02T15:30 +660; 2022-04-02T15:00 +630; 2022-10-01T15:30 +660
    2023-04-01T15:00 +630; 2023-09-30T15:30 +660; 2024-04-06T15:00 +630; 2024-10-05T15:30 +660; 2025-04-05T15:00 +630; 2025-10-04T15:30 +660
    2026-04-04T15:00 +630; 2026-10-03T15:30 +660; 2027-04-03T15:00 +630; 2027-10-02T15:30 +660; 2028-04-01T15:00 +630; 2028-09-30T15:30 +660
  `,
  'Asia/Tehran': `
    2020-03-20T20:30 +270; 2020-09-20T19:30 +210; 2021-03-21T20:30 +270; 2021-09-21T19:30 +210; 2022-03-21T20:30 +270; 2022-09-21T19:30 +210
  `,
};

export type TabledZone = keyof typeof table;
export const tabledZones = Object.keys(table) as TabledZone[];

/** Minutes ahead of UTC on 1 January 2020. */
const before: Record<TabledZone, number> = {
  'Asia/Jerusalem': 120,
  'Europe/Berlin': 60,
  'America/New_York': -300,
  'Australia/Lord_Howe': 660,
  'Asia/Tehran': 210,
};

const MINUTE_MS = 60_000;

/** `at` in epoch ms; `from` and `to` in minutes ahead of UTC. */
export type TabledChange = { zone: TabledZone; at: number; from: number; to: number };

export const tabledChanges: readonly TabledChange[] = tabledZones.flatMap((zone) => {
  let from = before[zone];
  return table[zone]
    .trim()
    .split(/;|\n/)
    .map((row): TabledChange => {
      const [moment = '', minutes = ''] = row.trim().split(' ');
      const change = { zone, at: Date.parse(`${moment}Z`), from, to: Number(minutes) };
      from = change.to;
      return change;
    });
});

const byZone = Object.fromEntries(tabledZones.map((zone) => [zone, tabledChanges.filter((change) => change.zone === zone)])) as Record<
  TabledZone,
  TabledChange[]
>;

/** What clock and calendar on the wall show, read as UTC (epoch ms). For moments from 2020 to 2028. */
export function tabledWall(at: number, zone: TabledZone): number {
  const last = byZone[zone].findLast((change) => change.at <= at);
  return at + (last?.to ?? before[zone]) * MINUTE_MS;
}
