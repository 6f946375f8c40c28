/** What a questionnaire that came back would change, as a list a person ticks. */
import type { Catalogue } from '../../catalogue/schema';
import { withoutIsolates } from '../../direction-marks';
import type { Engagement } from '../../engagement/schema';
import type { AllWords } from '../../i18n/all-words';
import { type Problem, problem } from '../../problem';
import { cellOf, type ReturnedCells, throughCell } from '../../returned-sheet';
import { memberWords } from '../requirement-words';
import type { Vendor } from '../schema';
import { createSpeaker } from './plan-lists';
import type { QuestionnaireChange, Review } from './questionnaire-change';
import { type QuestionnaireSheet, questionnaireSheets, sheetMarks } from './questionnaire-columns';
import type { ReturnedQuestionnaire } from './questionnaire-return';
import { questionnaireWorkbook, toAsking } from './questionnaire-workbook';
import { reviewAsked } from './review-asked';
import { reviewFacts, type Witness } from './review-facts';
import { reviewLists } from './review-lists';
import { reviewPrices } from './review-prices';
import { reviewQuestions } from './review-questions';

export type QuestionnaireReview = {
  changes: QuestionnaireChange[];
  /** Questions of the file that say nothing new. */
  unchanged: number;
  problems: Problem[];
  witness: Witness;
};

export type ReviewSource = { engagement: Engagement; catalogue: Pick<Catalogue, 'checklist' | 'events'>; words: AllWords };

/** Whose file it is, as far as it says so and the vendor is still there. */
export function vendorOf({ checklist }: Pick<Engagement, 'checklist'>, returned: ReturnedQuestionnaire): Vendor | undefined {
  return checklist.vendors.find(({ id }) => id === returned.vendor);
}

/**
 * Compares every cell with what was written into it, so that only what the vendor touched is a change. The file fills what the
 * vendor claims and asks for; scores and what was seen proved are the consultant's and never among the changes. A file of
 * another vendor or engagement proposes nothing by itself: its changes are shown without a tick.
 */
export function readQuestionnaire(
  { engagement, catalogue, words }: ReviewSource,
  returned: ReturnedQuestionnaire,
  { vendor: id }: { vendor: string },
): QuestionnaireReview | undefined {
  const vendor = engagement.checklist.vendors.find((one) => one.id === id);
  if (!vendor) return undefined;
  const language = returned.language ?? engagement.languages.document;
  const source = { engagement, catalogue, vendor, words };
  // Questions that were switched off since may still be answered in the file.
  const asked = { ...engagement, checklist: { ...engagement.checklist, points: engagement.checklist.points.map(({ switchedOff: _, ...point }) => point) } };
  const asking = toAsking({ ...source, engagement: asked }, language, { filled: true });
  const review: Review = {
    asking: { ...asking, engagement },
    words,
    changes: [],
    problems: [],
    unchanged: 0,
    nameOfMember: (list, member, inLanguage) => withoutIsolates(memberWords(list.of, member, createSpeaker(engagement, words[inLanguage], inLanguage))),
  };
  const now = byId(nowRows({ ...source, engagement: asked }, language));
  const written = returned.written && byId(returned.written);
  const rowsOf = (role: QuestionnaireSheet) => ({ now: now[role], written: written?.[role] });
  const isOther = ofAnother(engagement, vendor, returned);
  review.problems.push(...isOther);

  if (returned.questions || returned.lists) {
    const lists = reviewLists(returned.lists, rowsOf('lists'), review);
    reviewQuestions(returned.questions ?? { name: returned.lists?.name ?? '', columns: {}, rows: [], complete: false }, rowsOf('questions'), lists, review);
  }
  if (returned.asked) reviewAsked(returned.asked, rowsOf('asked'), review);
  if (returned.prices) reviewPrices(returned.prices, rowsOf('prices'), review);
  const witness = returned.facts ? reviewFacts(returned.facts, rowsOf('facts'), review) : {};
  const changes = isOther.length > 0 ? review.changes.map((change) => ({ ...change, ticked: false })) : review.changes;
  return { changes, unchanged: review.unchanged, problems: review.problems, witness };
}

function ofAnother(engagement: Engagement, vendor: Vendor, { file, engagement: origin, vendor: said }: ReturnedQuestionnaire): Problem[] {
  const problems: Problem[] = [];
  if (origin !== undefined && origin !== engagement.id) problems.push(problem('warns', 'questionnaire-of-another-engagement', [], { file }));
  if (said !== undefined && said !== vendor.id) {
    const other = engagement.checklist.vendors.find(({ id }) => id === said)?.name;
    problems.push(
      other === undefined
        ? problem('warns', 'questionnaire-of-unknown-vendor', [], { file, vendor: vendor.name })
        : problem('warns', 'questionnaire-of-another-vendor', [], { file, vendor: vendor.name, other }),
    );
  }
  return problems;
}

type Rows = Record<QuestionnaireSheet, readonly ReturnedCells[]>;

/** What would be written now, everything the vendor said included. */
function nowRows(source: Parameters<typeof questionnaireWorkbook>[0], language: Parameters<typeof questionnaireWorkbook>[1]): Rows {
  const rows: Rows = { questions: [], asked: [], lists: [], prices: [], facts: [] };
  for (const sheet of questionnaireWorkbook(source, language, { filled: true, weights: true }).sheets) {
    const role = questionnaireSheets.find((one) => sheet.columns.some(({ key }) => key === sheetMarks[one]));
    if (role) rows[role] = sheet.rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, throughCell(value)])));
  }
  return rows;
}

function byId(rows: Rows): Record<QuestionnaireSheet, ReadonlyMap<string, ReturnedCells>> {
  const index = (role: QuestionnaireSheet) => new Map(rows[role].map((cells) => [cellOf(cells, sheetMarks[role]), cells]));
  return { questions: index('questions'), asked: index('asked'), lists: index('lists'), prices: index('prices'), facts: index('facts') };
}
