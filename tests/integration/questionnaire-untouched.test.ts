/** Whatever a document holds: a questionnaire that nobody touched asks for nothing, with or without its memory. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCatalogueReader } from '../../host/catalogue';
import { questionnaireSheets, sheetMarks } from '../../shared/checklist/questionnaire/questionnaire-columns';
import { type QuestionnaireOptions, type ReturnedQuestionnaire, vendorOfAbout } from '../../shared/checklist/questionnaire/questionnaire-return';
import { questionnaireWorkbook } from '../../shared/checklist/questionnaire/questionnaire-workbook';
import { readQuestionnaire } from '../../shared/checklist/questionnaire/read-questionnaire';
import { tierBases } from '../../shared/checklist/vendor-costs-schema';
import { testId } from '../../shared/engagement/engagement.fixture';
import { openEngagement } from '../../shared/engagement/open-engagement';
import { type Engagement, engagementSchema } from '../../shared/engagement/schema';
import { createAllWords } from '../../shared/i18n/all-words';
import { throughCell } from '../../shared/returned-sheet';
import { type Language, languages } from '../../shared/text';

const words = createAllWords();
const opened = openEngagement(JSON.parse(readFileSync(new URL('../../assets/samples/karmelon.masa.json', import.meta.url), 'utf8')));
const read = await createCatalogueReader(new URL('../../assets', import.meta.url).pathname)();
if (!opened.ok || !read.ok) throw new Error('sample or catalogue does not open');
const sample = opened.value;
const catalogue = read.value;

/** The workbook as it is read back, without the way through a file. */
function returnedOf(engagement: Engagement, vendor: string, language: Language, options: QuestionnaireOptions, remembers: boolean): ReturnedQuestionnaire {
  const known = engagement.checklist.vendors.find(({ id }) => id === vendor);
  if (!known) throw new Error('no vendor');
  const workbook = questionnaireWorkbook({ engagement, catalogue, vendor: known, words }, language, options);
  const returned: ReturnedQuestionnaire = { file: 'q.xlsx', language, ...(workbook.origin && { engagement: workbook.origin }) };
  const about = vendorOfAbout(workbook.about);
  if (about) returned.vendor = about;
  const written: NonNullable<ReturnedQuestionnaire['written']> = { questions: [], asked: [], lists: [], prices: [], facts: [] };
  for (const sheet of workbook.sheets) {
    const role = questionnaireSheets.find((one) => sheet.columns.some(({ key }) => key === sheetMarks[one]));
    if (!role) continue;
    const rows = sheet.rows.map((row, index) => ({
      row: index + 5,
      cells: Object.fromEntries(sheet.columns.map(({ key }) => [key, throughCell(row[key])]).filter(([, text]) => text !== '')),
    }));
    returned[role] = { name: sheet.name, columns: Object.fromEntries(sheet.columns.map(({ key, title }) => [key, title])), rows, complete: true };
    written[role] = rows.map(({ cells }) => ({ ...cells }));
  }
  return remembers ? { ...returned, written } : returned;
}

const [vendor] = sample.checklist.vendors;
if (!vendor) throw new Error('no vendor');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const text = (most: number) =>
  fc
    .oneof(
      fc.string({ maxLength: most, unit: 'grapheme' }),
      fc.constantFrom('=1+1', '-5', "'quoted", '1,500', 'כן', '۱۲', 'a\nb', '_x0041_', '2026-01-02', 'up to 500', 'Yes', '3'),
    )
    .map((one) => one.trim().slice(0, most))
    .filter((one) => one !== '');
const amount = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 1e6 }));
const answers = fc.record({
  applies: fc.boolean(),
  verified: fc.boolean(),
  score: maybe(fc.integer({ min: 0, max: 4 })),
  claim: maybe(text(200)),
  claimedScore: maybe(fc.integer({ min: 0, max: 4 })),
  claimedValue: maybe(fc.oneof(amount, fc.boolean(), fc.array(text(30), { maxLength: 4 }))),
  evidence: maybe(text(100)),
  fallback: maybe(text(100)),
  cost: maybe(text(100)),
});
const costs = fc.record({
  perMonth: maybe(amount),
  tiers: maybe(
    fc.record({
      by: fc.constantFrom(...tierBases),
      steps: fc.array(fc.record({ upTo: fc.double({ min: 0.5, max: 1e9, noNaN: true }), perMonth: amount }), { maxLength: 10 }),
      perThousandAbove: amount,
    }),
  ),
  messages: maybe(fc.record({ sms: fc.record({ price: amount, included: amount, minimumPerMonth: amount }) })),
  addOns: maybe(fc.array(fc.record({ name: text(60), once: amount, point: fc.constantFrom('linked-tables', 'gone') }), { maxLength: 4 })),
  exit: maybe(amount),
  yearlyIncrease: maybe(fc.double({ min: -0.5, max: 2, noNaN: true })),
  discount: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
});
const documents = fc.record({ answers: fc.array(answers, { maxLength: 14 }), costs, product: maybe(text(60)) }).map((made): Engagement => {
  const { points } = sample.checklist;
  const said = made.answers.map((answer, index) => ({ ...answer, vendor: vendor.id, point: points[(index * 7) % points.length]?.id ?? '' }));
  const addOns = made.costs.addOns?.map((addOn, index) => ({ ...addOn, id: testId(index + 1, 'A') }));
  const offer = { ...vendor, product: made.product, costs: { ...made.costs, addOns } };
  const checklist = { ...sample.checklist, answers: said, vendors: sample.checklist.vendors.map((other) => (other.id === vendor.id ? offer : other)) };
  return engagementSchema.parse(JSON.parse(JSON.stringify({ ...sample, checklist })));
});

it('is an empty difference', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(...languages), fc.boolean(), fc.boolean(), fc.boolean(), (engagement, language, filled, weights, remembers) => {
      const returned = returnedOf(engagement, vendor.id, language, { filled, weights }, remembers);
      const review = readQuestionnaire({ engagement, catalogue, words }, returned, { vendor: vendor.id });
      expect(review?.changes).toEqual([]);
      expect(review?.problems).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
