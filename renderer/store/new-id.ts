import { monotonicFactory } from 'ulid';

/** ULIDs of this window; grow within a millisecond, so that things made together keep their order. */
export const newId: () => string = monotonicFactory();
