export type Value = string | number | boolean | null | string[];

/** `object`: the catalogue id of the source object. `row`: by native field name, plus the columns of `sampleLinks`. */
export type SampleRow = { object: string; row: Record<string, Value> };
