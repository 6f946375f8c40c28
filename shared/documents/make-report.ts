import { businessCaseReport, caseChapters } from '../business-case/report/business-case-report';
import type { Catalogue } from '../catalogue/schema';
import { gapChapters, gapReport } from '../checklist/gap-report';
import { eventChapters, eventPlan } from '../events/event-plan';
import { briefChapters, journeyBrief } from '../journey/journey-brief';
import { recordChapters, recordSpecification } from '../record/report/record-specification';
import type { Report } from '../report';
import { segmentBook, segmentChapters } from '../segments/report/segment-book';
import { fieldMapChapters, fieldMapReport } from '../sources/report/field-map-report';
import type { ChapterTitles } from './chapters';
import type { Frame } from './frame-report';
import { implementationChapters, implementationChecklist } from './implementation/implementation-checklist';
import type { ReportKind } from './kinds';
import { workshopChapters, workshopReport } from './workshop/workshop-report';

/** `journey`: of a brief. */
export type ReportOrder = Frame & { catalogue: Catalogue; journey?: string };

type Maker = {
  /** Of all chapters it can have, in their own order. */
  chapters: ChapterTitles;
  /** undefined: the journey it should be about is not there. */
  make(order: ReportOrder): Report | undefined;
};

const makers: Record<ReportKind, Maker> = {
  'journey-brief': { chapters: briefChapters, make: ({ journey, ...order }) => journeyBrief(order, journey ?? '') },
  'gap-report': { chapters: gapChapters, make: gapReport },
  'record-specification': { chapters: recordChapters, make: recordSpecification },
  'event-plan': { chapters: eventChapters, make: eventPlan },
  'segment-book': { chapters: segmentChapters, make: segmentBook },
  'field-map-report': { chapters: fieldMapChapters, make: fieldMapReport },
  'workshop-report': { chapters: workshopChapters, make: workshopReport },
  'business-case': { chapters: caseChapters, make: businessCaseReport },
  'implementation-checklist': { chapters: implementationChapters, make: implementationChecklist },
};

export function makeReport({ kind, ...order }: ReportOrder & { kind: ReportKind }): Report | undefined {
  return makers[kind].make(order);
}

/** What a consultant can leave out or put elsewhere. */
export function chapterTitles(kind: ReportKind): ChapterTitles {
  return makers[kind].chapters;
}
