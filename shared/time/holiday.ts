/** `eve`: from sunset on the eve to nightfall. `day`: from midnight to midnight. `daylight`: from midnight to sunset, each day. */
export type HolidayHours = 'eve' | 'day' | 'daylight';

/** `day`: the first, counted since 1970-01-01. */
export type Holiday<Name extends string = string> = { name: Name; day: number; days: number; hours: HolidayHours };
