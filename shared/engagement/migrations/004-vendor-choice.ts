import type { JsonObject, Migration } from './migration';

/**
 * Version 5 holds all that a vendor is chosen by: what it claims beside what was seen, files, costs, a trial by hand, and the
 * business case's own figures. What was there keeps its meaning; only the new lists have to exist.
 */
export const vendorChoice: Migration = {
  name: 'vendor-choice',
  from: 4,
  migrate: (document) => ({
    ...document,
    checklist: { ...(document.checklist as JsonObject), trialTasks: [], trialResults: [] },
    businessCase: { ranges: {}, sources: {}, journeys: [] },
  }),
};
