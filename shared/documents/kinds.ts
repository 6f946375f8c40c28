/** Documents that are put together as a `Report`: printed, looked at on screen, or read as a page. Each has chapters. */
export const reportKinds = [
  'journey-brief',
  'gap-report',
  'record-specification',
  'event-plan',
  'segment-book',
  'workshop-report',
  'business-case',
  'implementation-checklist',
  'field-map-report',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Everything that leaves as a file of its own. */
export const documentKinds = [...reportKinds, 'field-map', 'journey-json', 'deployment-json'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** For programs: says the same in every language. */
const dataKinds: readonly DocumentKind[] = ['journey-json', 'deployment-json'];

export function isDataKind(kind: DocumentKind): boolean {
  return dataKinds.includes(kind);
}

export function isReportKind(kind: DocumentKind): kind is ReportKind {
  return reportKinds.some((one) => one === kind);
}

/** What a report is drawn as: pages to print, or one page for a browser. */
export const reportForms = ['print', 'page'] as const;
export type ReportForm = (typeof reportForms)[number];
