/** The sheet "item by item": which members of the plan's lists a vendor says it has. */
import { problem } from '../../problem';
import { cellOf, type ReturnedCells, type ReturnedSheet } from '../../returned-sheet';
import { languages, textIn } from '../../text';
import type { KnownPoint } from '../point-groups';
import type { Answer } from '../schema';
import { planListOf } from './plan-lists';
import { type Known, type Review, tellOf, touched } from './questionnaire-change';
import type { Members } from './read-answer-row';
import { plain, readYesNo } from './read-words';

export type ListRows = {
  /** What is said of each member; what the file leaves open is as the answer has it. */
  of: (point: string, answer: Answer | undefined) => Members;
  words: (point: string) => string[];
  isFresh: (point: string) => boolean;
};

type Rows = { now: ReadonlyMap<string, ReturnedCells>; written: ReadonlyMap<string, ReturnedCells> | undefined };
type Said = { members: Map<string, boolean>; words: string[]; isFresh: boolean };

export function reviewLists(sheet: ReturnedSheet | undefined, rows: Rows, review: Review): ListRows {
  const byPoint = new Map<string, Said>();
  const find = createMemberFinder(review);
  const seen = new Set<string>();
  for (const row of sheet?.rows ?? []) {
    if (!sheet) break;
    const place = find(row.cells);
    const text = cellOf(row.cells, 'has');
    const remark = cellOf(row.cells, 'remark');
    if (!place) {
      if (text !== '' || remark !== '')
        review.problems.push(
          problem('warns', 'questionnaire-row-unknown', ['rows', row.row], {
            sheet: sheet.name,
            row: row.row,
            name: [cellOf(row.cells, 'member'), text, remark]
              .filter((one) => one !== '')
              .join(' · ')
              .slice(0, 200),
          }),
        );
      continue;
    }
    const key = `${place.point}/${place.member}`;
    const name = cellOf(row.cells, 'member') || place.member;
    if (seen.has(key)) {
      review.problems.push(problem('informs', 'questionnaire-row-twice', ['rows', row.row], { sheet: sheet.name, row: row.row, other: 0, name }));
      continue;
    }
    seen.add(key);
    const at: Known = { sheet, row, now: rows.now.get(key) ?? {}, written: rows.written && (rows.written.get(key) ?? {}) };
    const said: Said = byPoint.get(place.point) ?? { members: new Map(), words: [], isFresh: false };
    byPoint.set(place.point, said);
    const isFresh = touched(at, 'has') !== undefined;
    const read = text === '' ? undefined : readYesNo(text, review.words);
    if (read) said.members.set(place.member, read.has === 'yes');
    if (read && isFresh) said.isFresh = true;
    if (text !== '' && !read && isFresh) review.problems.push(tellOf(at, 'has', 'questionnaire-not-yes-no'));
    if (isFresh && text !== '' && (!read || read.saysMore)) said.words.push(`${name}: ${text}`);
    if (touched(at, 'remark') && remark !== '') said.words.push(`${name}: ${remark}`);
  }
  return {
    of(point, answer) {
      const said = byPoint.get(point)?.members ?? new Map<string, boolean>();
      const old = answer?.claimedValue;
      if (!Array.isArray(old) || said.size === 0) return said;
      return new Map([...old.map((member) => [member, true] as const), ...said]);
    },
    words: (point) => byPoint.get(point)?.words ?? [],
    isFresh: (point) => byPoint.get(point)?.isFresh ?? false,
  };
}

function createMemberFinder(review: Review): (cells: ReturnedCells) => { point: string; member: string } | undefined {
  const { asking } = review;
  const byId = new Map<string, { point: string; member: string }>();
  const byWords = new Map<string, { point: string; member: string }>();
  for (const known of asking.points) {
    const list = planListOf(known, asking.requirements.get(known.point.id));
    for (const member of list?.values ?? []) {
      const place = { point: known.point.id, member };
      byId.set(`${place.point}/${member}`, place);
      if (list)
        for (const language of languages)
          for (const topic of topicsOf(known, language)) byWords.set(`${topic}\n${plain(review.nameOfMember(list, member, language))}`, place);
    }
  }
  return (cells) =>
    byId.get(cellOf(cells, 'memberId')) ??
    byWords.get(`${plain(cellOf(cells, 'topic'))}\n${plain(cellOf(cells, 'member'))}`) ??
    byWords.get(`${plain(cellOf(cells, 'number'))}\n${plain(cellOf(cells, 'member'))}`);
}

function topicsOf({ label, number }: KnownPoint, language: (typeof languages)[number]): string[] {
  return [plain(textIn(label, language)), String(number)];
}
